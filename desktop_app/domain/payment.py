"""Is the money behind a job good enough? The owner's rules for work that is unpaid, underpaid, paid to somebody
else, or whose payment cannot be proven (protocol page, section 8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

from desktop_app.domain.decline import Decline
from desktop_app.domain.jobs import Terms
from desktop_app.domain.money import exact
from desktop_app.domain.phrases import Phrase


class Payment(StrEnum):
    """What stands behind a job. Beside GOOD these are words that `Terms.payment_status` may hold."""

    GOOD = "good"
    UNPAID = "unpaid"
    UNPROVEN = "unproven"
    UNDERPAID = "underpaid"
    ELSEWHERE = "paid_elsewhere"


class Leniency(StrEnum):
    """REFUSE hands such a job back; UNPAID takes it like an unpaid one, within the day's limit."""

    REFUSE = "refuse"
    UNPAID = "unpaid"


USUAL: Final[Mapping[Payment, Leniency]] = {
    Payment.UNPAID: Leniency.UNPAID,
    Payment.UNPROVEN: Leniency.UNPAID,
    Payment.UNDERPAID: Leniency.REFUSE,
    Payment.ELSEWHERE: Leniency.REFUSE,
}


@dataclass(frozen=True, slots=True)
class PaymentRules:
    """`payout_address` "" means that the owner named none, so nothing can be said about the payee.
    `unpaid_left` is how many more unpaid jobs are taken today, `unit` the network's money."""

    payout_address: str = ""
    unpaid_left: int = 20
    leniency: Mapping[Payment, Leniency] = field(default_factory=lambda: USUAL)
    unit: str = "AITBC"


def payment_of(terms: Terms, least: Decimal, payout_address: str) -> Payment:
    """What stands behind a job whose price here is `least`."""
    if not terms.is_paid:
        return Payment.UNPROVEN if terms.is_unproven else Payment.UNPAID
    if not may_be_same(terms.payee, payout_address):
        return Payment.ELSEWHERE
    assert terms.amount is not None  # is_paid
    return Payment.UNDERPAID if terms.amount < least else Payment.GOOD


def judge(terms: Terms, least: Decimal, rules: PaymentRules) -> Decline | None:
    """Why the owner's rules do not take this job's money, or None."""
    payment = payment_of(terms, least, rules.payout_address)
    if payment is Payment.GOOD:
        return None
    if rules.leniency.get(payment, USUAL[payment]) is Leniency.UNPAID and rules.unpaid_left > 0:
        return None
    return Decline(payment.value, _why(payment, terms, least, rules.unit))


def may_be_same(one: str, other: str) -> bool:
    """False only when both are written in the same form and differ: a 0x and an ait1 address may be one account."""
    here, there = one.strip().lower(), other.strip().lower()
    return not here or not there or _form(here) != _form(there) or here == there


def _form(address: str) -> str:
    return next((form for form in ("0x", "ait1", "aitbc1") if address.startswith(form)), "")


def _why(payment: Payment, terms: Terms, least: Decimal, unit: str) -> Phrase:
    if payment is Payment.UNDERPAID and terms.amount is not None:
        return Phrase(
            "The payment of {given} {unit} is below this provider's price of {wanted} {unit}.",
            given=exact(terms.amount), wanted=exact(least), unit=unit,
        )  # fmt: skip
    return {
        Payment.UNPROVEN: Phrase(
            "The payment could not be confirmed on the chain, and this provider takes no more such jobs today."
        ),
        Payment.ELSEWHERE: Phrase("The escrow pays another address than this provider's."),
    }.get(payment, Phrase("No payment stands in escrow, and this provider takes no more unpaid jobs today."))
