"""What the computer has, and that a system which does not tell it breaks nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import psutil
import pytest

from desktop_app.runtimes.engine_watch import usual_limit
from desktop_app.system.machine import SystemMachine


def test_memory_and_room_are_told_in_bytes(tmp_path: Path) -> None:
    machine = SystemMachine(tmp_path)
    assert (machine.memory_total() or 0) > 2**28 and (machine.disk_free() or 0) > 0


@pytest.mark.skipif(sys.platform != "linux", reason="of Linux, which tells it in files")
def test_without_proc_the_memory_is_not_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(psutil, "PROCFS_PATH", str(tmp_path), raising=False)
    assert SystemMachine(tmp_path).memory_total() is None
    assert usual_limit() is None, "an engine of a computer that does not tell its memory is not ended for it"


def test_a_disk_that_is_gone_is_not_known(tmp_path: Path) -> None:
    assert SystemMachine(tmp_path / "gone").disk_free() is None
