"""Talks to the running program. Standard library only and synchronous: a verb is to answer at once."""

from __future__ import annotations

import contextlib
import http.client
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

FILE = "control.json"
_LARGEST_ANSWER = 16 * 1024 * 1024


class NotRunning(Exception):
    """No program runs on this profile."""

    def __init__(self) -> None:
        super().__init__("The program is not running.")


class Failed(Exception):
    """The program answered with a no; the text is one line for a person."""


def ask(
    home: Path, method: str, path: str, *, query: Mapping[str, str] | None = None,
    body: Mapping[str, Any] | None = None, timeout: float = 10.0,
) -> dict[str, Any]:  # fmt: skip
    """One question to the program that runs on the profile at `home`; `timeout` in seconds."""
    port, token = _where(home)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    try:
        target = f"{path}?{urlencode(query)}" if query else path
        connection.request(method, target, json.dumps(body or {}) if method == "POST" else None, headers)
        answer = connection.getresponse()
        content = answer.read(_LARGEST_ANSWER)
    except TimeoutError:
        raise Failed(f"The program did not answer within {timeout:g} s.") from None
    except (OSError, http.client.HTTPException):
        raise NotRunning from None
    finally:
        connection.close()
    return _understood(answer.status, content)


def raise_window(home: Path, patience: float = 5.0) -> bool:
    """Show the window of the program that runs on this profile. It may still be starting, so `patience` seconds are
    given to it; False when it could not be reached in that time."""
    end = time.monotonic() + patience
    while True:
        with contextlib.suppress(NotRunning, Failed):
            ask(home, "POST", "/raise", timeout=2.0)
            return True
        if time.monotonic() >= end:
            return False
        time.sleep(0.05)


def _where(home: Path) -> tuple[int, str]:
    try:
        told = json.loads((home / FILE).read_bytes())
        port, token = told["port"], told["token"]
    except (OSError, ValueError, KeyError, TypeError):
        raise NotRunning from None
    if not isinstance(port, int) or not 0 < port < 65536 or not isinstance(token, str) or not token.isascii():
        raise NotRunning
    return port, token


def _understood(status: int, content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        found = None
    # A program that was killed leaves its file behind, and its port may be another program's now.
    if not isinstance(found, dict) or status in (401, 403):
        raise NotRunning
    if status >= 400:
        raise Failed(str(found.get("error") or f"The program answered {status}."))
    return found
