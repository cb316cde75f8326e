"""The real program with a death in it: `python -m tests.faults.crashing STEP ARGUMENTS...`

STEP is `any:37` (the 37th step) or `after:coordinator.submit_result:2` (the second time). A step lies before and
after every call of the journal, the ledger, the coordinator and the chain. The process ends there as under kill -9;
the product itself knows nothing of it."""

from __future__ import annotations

import inspect
import os
import sys
from collections import Counter
from typing import Any

from desktop_app.__main__ import main
from desktop_app.marketplace.chain import HttpChain
from desktop_app.marketplace.coordinator import HttpCoordinator
from desktop_app.storage.journal import SqlJournal
from desktop_app.storage.ledger import SqlLedger

PORTS = {"journal": SqlJournal, "ledger": SqlLedger, "coordinator": HttpCoordinator, "chain": HttpChain}
DIED = 137
_seen: Counter[str] = Counter()


def steps() -> list[str]:
    """Every place where the program can die, without a count."""
    return [f"{when}:{port}.{name}" for port in PORTS for name in _calls(PORTS[port]) for when in ("before", "after")]


def _calls(port: type) -> list[str]:
    return [n for n, f in vars(port).items() if inspect.iscoroutinefunction(f) and not n.startswith("_") and n != "close"]


def _step(name: str, wanted: str, count: int) -> None:
    for counted in (name, "any"):
        _seen[counted] += 1
        if counted == wanted and _seen[counted] == count:
            os._exit(DIED)


def _mortal(port: type, prefix: str, wanted: str, count: int) -> None:
    for name in _calls(port):
        plain = getattr(port, name)

        async def call(*args: Any, plain: Any = plain, name: str = name, **kwargs: Any) -> Any:
            _step(f"before:{prefix}.{name}", wanted, count)
            answer = await plain(*args, **kwargs)
            _step(f"after:{prefix}.{name}", wanted, count)
            return answer

        setattr(port, name, call)


if __name__ == "__main__":
    where, _, number = sys.argv[1].rpartition(":")
    for prefix, port in PORTS.items():
        _mortal(port, prefix, where, int(number))
    sys.exit(main(sys.argv[2:]))
