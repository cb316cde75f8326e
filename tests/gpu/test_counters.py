"""What Windows' counters tell of programs, in the counters' own words; and the counters themselves, on Windows."""

from __future__ import annotations

import sys

import pytest

from desktop_app.gpu import counters
from desktop_app.gpu.counters import Told, Watch, of_card

GIB = 2**30
CARD, CHIP = "luid_0x00000000_0x0000D1B2", "luid_0x00000000_0x0000C5A2"
MEMORY = {
    f"pid_4711_{CARD}_phys_0": 4.0 * GIB, f"pid_815_{CARD}_phys_0": 1.0 * GIB, f"pid_815_{CHIP}_phys_0": 0.2 * GIB,
    f"pid_4_{CHIP}_phys_0": 0.1 * GIB, "_Total": 99.0,
}  # fmt: skip
ENGINES = {
    f"pid_4711_{CARD}_phys_0_eng_0_engtype_3D": 1.0, f"pid_4711_{CARD}_phys_0_eng_9_engtype_Compute_0": 97.5,
    f"pid_815_{CARD}_phys_0_eng_0_engtype_3D": 140.0, f"pid_815_{CHIP}_phys_0_eng_0_engtype_3D": 60.0,
    f"pid_99_{CHIP}_phys_0_eng_0_engtype_VideoDecode": 5.0,
}  # fmt: skip


def test_our_card_is_the_one_whose_programs_hold_what_is_used() -> None:
    assert of_card(MEMORY, ENGINES, 6 * GIB) == Told({4711: 4 * GIB, 815: GIB}, {4711: 97.5, 815: 100.0})
    chip = of_card(MEMORY, ENGINES, GIB // 4)
    assert chip is not None and chip.loads == {815: 60.0, 99: 5.0}
    assert of_card({"_Total": 1.0}, ENGINES, GIB) is None


class Scripted:
    def __init__(self) -> None:
        self.reads, self.fails = 0, False

    def read(self):
        self.reads += 1
        if self.fails:
            raise OSError("no such counter")
        return MEMORY, ENGINES


def test_asked_now_and_then_and_not_again_once_they_failed() -> None:
    now = [100.0]
    scripted = Scripted()
    watch = Watch(scripted, lambda: now[0])
    assert watch.told(6 * GIB) == watch.told(6 * GIB) and scripted.reads == 1
    now[0] += counters.EVERY
    assert watch.told(6 * GIB) is not None and scripted.reads == 2
    scripted.fails = True
    for _ in range(3):
        now[0] += counters.EVERY
        assert watch.told(6 * GIB) is None
    assert scripted.reads == 3


@pytest.mark.skipif(sys.platform != "win32", reason="PDH is Windows'")
def test_the_real_counters_or_none() -> None:
    from desktop_app.gpu.counters_windows import PdhCounters

    try:
        real = PdhCounters()
    except OSError:
        pytest.skip("this Windows has no counters of cards")
    memory, engines = real.read()
    assert all("pid_" in name for name in (*memory, *engines))
    real.close()
