"""`doctor`: every check says in a sentence what is well, or what is not and what to do."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

from desktop_app.control.client import Failed, NotRunning, ask
from desktop_app.control.offline import Check, Offline
from desktop_app.control.shapes import Json
from desktop_app.domain import phrases
from desktop_app.domain.errors import WorldError
from desktop_app.domain.phrases import Phrase, together
from desktop_app.domain.state import Status

_PATIENCE = 15.0
_PROGRAM = Phrase("program", "a check")
_STATES = {
    Status.OFFERING: Phrase("offering", "state of the program"),
    Status.BUSY: Phrase("busy", "state of the program"),
    Status.YIELDING: Phrase("yielding", "state of the program"),
    Status.PAUSED: Phrase("paused", "state of the program"),
    Status.WAITING: Phrase("waiting", "state of the program"),
    Status.PROBLEM: Phrase("problem", "state of the program"),
}


def examine(offline: Offline) -> Json:
    """All checks, in their order; `ok` only when none is bad. That no program runs is no fault."""
    program, running = _program(offline.home)
    found = [program, *asyncio.run(_all(offline.checks(running)))]
    return {"ok": all(check["ok"] for check in found), "checks": found}


async def _all(checks: Mapping[str, Check]) -> list[Json]:
    return [await _one(name, check) for name, check in checks.items()]


async def _one(name: str, check: Check) -> Json:
    try:
        async with asyncio.timeout(_PATIENCE):
            return _result(name, True, await check())
    except WorldError as error:
        return _result(name, False, together(error.title, error.explanation, by=": "), error.next_step)
    except TimeoutError:
        return _result(name, False, Phrase("no answer within {seconds} s", seconds=f"{_PATIENCE:g}"))
    except Exception as error:  # noqa: BLE001 - one broken check must not hide what the others have to say
        told = Phrase("this check broke on an internal error ({kind})", kind=type(error).__name__)
        return _result(name, False, told)


def _program(home: Path) -> tuple[Json, Json | None]:
    """How it is, and what it says of itself."""
    try:
        found = ask(home, "GET", "/status")
    except NotRunning:
        return _result(_PROGRAM, True, Phrase("not running")), None
    except Failed as error:
        return _result(_PROGRAM, False, str(error), Phrase("End it and start it again")), None
    reason = phrases.read(found["reason"], found["reason_said"])
    told = Phrase("running, {state}: {reason}", state=_STATES[found["state"]], reason=reason)
    return _result(_PROGRAM, found["state"] != Status.PROBLEM, told), found


def _result(name: str, ok: bool, says: str, next_step: str = "") -> Json:
    return {"name": name, "ok": ok, "says": says, "next_step": next_step or None}
