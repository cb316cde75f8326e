"""Qt's own messages go to the program's log instead of stderr."""

from __future__ import annotations

import logging

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

log = logging.getLogger("desktop_app.qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

# Desktops without a portal (small ones, and tests): Qt asks for it, does without and works.
_NO_PORTAL = ("org.freedesktop.portal.Desktop", "host portal")


def log_qt_messages() -> None:
    """From now on Qt writes to the logger `desktop_app.qt`."""
    qInstallMessageHandler(_write)


def _write(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
    text = message or ""
    level = logging.DEBUG if any(part in text for part in _NO_PORTAL) else _LEVELS.get(kind, logging.WARNING)
    log.log(level, "%s: %s", context.category or "qt", text)
