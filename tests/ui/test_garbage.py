"""Windows die in the Qt thread, whoever makes the garbage grow."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from types import ModuleType

import pytest
from PySide6.QtCore import QTimerEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.garbage import QtGarbage

Died = list[threading.Thread]


@pytest.fixture
def garbage() -> Iterator[QtGarbage]:
    made = QtGarbage()
    made.start()
    yield made
    made.stop()
    assert not gc.isenabled()


def drop_a_window(died: Died) -> None:
    window = QWidget()
    window.itself = window  # type: ignore[attr-defined]
    window.destroyed.connect(lambda: died.append(threading.current_thread()))


def grow() -> None:
    for _ in range(100_000):
        node: list[object] = []
        node.append(node)


def test_a_worker_that_makes_garbage_deletes_no_window(garbage: QtGarbage) -> None:
    died: Died = []
    drop_a_window(died)
    worker = threading.Thread(target=grow)
    worker.start()
    worker.join()
    assert died == []
    assert garbage.look() == 0
    assert died == [threading.main_thread()]


def test_nothing_is_done_while_nothing_is_due(garbage: QtGarbage) -> None:
    gc.collect()
    assert garbage.look() == -1


def test_nothing_collects_by_itself_once_the_program_ends() -> None:
    """The program's last objects of Qt die with a lock held; see `QtGarbage.stop`."""
    gc.enable()
    try:
        made = QtGarbage()
        made.start()
        made.stop()
        assert not gc.isenabled()
    finally:
        gc.disable()  # as the other tests here have it


def test_older_generations_get_their_turn(garbage: QtGarbage) -> None:
    kept: list[list[object]] = []
    seen = set()
    for _ in range(200):
        kept += [[] for _ in range(800)]
        seen.add(garbage.look())
    assert seen >= {0, 1, 2}


@pytest.mark.skipif(sys.platform != "linux", reason="the C library of Linux keeps it by thread")
def test_memory_is_given_back_after_modules_were_loaded_and_only_then(
    garbage: QtGarbage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert garbage.give_back()
    assert not garbage.give_back()
    monkeypatch.setitem(sys.modules, "a_module_loaded_meanwhile", ModuleType("a_module_loaded_meanwhile"))
    assert garbage.give_back()


def test_what_the_start_left_is_looked_through_no_more(garbage: QtGarbage) -> None:
    kept: list[list[object]] = [[] for _ in range(5_000)]
    look = QTimerEvent(0)
    frozen = gc.get_freeze_count()
    garbage.timerEvent(look)
    assert gc.get_freeze_count() <= frozen, "modules were loaded just now: more may come"
    garbage.timerEvent(look)
    assert gc.get_freeze_count() >= frozen + len(kept)
    kept += [[] for _ in range(5_000)]
    frozen = gc.get_freeze_count()
    garbage.timerEvent(look)
    assert gc.get_freeze_count() <= frozen, "what comes and goes later is collected"
