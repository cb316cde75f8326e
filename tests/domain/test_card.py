"""A reading told apart: what is ours, and what others hold and compute."""

from __future__ import annotations

from datetime import UTC, datetime

from desktop_app.domain.card import Reading, split

GIB = 2**30
READING = Reading(
    datetime(2026, 1, 1, tzinfo=UTC), 90.0, 6 * GIB, 60.0, 150.0,
    processes={10: 4 * GIB, 20: GIB}, loads={10: 55.0, 20: 30.0, 30: 80.0},
)  # fmt: skip


def test_memory_and_load_of_others() -> None:
    told = split(READING, [10])
    assert (told.memory_ours, told.memory_others, told.load_others) == (4 * GIB, 2 * GIB, 100.0)
    assert split(READING, [10, 30]).load_others == 30.0


def test_whose_load_it_is_stays_open_where_our_processes_are_not_known() -> None:
    assert split(READING, []).load_others is None
    assert split(Reading(READING.at, 90.0, 6 * GIB, 60.0, 150.0), [10]).load_others is None
