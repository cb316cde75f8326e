"""What each setting may be, in a check and in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from desktop_app.domain import tariff_hours
from desktop_app.domain.downloads import parse_night
from desktop_app.domain.money import parse_amount
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.presence import Kind, Manner
from desktop_app.domain.schedule import parse_hours, parse_zone
from desktop_app.system.network_list import networks_are_good

LENIENCY = ("refuse", "unpaid")


def _text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 200 and (not value or value.isprintable())


def _url(value: Any) -> bool:
    if not _text(value):
        return False
    try:
        parts = urlsplit(value)
        return not value or (parts.scheme in ("http", "https") and bool(parts.hostname))
    except ValueError:
        return False


def _price(value: Any) -> bool:
    try:
        return isinstance(value, str) and parse_amount(value) >= Decimal(0)
    except ValueError:
        return False


def _maybe_price(value: Any) -> bool:
    return value == "" or (_price(value) and parse_amount(value) <= 1000)


def _rate(value: Any) -> bool:
    return value == "" or (_price(value) and parse_amount(value) > 0)


def _currency(value: Any) -> bool:
    return isinstance(value, str) and 1 <= len(value.strip()) <= 8 and value.isprintable()


def _tariff_hours(value: Any) -> bool:
    return _list(value) and _reads(tariff_hours.parse_hours, value)


def _zone(value: Any) -> bool:
    return value == "" or (_text(value) and _reads(parse_zone, value))


def _reads(parse: Callable[[str], Any], value: str) -> bool:
    try:
        parse(value)
    except ValueError:
        return False
    return True


def _list(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 4000 and (not value or value.isprintable())


def _signals(value: Any) -> bool:
    return _list(value) and all(name in set(Kind) for name in listed(value))


def _one_of(*allowed: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and value in allowed


def _hotkey(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"(((Ctrl|Alt|Shift|Super)\+)+\w{1,12})?", value) is not None


def _language(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"([a-z]{2,3}(_[A-Z][A-Za-z]{1,3})?)?", value) is not None


def _yes_or_no(value: Any) -> bool:
    return isinstance(value, bool)


def _download_hours(value: Any) -> bool:
    try:
        return isinstance(value, str) and (not value or parse_night(value) is not None)
    except ValueError:
        return False


def listed(text: str) -> tuple[str, ...]:
    """The parts of a list that is kept as one text: "film, lid"."""
    return tuple(part for word in text.split(",") if (part := word.strip()))


def _whole(low: int, high: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _ceiling(low: int, high: int, unit: str) -> tuple[Callable[[Any], bool], str]:
    within, none = _whole(low, high), _whole(0, 0)
    return lambda value: within(value) or none(value), Phrase(
        "a whole number of {unit} from {low} to {high}, 0 for none", unit=unit, low=low, high=high
    )


def _quiet_hours(value: Any) -> bool:
    try:
        return value == "" or bool(parse_hours(value, "quiet_hours"))
    except ValueError:
        return False


RULES: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "provider_id": (_text, Phrase("a text of at most 200 characters")),
    "name": (_text, Phrase("a text of at most 200 characters")),
    "networks": (networks_are_good, Phrase("a list of networks, each with a name of its own, a url and a provider_id")),
    "active": (_text, Phrase("a text of at most 200 characters")),
    "price_per_hour": (_price, Phrase('a price of 0 or more in quotes, as "0.1"')),
    "price_per_job": (_price, Phrase('a price of 0 or more in quotes, as "0.02"')),
    "electricity_price": (_maybe_price, Phrase('the price of a kWh, 0 or more, in quotes, as "0.32"; "" for none')),
    "electricity_currency": (_currency, Phrase('a short name, as "EUR"')),
    "electricity_hours": (_tariff_hours, tariff_hours.ALLOWED),
    "electricity_zone": (_zone, Phrase('a time zone, as "Europe/Vienna", "" for the computer\'s own')),
    "token_rate": (_rate, Phrase('what one AITBC is worth, above 0, in quotes, as "0.05"; "" where it is not known')),
    "concurrency": (_whole(1, 64), Phrase("a whole number from 1 to 64")),
    "most_at_once": (_whole(1, 64), Phrase("a whole number from 1 to 64")),
    "unpaid_per_day": (_whole(0, 100_000), Phrase("a whole number from 0 to 100000")),
    "underpaid": (_one_of(*LENIENCY), Phrase("refuse or unpaid")),
    "paid_elsewhere": (_one_of(*LENIENCY), Phrase("refuse or unpaid")),
    "unproven": (_one_of(*LENIENCY), Phrase("refuse or unpaid")),
    "largest_result_kib": (_whole(16, 10 * 1024 - 64), Phrase("a whole number of KiB from 16 to 10176")),
    "texts_kept_days": (_whole(0, 30), Phrase("a whole number of days from 0 to 30")),
    "longest_run_s": (_whole(1, 86_400), Phrase("a whole number of seconds from 1 to 86400")),
    "runtime_url": (_url, Phrase("an address that begins with http:// or https://")),
    "model": (_text, Phrase("a text of at most 200 characters")),
    "models_quota_gib": (_whole(0, 100_000), Phrase("a whole number of GiB, 0 for no limit")),
    "models_mb_per_s": (_whole(0, 100_000), Phrase("a whole number of MB a second, 0 for no limit")),
    "models_hours": (_download_hours, Phrase('hours as "23:00-07:00", "" for any')),
    "models_make_room": (_yes_or_no, Phrase("true or false")),
    "transcribe": (_yes_or_no, Phrase("true or false")),
    "reencode": (_yes_or_no, Phrase("true or false")),
    "region": (_text, Phrase("a text of at most 200 characters")),
    "gpu_uuid": (_text, Phrase('the UUID of a card, "" for the first one or "none" for the processor only')),
    "when_using": (_one_of(*Manner), Phrase('"keep", "slow" or "stop"')),
    "quiet_s": (_whole(1, 86_400), Phrase("a whole number of seconds from 1 to 86400")),
    "clear_s": (_whole(1, 86_400), Phrase("a whole number of seconds from 1 to 86400")),
    "signals_off": (_signals, Phrase("names of signals with commas between: {names}", names=", ".join(Kind))),
    "watch_games": (_yes_or_no, Phrase("true or false")),
    "programs": (_list, Phrase('names of programs with commas between, "-name" for one that does not count')),
    "keep_awake": (_one_of("ask", "yes", "no"), Phrase('"ask", "yes" or "no"')),
    "stop_hotkey": (_hotkey, Phrase('a combination as "Ctrl+Alt+End", "" for none')),
    "slow_pause_s": (_whole(0, 3600), Phrase("a whole number of seconds from 0 to 3600")),
    "wake_for_schedule": (_yes_or_no, Phrase("true or false")),
    "updates": (_yes_or_no, Phrase("true or false")),
    "most_temperature_c": _ceiling(40, 110, "°C"),
    "most_power_w": _ceiling(10, 2000, Phrase("watts")),
    "most_fan_percent": _ceiling(10, 100, Phrase("percent")),
    "quiet_hours": (_quiet_hours, Phrase('hours as "22:00-07:00", "" for none')),
    "quiet_temperature_c": _ceiling(40, 110, "°C"),
    "quiet_power_w": _ceiling(10, 2000, Phrase("watts")),
    "quiet_fan_percent": _ceiling(10, 100, Phrase("percent")),
    "lower_power_limit": (_yes_or_no, Phrase("true or false")),
    "language": (_language, Phrase('a language as "de" or "pt_BR", "" for the system\'s')),
}
