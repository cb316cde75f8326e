"""What readings, benchmarks and yields read like. Plain text; no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from desktop_app.domain.calendar_words import SHORT_DAYS, SHORT_MONTHS
from desktop_app.domain.card import SAMPLED, Reading, slowed_by
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.score import Measured
from desktop_app.domain.state import GpuView
from desktop_app.domain.yields import Freed, Yielded
from desktop_app.provider.ports.office import Mark
from desktop_app.ui import measures, words
from desktop_app.ui.translated import shown, tr

_FREED = {
    Freed.NOT_ASKED: "–",
    Freed.TOLD: "",
    Freed.VERIFIED: "",
    Freed.HELD: Phrase("still held"),
    Freed.CANNOT: Phrase("cannot be freed"),
}


def now(gpu: GpuView) -> str:
    """The card in one line."""
    size = measures.memory(gpu.memory_bytes) if gpu.memory_bytes else ""
    parts = [size, tr("driver {driver}", driver=gpu.driver) if gpu.driver else ""]
    if gpu.is_asleep:
        parts.append(tr("asleep"))
    elif gpu.reading is not None:
        parts.append(values(gpu.reading))
        parts.extend(shown(part) for part in slowed_by(gpu.reading.throttle))
    return " · ".join(part for part in parts if part)


def values(reading: Reading) -> str:
    """Everything that a reading tells, with units."""
    found = (
        tr("{percent}% busy", percent=measures.number(reading.utilisation)) if reading.utilisation is not None else "",
        _memory(reading.memory_used, reading.memory_ours),
        _of(reading.temperature, "{:.0f} °C"),
        _of(reading.power, "{:.0f} W"),
        tr("fan {percent}%", percent=measures.number(reading.fan)) if reading.fan is not None else "",
    )
    return " · ".join(part for part in found if part)


def _memory(used: int | None, ours: int | None) -> str:
    if used is None:
        return ""
    whole = measures.number(used / 2**30, 1)
    if ours is None:
        return tr("{used} GiB used", used=whole)
    return tr("{used} GiB used, ours {ours} GiB", used=whole, ours=measures.number(ours / 2**30, 1))


def reading(one: Reading, marks: Sequence[Mark]) -> str:
    """A point of the charts, and what happened near it."""
    return _at(one.at, values(one) or tr("nothing reported"), marks)


def unread(at: datetime, marks: Sequence[Mark]) -> str:
    """The same for a time at which there is no point."""
    return _at(at, tr("nothing was measured then"), marks)


def _at(at: datetime, found: str, marks: Sequence[Mark]) -> str:
    told = "; ".join(dict.fromkeys(shown(mark.text) for mark in marks[:4]))
    local = at.astimezone()
    day = f"{shown(SHORT_DAYS[local.weekday()])} {local:%d} {shown(SHORT_MONTHS[local.month - 1])}"
    head = f"{day} {measures.clock(local, with_seconds=True)}: {found}"
    return f"{head}. {told}" if told else head


def sampled(step: timedelta) -> str:
    """What a point of a long stretch stands for, "" where it is the mean of all that was read."""
    if step <= SAMPLED:
        return ""
    hours, minutes = measures.number(step / timedelta(hours=1), 1), SAMPLED // timedelta(minutes=1)
    return tr(
        "A point stands for {hours} h and is read from the first {minutes} minutes of them.",
        hours=hours, minutes=minutes,
    )  # fmt: skip


def benchmark(one: Measured) -> tuple[str, ...]:
    """A row of the benchmarks."""
    most = max((level.streams for level in one.levels), default=1)
    at = measures.when(one.at)
    return one.setting.model, at, words.speed(one.one_stream), words.speed(one.best), tr("up to {most}", most=most)


def yielded(one: Yielded) -> tuple[str, ...]:
    """A row of the yield log."""
    free = shown(_FREED[one.freed]) or seconds(one.free_s)
    stop = seconds(one.stop_s) if one.jobs else tr("nothing ran")
    return measures.when(one.at, with_seconds=True), one.reason, str(one.jobs), stop, free


def spread(median: float | None, p95: float | None) -> str:
    """A median and a 95th percentile."""
    return "–" if median is None else f"{seconds(median)} · {seconds(p95)}"


def seconds(value: float | None) -> str:
    """Seconds with hundredths."""
    return "–" if value is None else measures.seconds(value, 2)


def _of(value: float | None, text: str) -> str:
    return "" if value is None else text.format(value)
