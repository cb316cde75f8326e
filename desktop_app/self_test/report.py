"""What the self-test found, part by part, as one JSON object."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from desktop_app.domain.errors import WorldError

log = logging.getLogger(__name__)

Check = Callable[[], Awaitable[str]]


class Failed(Exception):
    """A part does not do what it should; the text says what was seen."""


@dataclass(slots=True)
class Report:
    """`checks` by name: whether it worked (None: not tried), what was seen, how long it took in seconds."""

    version: str
    is_frozen: bool
    checks: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        return all(found["works"] is not False for found in self.checks.values())

    def note(self, name: str, works: bool | None, says: str, seconds: float = 0.0) -> None:
        self.checks[name] = {"works": works, "says": says, "seconds": round(seconds, 3)}

    async def check(self, name: str, do: Check, timeout: float = 60.0) -> bool:
        """Run one check for at most `timeout` seconds; whatever goes wrong is its finding. True when it worked."""
        began = time.monotonic()
        try:
            async with asyncio.timeout(timeout):
                works, says = True, await do()
        except (WorldError, Failed) as error:
            works, says = False, str(error)
        except TimeoutError:
            works, says = False, f"not done within {timeout:.0f} s"
        except Exception as error:
            log.exception("the self-test's %s broke", name)
            works, says = False, f"{type(error).__name__}: {error}"
        self.note(name, works, says, time.monotonic() - began)
        return works

    def shape(self) -> dict[str, Any]:
        """The object that is printed."""
        return {"version": self.version, "frozen": self.is_frozen, "passed": self.passed, "checks": self.checks}
