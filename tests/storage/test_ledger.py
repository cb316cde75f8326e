"""Roll-ups equal plain sums to the last decimal, over any range."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.jobs import JobKey
from desktop_app.domain.ledger import Entry, EntryKind, Totals
from desktop_app.domain.money import ZERO, total
from desktop_app.domain.tax import Rate
from desktop_app.provider.ports import Proof
from desktop_app.storage.history import FILE, History
from tests.storage.samples import NETWORK, NOW, PROVIDER, entry, escrow, job, key

_START = datetime(2026, 2, 26, 21, 0, tzinfo=UTC)

amounts = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=16)
# Whole hours and their neighbours more often than chance would have it.
moments = st.builds(
    lambda hours, micros: _START + timedelta(hours=hours, microseconds=micros),
    st.integers(0, 80),
    st.one_of(st.sampled_from([0, 1, 3_599_999_999]), st.integers(0, 3_599_999_999)),
)


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    made = []
    for number in range(draw(st.integers(0, 25))):
        gross, credited = draw(amounts), draw(amounts)
        made.append(
            entry(
                number,
                text_key=f"{NETWORK}:{PROVIDER}:escrow:job-{number}:credit:{number}",
                kind=draw(st.sampled_from(EntryKind)),
                at=draw(moments),
                gross=gross,
                credited=credited,
                fee=gross - credited,
                customer=draw(st.sampled_from(["", "ait1a", "ait1b"])),
                model=draw(st.sampled_from(["tiny", "large"])),
                tier=draw(st.sampled_from(["", "gold"])),
                jobs=draw(st.integers(0, 1)),
                unpaid_jobs=draw(st.integers(0, 1)),
                tokens=draw(st.integers(0, 10**6)),
                seconds=float(draw(st.integers(0, 1000))),
            )
        )
    return made


def plain_sum(found: list[Entry]) -> Totals:
    return Totals(
        total([e.credited for e in found]), total([e.gross for e in found]), total([e.fee for e in found]),
        sum(e.jobs for e in found), sum(e.unpaid_jobs for e in found), sum(e.tokens for e in found),
        sum(e.seconds for e in found),
    )  # fmt: skip


BY: dict[str, Callable[[Entry], str]] = {
    "customer": lambda e: e.customer,
    "model": lambda e: e.model,
    "tier": lambda e: e.tier,
    "day": lambda e: e.at.date().isoformat(),
    "hour": lambda e: f"{e.at.hour:02}",
}


def plain_breakdown(found: list[Entry], by: str) -> dict[str, Totals]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for one in found:
        groups[BY[by](one)].append(one)
    return {name: plain_sum(group) for name, group in groups.items()}


async def compare(made: list[Entry], since: datetime | None, until: datetime | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        history = await History.open(Path(folder) / FILE)
        try:
            for one in made:
                assert await history.ledger.book(one, None)
                assert not await history.ledger.book(one, None)
            inside = [e for e in made if (since is None or e.at >= since) and (until is None or e.at < until)]
            assert await history.ledger.totals(NETWORK, PROVIDER, since, until) == plain_sum(inside)
            for by in BY:
                found = await history.ledger.breakdown(NETWORK, PROVIDER, by, since, until)
                assert found == plain_breakdown(inside, by)
            if since and until:
                hours = await history.ledger.hourly(NETWORK, PROVIDER, since, until)
                whole = {e.at.replace(minute=0, second=0, microsecond=0) for e in inside}
                assert [at for at, _ in hours] == sorted(whole)
                assert total([t.credited for _, t in hours]) == total([e.credited for e in inside])
            stored = await history.ledger.entries(NETWORK, PROVIDER, since, until)
            assert stored == sorted(inside, key=lambda e: e.at)
        finally:
            await history.close()


@settings(max_examples=25, deadline=None)
@given(made=entries(), since=st.none() | moments, until=st.none() | moments)
def test_any_range_of_any_entries(made: list[Entry], since: datetime | None, until: datetime | None) -> None:
    asyncio.run(compare(made, since, until))


async def test_a_key_is_booked_once(history: History) -> None:
    await history.journal.record(job())
    assert await history.ledger.book(entry(), escrow())
    assert not await history.ledger.book(entry(credited=Decimal(99)), escrow())
    assert (await history.ledger.totals(NETWORK, PROVIDER)).credited == Decimal("1.4625")


async def test_a_key_names_its_book_and_its_job(history: History) -> None:
    await history.ledger.book(entry(), None)
    assert (await history.ledger.entries(NETWORK, PROVIDER, None, None))[0].text_key == entry().text_key
    for strange in ("somewhere:else", f"{NETWORK}:{PROVIDER}:escrow:another-job:credit:0", f"{NETWORK}:{PROVIDER}:x"):
        with pytest.raises(ValueError, match="network, provider id, source, job"):
            await history.ledger.book(entry(text_key=strange), None)


async def test_networks_never_meet_in_one_sum(history: History) -> None:
    await history.ledger.book(entry(), None)
    real = JobKey("https://real.example", PROVIDER, "job-1")
    real_key = f"https://real.example:{PROVIDER}:escrow:job-1:credit:0"
    await history.ledger.book(entry(text_key=real_key, job=real, credited=Decimal(7)), None)
    assert (await history.ledger.totals(NETWORK, PROVIDER)).credited == Decimal("1.4625")
    assert (await history.ledger.totals(real.network, PROVIDER)).credited == Decimal(7)
    assert (await history.ledger.totals(NETWORK, "somebody")).credited == ZERO


async def test_the_file_itself_refuses_to_change_an_entry(history: History, tmp_path: Path) -> None:
    await history.ledger.book(entry(), None)
    with sqlite3.connect(tmp_path / FILE) as other:
        for statement in ("UPDATE ledger SET credited = '9'", "DELETE FROM ledger"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                other.execute(statement)
    other.close()


async def test_evidence_is_kept_as_read(history: History, tmp_path: Path) -> None:
    proof = Proof("r1", "job-1", "a1", "key", "sig", "5e" * 32, verified=True)
    await history.ledger.keep_proof(key(), proof, NOW)
    await history.ledger.book(entry(), escrow(amount="1.5000000000000000000001"), proof)
    with sqlite3.connect(tmp_path / FILE) as other:
        assert other.execute("SELECT receipt_id, verified FROM proofs").fetchall() == [("r1", 1)]
        found = other.execute("SELECT amount, released, text FROM escrows JOIN addresses ON addresses.id = buyer")
        assert found.fetchall() == [("1.5000000000000000000001", "1.4625", "ait1buyer")]
    other.close()


async def test_an_unknown_breakdown_names_what_is_allowed(history: History) -> None:
    with pytest.raises(ValueError, match="customer, model, tier, day, hour"):
        await history.ledger.breakdown(NETWORK, PROVIDER, "colour", None, None)


async def test_what_a_token_is_worth_is_kept_when_it_changes(tmp_path: Path) -> None:
    def told(hours: int, worth: str | None) -> Rate:
        return Rate(NOW + timedelta(hours=hours), Decimal(worth) if worth else None, "EUR" if worth else "")

    history = await History.open(tmp_path / FILE)
    for rate in (told(0, None), told(1, "2"), told(2, "2"), told(3, "2.5"), told(4, None)):
        await history.ledger.keep_rate(NETWORK, PROVIDER, rate)
    await history.close()
    history = await History.open(tmp_path / FILE)
    await history.ledger.keep_rate(NETWORK, PROVIDER, told(5, None))
    await history.ledger.keep_rate("other", PROVIDER, told(5, "7"))
    assert await history.ledger.rates(NETWORK, PROVIDER) == [told(1, "2"), told(3, "2.5"), told(4, None)]
    await history.close()
