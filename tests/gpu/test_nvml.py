"""The real NVML binding against a stub of the driver's library, without any driver, and with the real one."""

from __future__ import annotations

import asyncio
import sys
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.card import slowed_by
from desktop_app.gpu import words
from desktop_app.gpu.device import library_is_there
from desktop_app.gpu.hardware import Hardware
from desktop_app.gpu.nvml import NO_CARD_CHOSEN, NvmlGpu
from tests.gpu import cards
from tests.gpu.cards import world
from tests.gpu.conftest import Ask

MIB = 2**20
AT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def fresh(request: pytest.FixtureRequest) -> None:
    if "ask" in request.fixturenames:
        request.getfixturevalue("ask")("choose ")


def card(ask: Ask, *parts: str) -> dict[str, Any]:
    return ask(f"world {world(*parts)}")


def open_files() -> int:
    here = Path("/proc/self/fd")
    return sum(1 for _ in here.iterdir()) if here.exists() else 0


def sane(view: dict[str, Any], reading: dict[str, Any]) -> None:
    """What is true of every card that answers, recorded or real."""
    assert view["name"] and view["driver"] and view["uuid"].startswith("GPU-") and not view["why_none"]
    assert view["memory_bytes"] > 2**30 and float(view["cuda"]) >= 10 and float(view["capability"]) >= 3
    assert view["architecture"] and len(view["pci_id"]) >= 12
    assert 0 <= reading["memory_used"] <= view["memory_bytes"] and reading["memory_free"] <= view["memory_bytes"]
    for name, most in {"utilisation": 100, "temperature": 120, "power": 1500, "fan": 120, "clock": 5000}.items():
        assert reading[name] is None or 0 <= reading[name] <= most, name


@pytest.mark.parametrize("name", cards.ALL)
def test_recorded_cards(ask: Ask, name: str) -> None:
    told = card(ask, cards.ALL[name])
    sane(told["view"], told["reading"])
    assert told["view"]["cuda"] == "13.0" and told["cards"] == [told["view"]]


def test_a_card_and_its_reading(ask: Ask) -> None:
    told = card(ask, cards.RTX_4070)
    view, reading = told["view"], told["reading"]
    assert (view["name"], view["memory_bytes"]) == ("NVIDIA GeForce RTX 4070", 12282 * MIB)
    assert (view["driver"], view["capability"], view["architecture"]) == ("580.95.05", "8.9", "Ada")
    assert (view["power_limit"], view["power_range"], view["is_laptop"]) == (200.0, [100.0, 215.0], None)
    assert (reading["utilisation"], reading["temperature"], reading["power"]) == (37.0, 61.0, 148.0)
    assert (reading["fan"], reading["clock"], reading["memory_clock"]) == (30.0, 2475, 10501)
    assert (reading["memory_used"], reading["memory_free"]) == (1200 * MIB, (12282 - 1200 - 273) * MIB)
    assert reading["processes"] == {"4711": 900 * MIB, "815": 200 * MIB}


def test_values_change_over_time(ask: Ask) -> None:
    seen = [card(ask, cards.RTX_3060, f"heat {heat}")["reading"]["temperature"] for heat in (40, 60, 85, 50)]
    assert seen == [40, 60, 85, 50]
    assert slowed_by(card(ask, cards.RTX_4090)["reading"]["throttle"]) == ("held by its power limit", "slowed down by heat")


def test_what_a_card_does_not_report(ask: Ask) -> None:
    told = card(ask, "card NVIDIA T600 Laptop GPU|4096|GPU-x;used 10")
    silent = ("utilisation", "temperature", "power", "fan", "clock", "memory_clock", "throttle", "ecc_errors")
    assert [told["reading"][name] for name in silent] == [None] * len(silent)
    assert told["view"]["power_limit"] is None and told["view"]["is_laptop"] is True


def test_a_program_whose_memory_the_system_does_not_tell(ask: Ask) -> None:
    assert card(ask, cards.RTX_3060, "proc 7 -1")["reading"]["processes"] == {"7": None}


def test_what_each_program_computes_with(ask: Ask) -> None:
    assert card(ask, cards.RTX_3060)["reading"]["loads"] == {}, "nobody computes"
    assert card(ask, cards.RTX_3060, "load 7 60;load 8 25;load 9 999")["reading"]["loads"] == {"7": 60.0, "8": 25.0}
    assert card(ask, "card NVIDIA T600|4096|GPU-x;used 10")["reading"]["loads"] is None, "not reported"


def test_errors_that_the_driver_reports_come_once(ask: Ask) -> None:
    assert card(ask, cards.RTX_3060)["reading"]["xids"] == []
    assert card(ask, cards.RTX_3060, "ecc 2;xid 79;xid 31")["reading"]["xids"] == [79, 31]
    told = card(ask, cards.RTX_3060, "ecc 2;xid 79;xid 31")["reading"]
    assert (told["xids"], told["ecc_errors"]) == ([], 2)


@pytest.mark.parametrize("end", ["lost 15", "lost 16", "fail 15", "fail 999"])
def test_a_card_is_lost_and_comes_back(ask: Ask, end: str) -> None:
    assert not card(ask, cards.RTX_4070)["view"]["is_lost"]
    lost = card(ask, cards.RTX_4070, end)
    assert lost["reading"] is None and lost["view"]["is_lost"] and lost["view"]["name"] == ""
    assert lost["view"]["why_none"] and lost["view"]["next_step"]
    back = card(ask, cards.RTX_4070)
    assert back["view"]["name"] == "NVIDIA GeForce RTX 4070" and back["reading"]["temperature"] == 61


def test_a_card_that_vanished_is_not_replaced_by_its_neighbour(ask: Ask) -> None:
    card(ask, cards.RTX_3060, cards.RTX_4090)
    for _ in range(2):
        gone = card(ask, cards.RTX_4090)["view"]
        ask("close")
    assert (gone["is_lost"], gone["why_none"]) == (True, words.LOST.sentence)
    assert card(ask, cards.RTX_4090, cards.RTX_3060)["view"]["name"] == "NVIDIA GeForce RTX 3060"


def test_one_card_of_several_by_its_uuid(ask: Ask) -> None:
    ask("choose GPU-55555555-0000-0000-0000-000000004090")
    told = card(ask, cards.GTX_1660, cards.RTX_4090)
    assert told["view"]["name"] == "NVIDIA GeForce RTX 4090"
    assert [c["name"] for c in told["cards"]] == ["NVIDIA GeForce GTX 1660 SUPER", "NVIDIA GeForce RTX 4090"]
    ask("choose GPU-of-another-computer")
    told = card(ask, cards.GTX_1660)
    assert (told["view"]["why_none"], told["view"]["is_lost"]) == (words.NOT_CHOSEN.sentence, False)


def test_a_broken_neighbour_hides_no_card(ask: Ask) -> None:
    told = card(ask, cards.RTX_3060, "lost 15", cards.RTX_4090)
    assert [c["name"] for c in told["cards"]] == ["NVIDIA GeForce RTX 4090"]


@pytest.mark.parametrize(
    ("state", "why"),
    [("init 18", words.MISMATCH), ("init 9", words.NOT_LOADED), ("", words.NO_CARD), ("init 4", words.NO_RIGHT)],
)
def test_a_driver_without_a_card(ask: Ask, state: str, why: words.Why) -> None:
    told = card(ask, state)
    assert (told["view"]["why_none"], told["view"]["next_step"]) == (why.sentence, why.next_step)
    assert told["reading"] is None and not told["view"]["is_lost"] and told["view"]["next_step"]
    assert card(ask, cards.RTX_4070)["view"]["why_none"] == "", "it is found once it is there"


def test_a_driver_updated_while_running_loses_the_card(ask: Ask) -> None:
    card(ask, cards.RTX_4070)
    ask("close")  # a pause
    told = card(ask, cards.RTX_4070, "init 18")["view"]
    assert (told["is_lost"], told["why_none"]) == (True, words.MISMATCH.sentence)


def test_an_unknown_fault_is_told(ask: Ask) -> None:
    assert "Unknown Error" in card(ask, "init 999")["view"]["why_none"]


def test_a_sleeping_laptop_card_is_told_of_without_asking_it(ask: Ask, sysfs: Path) -> None:
    cards.laptop(sysfs, status="active")
    awake = card(ask, cards.T600)
    assert (awake["view"]["can_sleep"], awake["view"]["is_laptop"], awake["asleep"]) == (True, True, False)
    cards.laptop(sysfs)
    view = card(ask, cards.T600, "fail 999")["view"]
    assert view["is_asleep"] and view["name"] == "NVIDIA T600 Laptop GPU", "the broken driver was not asked"
    cards.laptop(sysfs, control="on", status="active")


def test_opening_and_closing_a_thousand_times_leaks_nothing(ask: Ask) -> None:
    card(ask, cards.RTX_4070)
    told = ask("leak 1000")
    assert told["grown"] < 1024 and told["files"] <= 0 and told["threads"] <= 3, told


def test_a_reading_every_two_seconds_costs_little(ask: Ask) -> None:
    """0.1 % of a core is 2 ms a reading; the stub reads its file at every call, so the real library is cheaper."""
    card(ask, cards.RTX_4070)
    assert min(ask("cost 200")["cpu_s"] for _ in range(3)) / 2.0 < 0.001


def test_the_system_knows_who_made_the_cards(tmp_path: Path) -> None:
    cards.laptop(tmp_path)
    hardware = Hardware(tmp_path)
    assert hardware.vendors() == ("Intel", "NVIDIA") and hardware.asleep("") and hardware.asleep("00000000:01:00.0")
    assert words.without_library(hardware.vendors()) is words.NO_DRIVER
    assert "AMD" in words.without_library(("AMD",)).sentence
    assert words.without_library(()) is words.NO_NVIDIA
    assert Hardware(tmp_path / "nothing").vendors() == () and not Hardware(tmp_path / "nothing").asleep("")


@pytest.mark.parametrize(
    ("name", "is_laptop"),
    [("NVIDIA GeForce RTX 4090 Laptop GPU", True), ("GeForce GTX 960M", True), ("NVIDIA GeForce MX150", True),
     ("GeForce 940MX", True), ("NVIDIA GeForce RTX 2080 with Max-Q Design", True), ("NVIDIA GeForce RTX 4090", None),
     ("NVIDIA RTX A4000", None), ("Tesla M40", None), ("NVIDIA H200", None)],
)  # fmt: skip
def test_laptop_or_desktop(tmp_path: Path, name: str, is_laptop: bool | None) -> None:
    assert Hardware(tmp_path).is_laptop(name) is is_laptop


async def test_without_a_driver_it_is_a_sentence(tmp_path: Path) -> None:
    if library_is_there():
        pytest.skip("this machine has a driver")
    gpu = NvmlGpu("", Hardware(tmp_path))
    view = await gpu.view()
    assert view.why_none == words.NO_NVIDIA.sentence and view.next_step and not view.is_lost
    assert await gpu.read(AT) is None and await gpu.cards() == ()
    await gpu.close()
    await gpu.close()


async def test_a_card_that_is_not_to_be_used_is_not_asked() -> None:
    gpu = NvmlGpu(NO_CARD_CHOSEN)
    assert (await gpu.view()).why_none == words.UNUSED.sentence and await gpu.read(AT) is None
    assert "pynvml" not in sys.modules or library_is_there()
    await gpu.close()


@pytest.mark.skipif(not library_is_there(), reason="this machine has no NVIDIA driver")
async def test_the_real_library(capsys: pytest.CaptureFixture[str]) -> None:
    gpu = NvmlGpu()
    view, reading = await gpu.view(), await gpu.read(AT)
    if view.why_none:
        assert reading is None and view.next_step and not view.name
        await gpu.close()
        pytest.skip(f"the driver is here, and no card: {view.why_none}")
    assert reading is not None
    sane(asdict(view), asdict(reading))
    limit = await gpu.power_limit()
    assert (limit.watts if limit else None) == view.power_limit
    began = time.process_time()
    for _ in range(50):
        await gpu.read(AT)
    cost = (time.process_time() - began) / 50
    files = open_files()
    for _ in range(10):
        await gpu.close()
        await gpu.read(AT)
    await asyncio.sleep(0)
    with capsys.disabled():
        print(f"\n{view}\n{reading}\n{limit}\n{cost * 1000:.2f} ms of CPU a reading")
    assert cost / 2.0 < 0.001
    assert open_files() <= files
    await gpu.close()
