"""Readings and gate events."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desktop_app.domain.card import Reading
from desktop_app.storage.history import History

START = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def reading(at: datetime, utilisation: float | None) -> Reading:
    return Reading(at, utilisation, 1 << 30, 60.0, 200.0)


async def test_means_over_stretches(history: History) -> None:
    for minute, (card, busy) in enumerate([(10.0, 0.0), (30.0, 0.5), (None, 1.0), (None, 1.0)]):
        await history.records.add_reading(reading(START + timedelta(minutes=minute), card), busy)
    found = await history.records.utilisation(START, START + timedelta(minutes=6), 3)
    assert found == [(START, 20.0, 25.0), (START + timedelta(minutes=2), None, 100.0)]


async def test_the_same_moment_counts_once(history: History) -> None:
    for _ in range(2):
        await history.records.add_reading(reading(START, 50.0), 1.0)
    assert await history.records.utilisation(START, START + timedelta(days=2), 2) == [(START, 50.0, 100.0)]


async def test_hourly_sums_answer_long_ranges_after_the_readings_are_gone(history: History) -> None:
    for hour in range(4):
        await history.records.add_reading(reading(START + timedelta(hours=hour), 10.0 * hour), 0.25)
    await history.tidy(START + timedelta(days=400))
    assert await history.records.utilisation(START, START + timedelta(minutes=30), 30) == []
    found = await history.records.utilisation(START, START + timedelta(hours=4), 2)
    assert found == [(START, 5.0, 25.0), (START + timedelta(hours=2), 25.0, 25.0)]


@pytest.mark.parametrize(("span", "points"), [(timedelta(0), 5), (timedelta(hours=-1), 5), (timedelta(hours=1), 0)])
async def test_an_empty_range_has_no_points(history: History, span: timedelta, points: int) -> None:
    assert await history.records.utilisation(START, START + span, points) == []


async def test_the_books_used_last(history: History) -> None:
    assert await history.records.last_book() is None
    await history.records.use_book("practice", "p", "PLAY", START)
    await history.records.use_book("real", "p", "AITBC", START + timedelta(minutes=1))
    assert await history.records.last_book() == ("real", "p", "AITBC")
    await history.records.use_book("practice", "p", "PLAY", START + timedelta(minutes=2))
    assert await history.records.last_book() == ("practice", "p", "PLAY")


async def test_gate_events_are_newest_first(history: History) -> None:
    for number in range(3):
        await history.records.add_gate_event(START + timedelta(minutes=number), "paused", f"reason {number}")
    found = await history.records.gate_events(START + timedelta(minutes=1), 5)
    assert [reason for _, _, reason in found] == ["reason 2", "reason 1"]
    assert found[0][:2] == (START + timedelta(minutes=2), "paused")
