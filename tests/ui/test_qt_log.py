"""Qt's messages in the program's log."""

from __future__ import annotations

import logging

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning

from desktop_app.ui.qt_log import log_qt_messages


@pytest.mark.logs
def test_qt_speaks_into_the_log_and_a_missing_portal_is_no_warning(caplog: pytest.LogCaptureFixture) -> None:
    before = qInstallMessageHandler(None)
    log_qt_messages()
    try:
        with caplog.at_level(logging.DEBUG, "desktop_app.qt"):
            qWarning("something odd")
            qWarning("Failed to register with host portal")
    finally:
        qInstallMessageHandler(before)
    assert [(r.levelno, r.getMessage()) for r in caplog.records if r.name == "desktop_app.qt"] == [
        (logging.WARNING, "default: something odd"),
        (logging.DEBUG, "default: Failed to register with host portal"),
    ]
