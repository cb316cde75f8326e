"""The starter, in a process of its own: exit codes, signals, what is imported."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAD = """
import asyncio, sys
from pathlib import Path
from desktop_app.ui.app import run_qt
ICONS = Path("resources/icons")
"""
TRAY = "from PySide6.QtWidgets import QSystemTrayIcon as T\nT.isSystemTrayAvailable = staticmethod(lambda: True)\n"


def run(body: str, *, before: str = "") -> subprocess.CompletedProcess[str]:
    """Run a program around `async def main(shell)`."""
    program = before + HEAD + textwrap.dedent(body) + "\nsys.exit(run_qt(main, ICONS))\n"
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False
    )


WITH_TRAY = "from PySide6.QtWidgets import QSystemTrayIcon as T\nT.isSystemTrayAvailable = staticmethod(lambda: True)\n"


def test_the_exit_code_is_mains() -> None:
    done = run("""
        async def main(shell):
            await asyncio.sleep(0.05)
            return 3
    """)
    assert (done.returncode, done.stdout) == (3, "")
    assert "Traceback" not in done.stderr


def test_quitting_before_a_desk_is_there_ends_the_start() -> None:
    done = run("""
        async def main(shell):
            asyncio.get_running_loop().call_later(0.1, shell.verbs.quit)
            try:
                await asyncio.sleep(30)
            finally:
                print("put away", flush=True)
            return 1
    """)
    assert (done.returncode, done.stdout) == (0, "put away\n"), done.stderr


def test_an_exception_of_main_is_not_swallowed() -> None:
    done = run("""
        async def main(shell):
            raise LookupError("our bug")
    """)
    assert done.returncode == 1
    assert "our bug" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_a_signal_handler_of_the_loop_is_called_while_qt_waits() -> None:
    done = run(f"""
        import os, signal
        async def main(shell):
            over = asyncio.Event()
            loop = asyncio.get_running_loop()
            loop.add_signal_handler({int(signal.SIGTERM)}, over.set)
            import threading
            threading.Timer(0.1, os.kill, (os.getpid(), {int(signal.SIGTERM)})).start()
            await asyncio.wait_for(over.wait(), 10)
            return 0
    """)
    assert done.returncode == 0, done.stderr


def test_the_icon_does_not_wait_for_the_services_types() -> None:
    done = run("""
        async def main(shell):
            print("desktop_app.provider.ports" in sys.modules)
            return 0
    """, before=WITH_TRAY)
    assert done.stdout == "False\n", done.stderr


def test_the_tray_alone_imports_neither_numpy_nor_charts_nor_the_window() -> None:
    done = run("""
        async def main(shell):
            from tests.ui.fakes import FakeDesk, full_state
            desk = FakeDesk(full_state())
            shell.attach(desk)
            await asyncio.sleep(0.3)
            assert shell.tray.icon.isVisible()
            found = [n for n in ("numpy", "pyqtgraph", "desktop_app.ui.charts.live") if n in sys.modules]
            print(found, "desktop_app.ui.window" in sys.modules)
            return 0
    """, before=WITH_TRAY)
    assert done.stdout == "[] False\n", done.stderr


def test_the_window_is_fetched_before_anybody_opens_it_but_no_chart() -> None:
    done = run("""
        async def main(shell):
            import desktop_app.ui.shell as module
            from desktop_app.ui.pages.catalog import PAGES
            from tests.ui.fakes import FakeDesk, full_state
            module.AHEAD_S = 0.0
            shell.attach(FakeDesk(full_state()))
            async with asyncio.timeout(30):
                while not all(spec.module in sys.modules for spec in PAGES):
                    await asyncio.sleep(0.01)
            print("desktop_app.ui.window" in sys.modules, "numpy" in sys.modules, shell.window)
            return 0
    """, before=WITH_TRAY)
    assert done.stdout == "True False None\n", done.stderr


def test_start_and_stop_do_not_crash() -> None:
    for _ in range(3):
        done = run("""
            async def main(shell):
                from tests.ui.fakes import FakeDesk, full_state
                shell.attach(FakeDesk(full_state()))
                shell.raise_window()
                await asyncio.sleep(0.05)
                return 0
        """)
        assert done.returncode == 0, done.stderr
