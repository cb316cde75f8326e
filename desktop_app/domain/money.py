"""Money: Decimal everywhere, quantum 0.00000001, half even. Never a float.

The network writes amounts as strings ("1.50000000", "0E-8", up to 28 digits); a few of its totals are JSON
floats (protocol page, sections 5.4 and 8), which are accepted through their shortest text and only shown.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation

from desktop_app.domain.phrases import Number, Phrase

QUANTUM = Decimal("0.00000001")
ZERO = Decimal(0)
_WIDE = Context(prec=60, rounding=ROUND_HALF_EVEN)
_LARGEST = Decimal(10) ** 24


def parse_amount(value: object) -> Decimal:
    """An amount in AITBC from what a server or a person wrote; ValueError when it is not a finite number."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise ValueError(Phrase("an amount must be a number"))
    if isinstance(value, str) and len(value) > 80:
        raise ValueError(Phrase("an amount must have at most 80 characters"))
    try:
        amount = value if isinstance(value, Decimal) else Decimal(repr(value) if isinstance(value, float) else value)
    except InvalidOperation:
        raise ValueError(Phrase("an amount must be a number")) from None
    if not amount.is_finite() or amount.copy_abs() > _LARGEST:  # abs() would overflow
        raise ValueError(Phrase("an amount must be a finite number of a sensible size"))
    return amount


def quantize(amount: Decimal) -> Decimal:
    """`amount` rounded to the quantum, half even."""
    return amount.quantize(QUANTUM, context=_WIDE)


def as_text(amount: Decimal) -> str:
    """Plain decimal text for the database and for machines: no exponent, no trailing zeros."""
    if not amount:
        return "0"
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact(amount: Decimal) -> Number:
    """As `as_text`, for a sentence: whoever shows it puts in a language's marks."""
    return Number(as_text(amount))


def total(amounts: list[Decimal] | tuple[Decimal, ...]) -> Decimal:
    """The exact sum."""
    result = ZERO
    for amount in amounts:
        result = _WIDE.add(result, amount)
    return result


def show(amount: Decimal, unit: str = "", places: int = 4) -> str:
    """For the screen: fixed places, aligned, with its unit; never rounds a real amount down to nothing."""
    step = Decimal(1).scaleb(-places)
    rounded = amount.quantize(step, context=_WIDE)
    text = as_text(amount) if amount and not rounded else f"{rounded:,f}"
    return Phrase("{amount} {unit}", amount=Number(text), unit=unit) if unit else Number(text)
