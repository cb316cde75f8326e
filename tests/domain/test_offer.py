"""What is published about the machine."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from desktop_app.domain.card import Reading, split
from desktop_app.domain.offer import machine, notes
from desktop_app.domain.state import GpuView

MIB = 2**20


def card(mib: int) -> GpuView:
    return GpuView("NVIDIA GeForce RTX 4070", mib * MIB, "580.95.05", cuda="13.0", capability="8.9", architecture="Ada")


def test_the_card_as_its_driver_reports_it() -> None:
    found = machine(card(12282), on_card=True)
    assert found == {
        "platform": "CUDA", "cuda": "13.0",
        "gpus": [{"name": "NVIDIA GeForce RTX 4070", "memory_mb": 12282, "architecture": "Ada",
                  "compute_capability": "8.9"}],
    }  # fmt: skip


@pytest.mark.parametrize(("view", "on_card"), [(card(12282), False), (GpuView(why_none="no card"), True)])
def test_processor_time_is_never_published_as_a_card(view: GpuView, on_card: bool) -> None:
    assert machine(view, on_card=on_card) == {"platform": "CPU", "gpus": []}


@pytest.mark.parametrize(
    ("mib", "words"), [(12282, "12282 MiB, 6 less than 12 GiB"), (24564, "12 less than 24 GiB"), (12288, ""), (4096, ""),
                       (8188, "4 less than 8 GiB"), (11264, ""), (81559, "361 less than 80 GiB"), (143771, "")],
)  # fmt: skip
def test_what_rounding_costs_is_said(mib: int, words: str) -> None:
    told = " ".join(notes(card(mib), on_card=True, runs=True))
    assert (words in told) if words else not told


def test_a_card_that_is_not_used_is_said() -> None:
    assert "processor" in notes(card(12288), on_card=False, runs=True)[0]
    assert notes(card(12288), on_card=False, runs=False) == () == notes(GpuView(), on_card=False, runs=True)


def test_memory_is_told_apart_by_process() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    reading = Reading(at, 50.0, 1200, None, None, processes={7: 900, 8: 200})
    told = split(reading, (7, 99))
    assert (told.memory_ours, told.memory_others) == (900, 300)
    assert split(reading, ()).memory_others == 1200
    silent = Reading(at, 50.0, 1200, None, None, processes={7: None})
    assert split(silent, (7,)).memory_ours is None and split(silent, ()).memory_others == 1200
    assert split(Reading(at, None, 5, None, None), (7,)).memory_ours is None
