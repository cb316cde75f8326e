"""Follows the guide in a process of its own: each snippet in turn, one namespace, one JSON line each on stdout.

`{"name", "printed", "answer", "error", "message", "warnings"}`; `answer` is the last awaited call's
value, or what the snippet put into a variable of its own name. At the end a
line `facts` with what is in force in the running services. The profile and the network come from the environment."""

from __future__ import annotations

import ast
import asyncio
import contextlib
import io
import json
import sys
import types
import urllib.request
import warnings
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.guide.snippets import SNIPPETS


def code_of(name: str) -> types.CodeType:
    """The snippet, its last statement's value kept in `_answer` when it is an awaited call."""
    tree = ast.parse(SNIPPETS[name], name)
    for statement in tree.body:
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Await):
            at = tree.body.index(statement)
            tree.body[at] = ast.copy_location(
                ast.Assign([ast.Name("_answer", ast.Store())], statement.value), statement
            )
    ast.fix_missing_locations(tree)
    return compile(tree, name, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)


def plain(answer: Any) -> Any:
    if isinstance(answer, list | tuple):
        return [plain(one) for one in answer]
    return asdict(answer) if is_dataclass(answer) and not isinstance(answer, type) else answer


async def follow(name: str, space: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {"name": name, "error": None, "message": ""}
    space.pop("_answer", None)
    printed = io.StringIO()
    with warnings.catch_warnings(record=True) as caught, contextlib.redirect_stdout(printed):
        warnings.simplefilter("always")
        try:
            running = eval(code_of(name), space)
            if asyncio.iscoroutine(running):
                await running
        except Exception as error:  # noqa: BLE001
            told |= {"error": type(error).__name__, "message": str(error)}
    told |= {
        "printed": printed.getvalue(), "answer": plain(space.get("_answer", space.get(name))),
        "warnings": [str(w.message) for w in caught],
    }  # fmt: skip
    return told


def posted(services: Any, path: str) -> Any:
    """What stands on the marketplace, as anybody reads it."""
    with urllib.request.urlopen(f"{services.network.url}/v1/marketplace/{path}", timeout=10) as answer:
        return [offer for offer in json.load(answer) if offer["status"] in ("available", "active")]


async def facts(space: dict[str, Any]) -> dict[str, Any]:
    provider = space["provider"]
    services = provider._session.now
    policies = services.provider.policies
    return {
        "name": "facts", "id": provider.id, "listing_url": provider.listing_url, "network_url": services.network.url,
        "zone": policies.timetable._schedule.zone, "windows": len(policies.timetable._schedule.availability),
        "places": policies.places, "algorithm": policies.queue.algorithm, "retries": policies.retries,
        "room": policies.room, "balance": asdict(policies.balancer._balance) if policies.balancer.is_adaptive else None,
        "batch": asdict(services.agreements.batch) if services.agreements.batch else None,
        "checker": services.provider.checker._checker is space["quality_check"] if "quality_check" in space else None,
        "bulk": str(policies.prices.bulk), "plan": asdict(services.provider.health.plan),
        "price": str(policies.prices.per_hour), "tiers": [t.name for t in policies._tiers],
        "reason": services.provider.desk.state.reason,
        "claims": [(c.kind, str(c.amount), c.customer) for c in await services.ports.claims.claims(
            services.network.name, provider.id
        )],
        "posted": {kind: posted(services, path) for kind, path in (("hardware", "offers"), ("software", "offer"))},
    }  # fmt: skip


async def main() -> None:
    space: dict[str, Any] = {"__name__": "guide"}
    for name in sys.argv[1:] or SNIPPETS:
        print(json.dumps(await follow(name, space), default=str), flush=True)
    print(json.dumps(await facts(space), default=str), flush=True)


asyncio.run(main())
