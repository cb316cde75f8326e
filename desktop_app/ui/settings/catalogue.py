"""Which settings stand on which page, in words: what each is called, what it means, and what a change does.

A setting that the settings file does not know is left out, so this page and the file may grow one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.domain.phrases import Number, Phrase

NOW = Phrase("Counts at once.")
NEW_JOBS = Phrase("Counts for new jobs at once; running ones keep theirs.")
AFTER = Phrase("Counts as soon as the running jobs are done.")


class Kind(StrEnum):
    """How a setting is entered."""

    TEXT = "text"
    WHOLE = "whole"
    TICK = "tick"
    CHOICE = "choice"
    AMOUNT = "amount"
    """A number with a part, kept as text."""
    HOURLY = "hourly"
    """Prices by the hour of the week, kept as text."""


@dataclass(frozen=True, slots=True)
class Item:
    """One setting. `low` and `high` bound a whole number, `zero` is what stands there for 0; `options` are (value,
    text); `does` is what a change does; `is_money`: in the network's unit; `wrong` says what may be typed."""

    name: str
    label: str
    does: str = AFTER
    hint: str = ""
    kind: Kind = Kind.TEXT
    low: int = 0
    high: int = 100_000
    suffix: str = ""
    options: tuple[tuple[str, str], ...] = ()
    zero: str = ""
    is_money: bool = False
    wrong: str = ""


_LENIENT = (("refuse", Phrase("Hand it back")), ("unpaid", Phrase("Take it, like a job without a payment")))
_NONE, _USUAL = Phrase("no limit"), Phrase("as at other times")
_EXAMPLE, _NIGHT, _SUNDAY = Number("0.25"), Number("0.21"), Number("0.19")
_AMOUNT = Phrase("This must be a number of 0 or more, such as {example}.", example=_EXAMPLE)
_CEILING = Phrase("The card is kept below it by fewer jobs and rests.")


def _whole(name: str, label: str, low: int, high: int, suffix: str = "", does: str = AFTER, hint: str = "",
           zero: str = "") -> Item:  # fmt: skip
    return Item(name, label, does, hint, Kind.WHOLE, low, high, suffix, zero=zero)


PRICES = (
    Item(
        "price_per_hour",
        Phrase("Price of an hour of the card"),
        NEW_JOBS,
        Phrase("Jobs are priced by the time they take."),
        Kind.AMOUNT,
        is_money=True,
        wrong=_AMOUNT,
    ),
    Item("price_per_job", Phrase("Least price of a job"), NEW_JOBS, Phrase("Also a short job costs this much."),
         Kind.AMOUNT, is_money=True, wrong=_AMOUNT),
)
MONEY = (
    _whole("unpaid_per_day", Phrase("Jobs without a payment, most in a day"), 0, 1000, does=NEW_JOBS,
           hint=Phrase("They earn reputation only. 0 takes none.")),
    Item("underpaid", Phrase("A job that pays too little"), NEW_JOBS, kind=Kind.CHOICE, options=_LENIENT),
    Item("paid_elsewhere", Phrase("A job whose payment goes to another address"), NEW_JOBS, kind=Kind.CHOICE,
         options=_LENIENT),
    Item("unproven", Phrase("A job whose payment cannot be confirmed"), NEW_JOBS, kind=Kind.CHOICE, options=_LENIENT),
)  # fmt: skip
JOBS = (
    _whole("concurrency", Phrase("Jobs at the same time"), 1, 64,
           hint=Phrase("The benchmark suggests it; more makes each slower.")),
    _whole("most_at_once", Phrase("At most, while the number adapts itself"), 1, 64),
    _whole("longest_run_s", Phrase("Longest run of a job"), 1, 86_400, " s", NEW_JOBS,
           Phrase("Longer ones are handed back.")),
    _whole("largest_result_kib", Phrase("Largest result"), 16, 10_176, " KiB", NEW_JOBS,
           Phrase("What the network lets through.")),
    Item("transcribe", Phrase("Also write down speech"), kind=Kind.TICK,
         hint=Phrase("Needs the package faster-whisper, and a model's folder in the profile's folder voices.")),
    Item("reencode", Phrase("Also convert sound and film"), kind=Kind.TICK,
         hint=Phrase("Needs Linux with ffmpeg; only what fits into a result.")),
)  # fmt: skip
OWNER = (
    Item("when_using", Phrase("While you use the computer"), NOW, kind=Kind.CHOICE,
         options=(("stop", Phrase("Stop at once")), ("slow", Phrase("Slow down: one job at a time")),
                  ("keep", Phrase("Go on")))),
    _whole("quiet_s", Phrase("You count as away after"), 1, 86_400, " s", AFTER,
           Phrase("Without a key or a movement for so long.")),
    _whole("clear_s", Phrase("A game counts as over after"), 1, 86_400, " s", NOW),
    _whole("slow_pause_s", Phrase("Rest between jobs while slowed down"), 0, 3600, " s"),
    Item("watch_games", Phrase("Installed games get the card while they run"), kind=Kind.TICK),
    Item("programs", Phrase("More programs that get the card while they run"),
         hint=Phrase("Names with commas between; -name for "
         "one that never counts.")),
    Item("stop_hotkey", Phrase("Keys that stop everything at once"),
         hint=Phrase("Such as Ctrl+Alt+End; empty for none.")),
)  # fmt: skip
COMFORT = (
    Item("keep_awake", Phrase("Keep the computer awake during the hours on sale"), kind=Kind.CHOICE,
         options=(("no", Phrase("No")), ("yes", Phrase("Yes, but never on battery")),
                  ("ask", Phrase("Not decided yet: no")))),
    Item("wake_for_schedule", Phrase("Wake the computer when the hours begin"), kind=Kind.TICK),
    Item("updates", Phrase("Look for new versions once a day"), NOW, kind=Kind.TICK,
         hint=Phrase("One that is signed by the makers is installed when no job runs.")),
    _whole("most_temperature_c", Phrase("Warmest"), 0, 110, " °C", hint=_CEILING, zero=_NONE),
    _whole("most_power_w", Phrase("Most power"), 0, 2000, " W", hint=_CEILING, zero=_NONE),
    _whole("most_fan_percent", Phrase("Loudest fan"), 0, 100, "%", hint=_CEILING, zero=_NONE),
    Item("quiet_hours", Phrase("Quiet hours, with limits of their own"),
         hint=Phrase("Such as 22:00-07:00; empty for none.")),
    _whole("quiet_temperature_c", Phrase("Warmest in the quiet hours"), 0, 110, " °C", zero=_USUAL),
    _whole("quiet_power_w", Phrase("Most power in the quiet hours"), 0, 2000, " W", zero=_USUAL),
    _whole("quiet_fan_percent", Phrase("Loudest fan in the quiet hours"), 0, 100, "%", zero=_USUAL),
    Item("lower_power_limit", Phrase("Lower the card's own power limit"), kind=Kind.TICK,
         hint=Phrase("Where the system allows it; it is always put back.")),
)  # fmt: skip
POWER = (
    Item("electricity_price", Phrase("Price of a kWh"), NOW,
         Phrase("Stands on your bill; empty when it is not known."), Kind.AMOUNT,
         wrong=Phrase("This must be a number from 0 to {most}, such as {example}, or empty.",
                      most=Number("1,000"), example=_EXAMPLE)),
    Item("electricity_currency", Phrase("In this currency"), NOW),
    Item("electricity_hours", Phrase("Other prices by the hour"), NOW,
         Phrase("Such as mon-fri 22-6 {night}; sun 0-24 {sunday}.", night=_NIGHT, sunday=_SUNDAY), Kind.HOURLY,
         wrong=Phrase("These must be days, hours and a price, with semicolons between, such as mon-fri 22-6 {night}; "
                      "sun 0-24 {sunday}.", night=_NIGHT, sunday=_SUNDAY)),
    Item("electricity_zone", Phrase("Time zone of these hours"), NOW,
         hint=Phrase("Such as Europe/Vienna; empty for the computer's.")),
    Item("token_rate", Phrase("What one AITBC is worth to you, in that currency"), NOW,
         Phrase("With it, jobs that cost more electricity than they pay are handed back. Nobody promises this value."),
         Kind.AMOUNT, wrong=Phrase("This must be a number above 0, such as {example}, or empty.", example=_EXAMPLE)),
)  # fmt: skip
MODELS = (
    Item("runtime_url", Phrase("Address of the program that runs the models"),
         hint=Phrase("Empty: found by itself, else the built-in "
         "engine. An address on another computer gets the texts of jobs.")),
    Item("model", Phrase("Only this model"), hint=Phrase("Its name; empty for all that fit.")),
    _whole("models_quota_gib", Phrase("Most room for downloaded models"), 0, 100_000, " GiB", NOW, zero=_NONE,
           hint=Phrase("What Ollama has counts too.")),
    Item("models_make_room", Phrase("Models that earn least may go for a new one"), NOW, kind=Kind.TICK),
    _whole("models_mb_per_s", Phrase("Fastest download"), 0, 100_000, " MB/s", NOW, zero=_NONE,
           hint=Phrase("Not for what Ollama fetches itself: it has no such setting.")),
    Item("models_hours", Phrase("Download only in these hours"), NOW,
         hint=Phrase("Such as 23:00-07:00; empty for any.")),
)  # fmt: skip
RETENTION = (
    _whole(
        "texts_kept_days",
        Phrase("Days that answers of finished jobs stay here"),
        0,
        30,
        Phrase(" days"),
        hint=Phrase(
            "0: they are deleted as soon as the network has the result. Kept longer, they lie readable in the "
            "program's history file on this computer, as a proof of what was delivered: below a chosen job a button "
            "saves its answer to a file. What was asked is never kept. Fewer days: older ones are deleted."
        ),
    ),
)
IDENTITY = (
    Item("name", Phrase("Name of this provider"), NEW_JOBS, Phrase("Customers see it.")),
    Item("region", Phrase("Region"), NEW_JOBS, Phrase("Such as eu-west; may stay empty. Customers can ask for one.")),
)
ENGLISH = "English"
"""Called so in every language, as the others are called by those who speak them."""
LANGUAGE = Item(
    "language", Phrase("Language"), Phrase("Counts when the program starts the next time."), kind=Kind.CHOICE,
    options=(("", Phrase("As the system has it")), ("en", ENGLISH)),
)  # fmt: skip


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


ALL = (*PRICES, *MONEY, *JOBS, *OWNER, *COMFORT, *POWER, *MODELS, *RETENTION, *IDENTITY, LANGUAGE)
