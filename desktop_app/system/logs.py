"""The log: one file in the profile, bounded in size, readable by this user only; warnings also on the console.

Nothing secret is to be logged in the first place; the formatter takes out registered secrets as a last line of
defence, also from tracebacks."""

from __future__ import annotations

import logging
import os
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO, Any

FILE = "provider.log"
LARGEST, KEPT = 2_000_000, 3
_LONGEST_RECORD = 20_000
_SHORTEST_SECRET = 8
# Libraries whose everyday records tell addresses and headers.
_QUIET = ("httpx", "httpcore", "uvicorn", "asyncio", "keyring", "qasync", "h11", "dbus_fast")

_secrets: tuple[str, ...] = ()


def hide(secret: str | None) -> None:
    """Never let this text into a log, whoever logs it. Texts under 8 characters are too common to hide."""
    global _secrets  # noqa: PLW0603 - replaced as a whole, because other threads may be logging
    if secret and len(secret) >= _SHORTEST_SECRET and secret not in _secrets:
        _secrets = (*_secrets, secret)


def redact(text: str) -> str:
    """`text` without the registered secrets."""
    for secret in _secrets:
        text = text.replace(secret, "[hidden]")
    return text


class _Formatter(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("%(asctime)s.%(msecs)03dZ %(levelname)-7s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S")
        self.converter = time.gmtime

    def format(self, record: logging.LogRecord) -> str:
        text = redact(super().format(record))
        return text if len(text) <= _LONGEST_RECORD else text[:_LONGEST_RECORD] + " [cut]"


class _PrivateFile(RotatingFileHandler):
    def _open(self) -> IO[Any]:  # type: ignore[override]
        return open(  # Path.open knows no opener
            self.baseFilename, self.mode, encoding="utf-8", errors="backslashreplace", opener=_private
        )

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """A full disk must not fill the console with tracebacks of the log; it is told of elsewhere."""


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


class Logs:
    """Logging from `start` to `stop`."""

    def __init__(self, home: Path, *, level: int = logging.INFO) -> None:
        self.path = home / FILE
        self._level = level
        self._handlers: list[logging.Handler] = []

    def start(self) -> None:
        """Begin; a folder that cannot be written leaves the console alone."""
        console = logging.StreamHandler()
        console.setLevel(logging.WARNING)
        handlers: list[logging.Handler] = [console]
        try:
            handlers.append(_PrivateFile(self.path, maxBytes=LARGEST, backupCount=KEPT))
        except OSError as error:
            logging.getLogger(__name__).debug("no log file: %s", error)
        root = logging.getLogger()
        root.setLevel(self._level)
        for handler in handlers:
            handler.setFormatter(_Formatter())
            root.addHandler(handler)
        self._handlers = handlers
        for name in _QUIET:
            logging.getLogger(name).setLevel(max(self._level, logging.WARNING))

    def stop(self) -> None:
        """End it, every record written."""
        for handler in self._handlers:
            logging.getLogger().removeHandler(handler)
            handler.close()
        self._handlers = []

    def files(self) -> list[Path]:
        """The log files there are, oldest first."""
        older = [self.path.with_name(f"{FILE}.{number}") for number in range(KEPT, 0, -1)]
        return [path for path in (*older, self.path) if path.is_file()]
