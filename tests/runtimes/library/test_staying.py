"""What makes room for a new model, with a real history behind it: nothing that is in use, reserved or hosted goes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain import contracts, hosting, reservations
from desktop_app.domain.downloads import DownloadFailed, NoRoom
from desktop_app.domain.jobs import Outcome, Phase
from desktop_app.provider import agreement_texts as texts
from desktop_app.provider.ports import Agreement
from desktop_app.runtimes import practice_model
from desktop_app.runtimes.library.index import Added, Index
from desktop_app.shelving import library
from desktop_app.storage.history import FILE, History
from desktop_app.system.clock import SystemClock
from desktop_app.system.decisions import DecisionsFile
from desktop_app.system.settings import Settings, SettingsFile
from desktop_app.worth import Worth
from tests.storage.samples import NETWORK, PROVIDER, job

HALF = 2**29
SETTINGS = Settings(provider_id=PROVIDER, models_quota_gib=1, models_make_room=True)
NOW = datetime.now(UTC)
BUYER = "0xbuyer"

Tell = Callable[[History, Path], Awaitable[None]]


def shelf(home: Path) -> None:
    """Three models of half a GiB each: whatever comes, two of them have to go."""
    SettingsFile(home).save(SETTINGS)
    folder = home / "models"
    content = practice_model.ensure(home, "x").read_bytes()
    for name in ("a-kept", "b-free", "c-free"):
        path = folder / f"{name}.gguf"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        with path.open("ab") as file:
            file.truncate(HALF)
        Index(folder).put(Added(name, f"http://host/{name}.gguf", "0" * 64, HALF, NOW))


async def told(home: Path, tell: Tell) -> None:
    history = await History.open(home / FILE)
    try:
        await history.records.use_book(NETWORK, PROVIDER, "AITBC", NOW)
        await tell(history, home)
    finally:
        await history.close()


async def ended_job(history: History, model: str, customer: str, contract: str = "") -> None:
    """A job of the past, whose payload is gone; the model that it ran on stands in the books."""
    one = job(model, payload={"model": model}, model=model, received_at=NOW)
    await history.journal.record(replace(one, terms=replace(one.terms, customer=customer)))
    await history.journal.finish(one.key, Outcome.COMPLETED, "gone", one.work, NOW, None)
    if contract:
        await history.agreements.put_under(one.key, contract, NOW)


def contract(ref: str = "contract-1", **more: Any) -> contracts.Contract:
    return contracts.Contract(ref, contracts.parse("ada", 5, 1, **more), NOW)


async def under_contract(history: History, _: Path) -> None:
    await history.agreements.keep(NETWORK, PROVIDER, texts.of_contract(contract()))
    await ended_job(history, "a-kept", "0xnobody", "contract-1")


async def by_the_contracts_buyer(history: History, _: Path) -> None:
    await history.agreements.keep(NETWORK, PROVIDER, texts.of_contract(contract(buyer_address=BUYER)))
    await ended_job(history, "a-kept", BUYER.upper())


async def reserved(history: History, _: Path) -> None:
    terms = reservations.parse(BUYER, 4, "10h", 0, NOW + timedelta(days=3))
    held = reservations.begin("reservation-1", terms, NOW)
    await history.agreements.keep(NETWORK, PROVIDER, texts.of_reservation(held))
    await ended_job(history, "a-kept", BUYER)


async def running(history: History, _: Path) -> None:
    await history.journal.record(job(payload={"model": "a-kept"}, phase=Phase.RUNNING))


async def collected_for_a_batch(history: History, _: Path) -> None:
    await history.journal.record(job(payload={"model": "a-kept", "batch": True}, phase=Phase.QUEUED))


async def on_another_network(history: History, _: Path) -> None:
    one = job(payload={"model": "a-kept"}, phase=Phase.QUEUED)
    await history.journal.record(replace(one, key=replace(one.key, network="http://the.other.example")))


def host(home: Path, name: str, source: str) -> None:
    DecisionsFile(home).save({"hosted": hosting.kept({name: hosting.parse(name, source, {})})})


async def hosted(_: History, home: Path) -> None:
    host(home, "law:7b", "a-kept")


async def hosted_from_its_file(_: History, home: Path) -> None:
    host(home, "law", str(home / "models" / "a-kept.gguf"))


@pytest.mark.parametrize(
    "tell",
    [under_contract, by_the_contracts_buyer, reserved, running, collected_for_a_batch, on_another_network, hosted,
     hosted_from_its_file],
)  # fmt: skip
async def test_what_somebody_needs_stays(tmp_path: Path, tell: Tell) -> None:
    shelf(tmp_path)
    await told(tmp_path, tell)
    new = practice_model.ensure(tmp_path, "new")
    it = library(tmp_path)
    await it.add_file(new)
    assert [one.name for one in await it.shelved()] == ["a-kept", "new"], "it earned least, and was needed"
    (kept,) = [one for one in await it.shelved() if one.name == "a-kept"]
    with pytest.raises(DownloadFailed) as no:
        await it.remove("a-kept")
    assert kept.stays and no.value.explanation == kept.stays


async def test_what_nobody_needs_goes_first(tmp_path: Path) -> None:
    shelf(tmp_path)

    async def tell(history: History, home: Path) -> None:
        ended = contract()
        await history.agreements.keep(NETWORK, PROVIDER, texts.of_contract(replace(ended, ended_at=NOW)))
        over = reservations.begin("r", reservations.parse("0xold", 4, "1h", 0, NOW - timedelta(days=2)), NOW)
        await history.agreements.keep(NETWORK, PROVIDER, texts.of_reservation(over))
        await ended_job(history, "a-kept", "0xold", "contract-1")

    await told(tmp_path, tell)
    it = library(tmp_path)
    await it.add_file(practice_model.ensure(tmp_path, "new"))
    assert [one.name for one in await it.shelved()] == ["c-free", "new"]


async def without_a_job(history: History, _: Path) -> None:
    await history.agreements.keep(NETWORK, PROVIDER, texts.of_contract(contract()))


async def reserved_without_a_job(history: History, _: Path) -> None:
    held = reservations.begin("r", reservations.parse(BUYER, 4, "10h"), NOW)
    await history.agreements.keep(NETWORK, PROVIDER, texts.of_reservation(held))


async def unreadable(history: History, _: Path) -> None:
    await history.agreements.keep(NETWORK, PROVIDER, Agreement("r", texts.RESERVATION, {"client_id": ""}, NOW))


async def unreadable_hosting(_: History, home: Path) -> None:
    DecisionsFile(home).save({"hosted": {"models": "?"}})


@pytest.mark.parametrize(
    ("tell", "why"),
    [
        (without_a_job, "the contract with ada might need any of them"),
        (reserved_without_a_job, f"the reservation of {BUYER} might need any of them"),
        (unreadable, "an agreement cannot be read"),
        (unreadable_hosting, "hosted models cannot be read"),
    ],
)
async def test_where_nobody_knows_what_is_needed_nothing_goes(tmp_path: Path, tell: Tell, why: str) -> None:
    shelf(tmp_path)
    await told(tmp_path, tell)
    it = library(tmp_path)
    with pytest.raises(NoRoom, match=why):
        await it.add_file(practice_model.ensure(tmp_path, "new"))
    assert [one.name for one in await it.shelved()] == ["a-kept", "b-free", "c-free"]
    await it.remove("b-free")  # the owner's own hand may


async def test_without_a_history_only_the_preferred_one_stays(tmp_path: Path) -> None:
    found = await Worth(tmp_path, SystemClock(), "mine").held()
    assert (dict(found.models), found.none_goes) == ({"mine": "it is the one that you prefer"}, "")
