"""The verbs of `aitbc-provider models`: what can be run, and the library that the built-in engine runs from."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from desktop_app.control import render
from desktop_app.control.client import Failed
from desktop_app.control.shapes import Json
from desktop_app.domain.downloads import is_own_file

if TYPE_CHECKING:
    from desktop_app.control.verbs import Request

_GIB = 2**30


def add_to(
    models: argparse.ArgumentParser, parser_class: type[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    """Put `list`, `add` and `remove` below the verb `models`, which alone still lists what the program runs."""
    into: Any = models.add_subparsers(metavar="WHAT", required=False, parser_class=parser_class)

    def add(name: str, do: Callable[[Request], int], about: str) -> argparse.ArgumentParser:
        verb: argparse.ArgumentParser = into.add_parser(name, help=about, description=about, parents=[common])
        verb.set_defaults(do=do)
        return verb

    add("list", _list, "The library: size, licence, source, and what each model earns per GB and day.")
    new = add("add", _add, "Download a model or take a file; interrupted, the same command goes on.")
    new.add_argument("source", help="the address or path of a GGUF file, or a name that Ollama knows")
    new.add_argument("--sha256", default="", metavar="DIGITS", help="the checksum that the file must have")
    new.add_argument("--make-room", action="store_true", help="let models go that earn least, if the quota asks for it")
    add("remove", _remove, "Remove a model that the library holds.").add_argument("name")
    engine = add("engine", _engine, "The built-in engine's build for graphics cards: which one, and fetching it.")
    what = engine.add_mutually_exclusive_group()
    what.add_argument("--fetch", action="store_true", help="download and install it; interrupted, this goes on")
    what.add_argument("--remove", action="store_true", help="remove it, and run on the processor again")


def _list(request: Request) -> int:
    import asyncio

    return request.show(asyncio.run(request.offline.library().listed()), library)


def _add(request: Request) -> int:
    import asyncio

    args, shelf = request.args, request.offline.library()
    if (waits := shelf.waits()) and not is_own_file(args.source):
        sys.stderr.write(f"{args.source} {waits}.\n")
    work = shelf.add(args.source, args.sha256, args.make_room, _Shown())
    try:
        added = asyncio.run(work)
    except KeyboardInterrupt:
        raise Failed("Stopped; the same command goes on from here.") from None
    return request.show(added, _added)


def _engine(request: Request) -> int:
    import asyncio

    args = request.args
    try:
        found = asyncio.run(request.offline.library().engine(args.fetch, args.remove, _Shown()))
    except KeyboardInterrupt:
        raise Failed("Stopped; the same command goes on from here.") from None
    return request.show(found, lambda told: str(told["says"]))


def _remove(request: Request) -> int:
    import asyncio

    freed = asyncio.run(request.offline.library().remove(request.args.name))
    return request.show(
        {"removed": request.args.name, "freed_bytes": freed},
        lambda found: f"Removed {found['removed']}; {found['freed_bytes'] / _GIB:.2f} GiB are free now.",
    )


class _Shown:
    """How far a download is, on a terminal, once a second."""

    def __init__(self) -> None:
        self._last, self._is_terminal = 0.0, sys.stderr.isatty()

    def __call__(self, have: int, total: int) -> None:
        now = time.monotonic()
        if not self._is_terminal or (now - self._last < 1.0 and have != total):
            return
        self._last = now
        part = f" of {total / _GIB:.2f} GiB, {100 * have // total} %" if total else " GiB"
        sys.stderr.write(f"\r{have / _GIB:.2f}{part}   " + ("\n" if have == total else ""))
        sys.stderr.flush()


def _added(found: Json) -> str:
    if found["source"] == "Ollama":
        return f"Ollama has {found['name']} now."
    licence = f"Its licence: {found['licence']}." if found["licence"] else "The file does not tell its licence."
    note = f" {found['note']}" if found.get("note") else ""
    return f"{found['name']} can be run now ({found['size_bytes'] / _GIB:.2f} GiB). {licence}{note}"


def library(found: Json) -> str:
    """What the library holds, as a person reads it."""
    if not found["models"] and not found["unfinished"]:
        return "The library is empty. Add a model with: aitbc-provider models add ADDRESS"
    rows = [("model", "size", "licence", "earned per GB and day", "from")]
    for one in found["models"]:
        name = f"{one['name']} ({one['stays_because']})" if one["in_use"] else one["name"]
        worth, licence = f"{float(one['earned_per_gb_day']):.4f}", one["licence"] or "not told"
        rows.append((name, f"{one['size_bytes'] / _GIB:.2f} GiB", licence, worth, one["source"] or "your own file"))
    for one in found["unfinished"]:
        part = f"{100 * one['have_bytes'] // one['total_bytes']} %" if one["total_bytes"] else "begun"
        stands = "stopped" if one["is_stopped"] else "is being fetched" if one["is_running"] else "unfinished"
        rows.append((one["name"], part, "", one["waits"] or stands, one["url"]))
    return render.table(rows, right={1, 3})
