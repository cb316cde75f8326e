"""A year of jobs and corrections: what get_earnings asks is what adding up every entry gives, to the last decimal."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop_app.domain.statement import BREAKDOWNS
from desktop_app.storage.history import FILE, History
from tests.benchmarks.earnings import UNTIL, asked, entries, fill, plain

JOBS, CORRECTIONS, BOOKED = 2500, 100, 60


@pytest.fixture
async def year(tmp_path):
    """Most of it as an older file kept it and the migration summed it anew, the last through booking."""
    history = await History.open(tmp_path / FILE)
    made = entries(JOBS, CORRECTIONS)
    await fill(history, made[:-BOOKED])
    for entry in made[-BOOKED:]:
        await history.ledger.book(entry, None)
    yield history, made
    await history.close()


async def test_every_period_and_breakdown_is_exact_also_after_corrections(year):
    history, made = year
    for days in (None, 365, 100, 30.37, 16, 1.2, 0.013):
        since = None if days is None else UNTIL - timedelta(days=days)
        answer, expected = await asked(history, since, tuple(BREAKDOWNS)), plain(made, since)
        for word, found in answer.items():
            assert found == expected.get(word, {}) or (word == "" and not expected and not found[""]), (days, word)
