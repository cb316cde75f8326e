"""`doctor`: every check says in a sentence what is well, or what is not and what to do."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

from desktop_app.control.client import Failed, NotRunning, ask
from desktop_app.control.offline import Check, Offline
from desktop_app.control.shapes import Json
from desktop_app.domain.errors import WorldError

_PATIENCE = 15.0


def examine(offline: Offline) -> Json:
    """All checks, in their order; `ok` only when none is bad. That no program runs is no fault."""
    found = [_program(offline.home), *asyncio.run(_all(offline.checks()))]
    return {"ok": all(check["ok"] for check in found), "checks": found}


async def _all(checks: Mapping[str, Check]) -> list[Json]:
    return [await _one(name, check) for name, check in checks.items()]


async def _one(name: str, check: Check) -> Json:
    try:
        async with asyncio.timeout(_PATIENCE):
            return _result(name, True, await check())
    except WorldError as error:
        says = f"{error.title}: {error.explanation}" if error.explanation else error.title
        return _result(name, False, says, error.next_step)
    except TimeoutError:
        return _result(name, False, f"no answer within {_PATIENCE:g} s")
    except Exception as error:  # noqa: BLE001 - one broken check must not hide what the others have to say
        return _result(name, False, f"this check broke on an internal error ({type(error).__name__})")


def _program(home: Path) -> Json:
    try:
        found = ask(home, "GET", "/status")
    except NotRunning:
        return _result("program", True, "not running")
    except Failed as error:
        return _result("program", False, str(error), "End it and start it again")
    return _result("program", found["state"] != "problem", f"running, {found['state']}: {found['reason']}")


def _result(name: str, ok: bool, says: str, next_step: str = "") -> Json:
    return {"name": name, "ok": ok, "says": says, "next_step": next_step or None}
