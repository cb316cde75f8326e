"""UI tests run on the Qt loop, offscreen; a message of Qt's fails the test."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
import qasync
from PySide6.QtCore import QCoreApplication, QEvent, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).parents[2]
HARMLESS = (
    # The offscreen platform cannot raise or activate windows and says so.
    "This plugin does not support raise()",
    "This plugin does not support propagateSizeHints()",
    # Without a tray Qt falls back to the X11 one, whose signal the offscreen platform lacks.
    "No such signal QPlatformNativeInterface::systemTrayWindowChanged(QScreen*)",
)


def application() -> QApplication:
    """The one application, whoever made it; a window that closes must not end the loop of a test."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(["tests"])
    app.setQuitOnLastWindowClosed(False)
    return app


def pytest_asyncio_loop_factories(config: pytest.Config, item: pytest.Item) -> dict[str, object]:
    """The Qt loop, except for tests that drive the program from outside."""
    if item.get_closest_marker("display"):
        return {"plain": asyncio.new_event_loop}
    return {"qt": lambda: qasync.QEventLoop(application())}


@pytest.fixture(autouse=True, scope="session")
def garbage_in_the_qt_thread() -> Iterator[None]:
    """As in the program: a worker thread must not be the one that deletes a window."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def qt_messages(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """What Qt said during the test; anything but the harmless fails it."""
    said: list[str] = []
    before = qInstallMessageHandler(lambda kind, context, text: said.append(f"{context.category}: {text}"))
    yield said
    qInstallMessageHandler(before)
    loud = [line for line in said if not any(part in line for part in HARMLESS)]
    if loud:
        pytest.fail("messages of Qt: " + " | ".join(loud[:5]))


@pytest.fixture(autouse=True)
def clean_application() -> Iterator[QApplication]:
    """Every test starts with the system's font and palette and leaves no window behind."""
    app = application()
    font, palette = app.font(), app.palette()
    yield app
    for widget in app.topLevelWidgets():
        # pyqtgraph keeps menus of its own as top-level widgets; deleting those under it crashes.
        if type(widget).__module__.startswith("desktop_app."):
            widget.hide()
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    app.setFont(font)
    app.setPalette(palette)


@pytest.fixture
def icons() -> Path:
    return ROOT / "resources" / "icons"


@pytest.fixture
def screens() -> Path:
    """Where pictures of the screens are left to be looked at."""
    folder = ROOT / "build" / "screens"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
