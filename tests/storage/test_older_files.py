"""Files that earlier versions of the program wrote still open, with everything in them."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.domain.jobs import Outcome
from desktop_app.storage.history import FILE, History
from tests.storage.samples import NETWORK, PROVIDER, intent, job, key

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
async def old(tmp_path: Path):
    """What the first version left: three jobs, one of them booked, one waiting in the outbox."""
    shutil.copy(FIXTURES / "history-0001.db", tmp_path / FILE)
    history = await History.open(tmp_path / FILE)
    yield history
    await history.close()


async def test_a_file_of_the_first_version_opens_with_everything_in_it(old: History, tmp_path: Path) -> None:
    assert (tmp_path / "history-before-0002_networks.db").exists()
    assert await old.journal.get(key(3)) == job(3)
    assert [i.attempt_id for i in await old.journal.open_intents(NETWORK, PROVIDER)] == ["a2"]
    assert intent(2, attempt="a2") == (await old.journal.open_intents(NETWORK, PROVIDER))[0]
    totals = await old.ledger.totals(NETWORK, PROVIDER)
    assert (totals.credited, totals.jobs) == (Decimal("1.4625"), 1)
    assert await old.journal.counts(NETWORK, PROVIDER) == {Outcome.COMPLETED: 1}
    assert await old.records.last_book() == (NETWORK, PROVIDER, "PLAY")
