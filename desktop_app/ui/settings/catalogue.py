"""Which settings stand on which page, in words: what each is called, what it means, and what a change does.

A setting that the settings file does not know is left out, so this page and the file may grow one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

NOW = "Counts at once."
NEW_JOBS = "Counts for new jobs at once; running ones keep theirs."
AFTER = "Counts as soon as the running jobs are done."


class Kind(StrEnum):
    """How a setting is entered."""

    TEXT = "text"
    WHOLE = "whole"
    TICK = "tick"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Item:
    """One setting. `low` and `high` bound a whole number, `options` are (value, text); `does` is what a change does."""

    name: str
    label: str
    does: str = AFTER
    hint: str = ""
    kind: Kind = Kind.TEXT
    low: int = 0
    high: int = 100_000
    suffix: str = ""
    options: tuple[tuple[str, str], ...] = ()


_LENIENT = (("refuse", "Hand it back"), ("unpaid", "Take it, like a job without a payment"))
_CEILING = "0 for no limit. The card is kept below it by fewer jobs and rests."


def _whole(name: str, label: str, low: int, high: int, suffix: str = "", does: str = AFTER, hint: str = "") -> Item:
    return Item(name, label, does, hint, Kind.WHOLE, low, high, suffix)


PRICES = (
    Item("price_per_hour", "Price of an hour of the card", NEW_JOBS, "Jobs are priced by the time they take."),
    Item("price_per_job", "Least price of a job", NEW_JOBS, "Also a short job costs this much."),
)
MONEY = (
    _whole("unpaid_per_day", "Jobs without a payment, most in a day", 0, 1000, does=NEW_JOBS,
           hint="They earn reputation only. 0 takes none."),
    Item("underpaid", "A job that pays too little", NEW_JOBS, kind=Kind.CHOICE, options=_LENIENT),
    Item("paid_elsewhere", "A job whose payment goes to another address", NEW_JOBS, kind=Kind.CHOICE, options=_LENIENT),
    Item("unproven", "A job whose payment cannot be confirmed", NEW_JOBS, kind=Kind.CHOICE, options=_LENIENT),
)  # fmt: skip
JOBS = (
    _whole("concurrency", "Jobs at the same time", 1, 64, hint="The benchmark suggests it; more makes each slower."),
    _whole("most_at_once", "At most, while the number adapts itself", 1, 64),
    _whole("longest_run_s", "Longest run of a job", 1, 86_400, " s", NEW_JOBS, "Longer ones are handed back."),
    _whole("largest_result_kib", "Largest result", 16, 10_176, " KiB", NEW_JOBS, "What the network lets through."),
    Item("transcribe", "Also write down speech", kind=Kind.TICK,
         hint="Needs the package faster-whisper, and a model's folder in the profile's folder voices."),
    Item("reencode", "Also convert sound and film", kind=Kind.TICK,
         hint="Needs Linux with ffmpeg; only what fits into a result."),
)  # fmt: skip
OWNER = (
    Item("when_using", "While you use the computer", NOW, kind=Kind.CHOICE,
         options=(("stop", "Stop at once"), ("slow", "Slow down: one job at a time"), ("keep", "Go on"))),
    _whole("quiet_s", "You count as away after", 1, 86_400, " s", AFTER, "Without a key or a movement for so long."),
    _whole("clear_s", "A game counts as over after", 1, 86_400, " s", NOW),
    _whole("slow_pause_s", "Rest between jobs while slowed down", 0, 3600, " s"),
    Item("watch_games", "Installed games get the card while they run", kind=Kind.TICK),
    Item("programs", "More programs that get the card while they run", hint="Names with commas between; -name for "
         "one that never counts."),
    Item("stop_hotkey", "Keys that stop everything at once", hint="Such as Ctrl+Alt+End; empty for none."),
)  # fmt: skip
COMFORT = (
    Item("keep_awake", "Keep the computer awake during the hours on sale", kind=Kind.CHOICE,
         options=(("no", "No"), ("yes", "Yes, but never on battery"), ("ask", "Not decided yet: no"))),
    Item("wake_for_schedule", "Wake the computer when the hours begin", kind=Kind.TICK),
    Item("updates", "Look for new versions once a day", NOW, kind=Kind.TICK,
         hint="One that is signed by the makers is installed when no job runs."),
    _whole("most_temperature_c", "Warmest", 0, 110, " °C", hint=_CEILING),
    _whole("most_power_w", "Most power", 0, 2000, " W", hint=_CEILING),
    _whole("most_fan_percent", "Loudest fan", 0, 100, " %", hint=_CEILING),
    Item("quiet_hours", "Quiet hours, with limits of their own", hint="Such as 22:00-07:00; empty for none."),
    _whole("quiet_temperature_c", "Warmest in the quiet hours", 0, 110, " °C"),
    _whole("quiet_power_w", "Most power in the quiet hours", 0, 2000, " W"),
    _whole("quiet_fan_percent", "Loudest fan in the quiet hours", 0, 100, " %"),
    Item("lower_power_limit", "Lower the card's own power limit", kind=Kind.TICK,
         hint="Where the system allows it; it is always put back."),
)  # fmt: skip
POWER = (
    Item("electricity_price", "Price of a kWh", NOW, hint="Stands on your bill; empty when it is not known."),
    Item("electricity_currency", "In this currency", NOW),
    Item("electricity_hours", "Other prices by the hour", NOW, "Such as mon-fri 22-6 0.21, sun 0-24 0.19."),
    Item("electricity_zone", "Time zone of these hours", NOW, hint="Such as Europe/Vienna; empty for the computer's."),
    Item("token_rate", "What one AITBC is worth to you, in that currency", NOW,
         hint="With it, jobs that cost more electricity than they pay are handed back. Nobody promises this value."),
)  # fmt: skip
MODELS = (
    Item("runtime_url", "Address of the program that runs the models", hint="Empty: found by itself, else the built-in "
         "engine. An address on another computer gets the texts of jobs."),
    Item("model", "Only this model", hint="Its name; empty for all that fit."),
    _whole("models_quota_gib", "Most room for downloaded models", 0, 100_000, " GiB", hint="0 for no limit."),
    Item("models_make_room", "Models that earn least may go for a new one", kind=Kind.TICK),
    _whole("models_mb_per_s", "Fastest download", 0, 100_000, " MB/s", hint="0 for no limit."),
    Item("models_hours", "Download only in these hours", hint="Such as 23:00-07:00; empty for any."),
)  # fmt: skip
RETENTION = (
    _whole("texts_kept_days", "Days that texts of finished jobs stay here", 0, 30, hint="0: they go with the result."),
)
IDENTITY = (
    Item("name", "Name of this provider", NEW_JOBS, "Customers see it."),
    Item("region", "Region", NEW_JOBS, "Such as eu-west; may stay empty. Customers can ask for one."),
)


def names(items: Sequence[Item]) -> tuple[str, ...]:
    return tuple(item.name for item in items)


OWN_PARTS = frozenset({"signals_off", "active", "networks", "provider_id", "gpu_uuid"})
"""Settings that are set by parts of their own, or not here at all."""


def others(values: Mapping[str, object]) -> tuple[Item, ...]:
    """Settings that no page names yet, as plainly as their kind allows."""
    named = {item.name for item in ALL} | OWN_PARTS
    return tuple(_plain(name, value) for name, value in values.items() if name not in named)


def _plain(name: str, value: object) -> Item:
    label = name.replace("_", " ").capitalize()
    if isinstance(value, bool):
        return Item(name, label, kind=Kind.TICK)
    if isinstance(value, int):
        return Item(name, label, kind=Kind.WHOLE, high=1_000_000_000)
    return Item(name, label)


ALL = (*PRICES, *MONEY, *JOBS, *OWNER, *COMFORT, *POWER, *MODELS, *RETENTION, *IDENTITY)
