"""The command-line verbs. Exit codes: 0 done, 1 refused or failed (one line on stderr), 2 usage, 3 not running.

Imports no Qt, no httpx and no database: what runs is asked over the control endpoint, and what is needed beyond
that comes from `MakeOffline`. What only some verbs need is imported by them, because `status` is to be quick."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TextIO

from desktop_app.control import library_verbs, network_verbs, render, shapes
from desktop_app.control.arguments import add_period, bound_parser, count, span
from desktop_app.control.client import Failed, NotRunning, ask
from desktop_app.control.offline import MakeOffline, Offline
from desktop_app.domain.errors import WorldError

PROGRAM = "aitbc-provider"


@dataclass(frozen=True, slots=True)
class Request:
    """One verb with its arguments, where it may look, and where it writes."""

    args: argparse.Namespace
    offline: Offline
    out: TextIO

    def ask(self, method: str, path: str, **how: Any) -> shapes.Json:
        return ask(self.offline.home, method, path, **how)

    def show(self, found: Any, text: Callable[[Any], str]) -> int:
        """The JSON, or what a person reads."""
        self.write(json.dumps(found, indent=2, ensure_ascii=False) if self.args.json else text(found))
        return 0

    def write(self, text: str) -> None:
        self.out.write(text if text.endswith("\n") else text + "\n")


def run(
    argv: Sequence[str], offline: MakeOffline, *, out: TextIO | None = None, err: TextIO | None = None
) -> int:
    """Do what `argv` (without the program's name) says; the exit code."""
    out, err = out or sys.stdout, err or sys.stderr
    try:
        args = _parser(out, err).parse_args(argv)
    except SystemExit as ended:
        return int(ended.code or 0)
    try:
        code: int = args.do(Request(args, offline(args.home), out))
        out.flush()
        return code
    except NotRunning as error:
        return _fail(err, error, 3)
    except (Failed, WorldError) as error:
        return _fail(err, error, 1)
    except BrokenPipeError:  # the reader of our output has seen enough
        return 0
    except OSError as error:
        return _fail(err, f"{error.filename or 'A file'} cannot be used: {error.strerror or error}.", 1)


def _fail(err: TextIO, why: object, code: int) -> int:
    err.write(render.plain(" ".join(str(why).split())) + "\n")
    return code


# ---- the verbs ----


def _status(request: Request) -> int:
    return request.show(request.ask("GET", "/status"), render.status)


def _pause(request: Request) -> int:
    wanted = {"until_game_ends": True} if request.args.game else {"seconds": request.args.seconds}
    found = request.ask("POST", "/pause", body=wanted, timeout=30.0)
    return request.show(found, render.headline)


def _resume(request: Request) -> int:
    return request.show(request.ask("POST", "/resume", timeout=30.0), render.headline)


def _stop_now(request: Request) -> int:
    return request.show(request.ask("POST", "/stop-now", timeout=60.0), render.headline)


def _jobs(request: Request) -> int:
    return request.show(request.ask("GET", "/jobs", query={"limit": str(request.args.limit)}), render.jobs)


def _models(request: Request) -> int:
    return request.show(request.ask("GET", "/models", timeout=30.0), render.models)


def _benchmark(request: Request) -> int:
    found = request.ask("POST", "/benchmark", body={"model": request.args.model}, timeout=600.0)
    return request.show(found, render.benchmark)


def _reconcile(request: Request) -> int:
    return request.show(request.ask("POST", "/reconcile", timeout=120.0), render.reconciliation)


def _earnings(request: Request) -> int:
    import asyncio

    now = datetime.now(UTC)
    since, by = _since(request.args.period, now), request.args.by
    try:
        found = request.ask("GET", "/earnings", query={"since": since.isoformat() if since else "", "by": ",".join(by)})
    except NotRunning:
        statement = asyncio.run(request.offline.earnings(since, shapes.needed(by)))
        found = shapes.earnings(statement.network, statement.earnings, by, now)
    return request.show(found, render.earnings)


def _doctor(request: Request) -> int:
    from desktop_app.control import doctor

    found = doctor.examine(request.offline)
    request.show(found, render.doctor)
    if not found["ok"]:
        bad = [check["name"] for check in found["checks"] if not check["ok"]]
        raise Failed(f"Not well: {', '.join(bad)}.")
    return 0


def _gpus(request: Request) -> int:
    import asyncio

    from desktop_app.control import cards

    card, all_cards = asyncio.run(request.offline.cards())
    if request.args.use is not None:
        request.offline.use_card(cards.uuid_of(request.args.use, all_cards))
    found = cards.shape(all_cards, str(request.offline.settings().get("gpu_uuid", "")), card.why_none)
    return request.show(found, cards.text)


def _export_earnings(request: Request) -> int:
    import asyncio

    from desktop_app.control import export
    from desktop_app.domain import tax

    since = _since(request.args.period, datetime.now(UTC))
    unit, lines = asyncio.run(request.offline.tax_lines(since))
    rows = [tax.row(line, unit) for line in lines]
    text = json.dumps(rows, indent=2, ensure_ascii=False) if request.args.json else export.as_csv(rows)
    return _deliver(request, text)


def _export_text(request: Request) -> int:
    import asyncio

    text = asyncio.run(request.offline.written(request.args.job))
    return _written(request, request.args.to, text.encode())


def _export_settings(request: Request) -> int:
    return _deliver(request, json.dumps(dict(request.offline.exported()), indent=2, ensure_ascii=False))


def _import_settings(request: Request) -> int:
    try:
        notes = request.offline.take_in(request.args.file.read_bytes(), same_provider=request.args.same_provider)
    except ValueError as error:
        raise Failed(f"Nothing was changed: {error}.") from None
    told = ["The settings were taken over; they count from the next start on.", *notes]
    return request.show({"notes": list(notes)}, lambda _: "\n".join(told))


def _export_diagnostics(request: Request) -> int:
    from desktop_app.control import doctor, export

    now = datetime.now(UTC)
    path = request.args.to or Path(f"aitbc-provider-diagnostics-{now:%Y%m%d-%H%M%S}.zip")
    return _written(request, path, export.diagnostics(request.offline, doctor.examine(request.offline), now))


def _deliver(request: Request, text: str) -> int:
    """To the file that was named, or to the terminal."""
    if request.args.to is None:
        request.write(text)
        return 0
    return _written(request, request.args.to, text.encode() + (b"" if text.endswith("\n") else b"\n"))


def _written(request: Request, path: Path, content: bytes) -> int:
    from desktop_app.control import export

    export.write_new(path, content)
    return request.show({"written": str(path), "bytes": len(content)}, lambda found: f"Written to {found['written']}.")


def _since(period: float | None, now: datetime) -> datetime | None:
    return None if period is None else now - timedelta(seconds=period)


def _parser(out: TextIO, err: TextIO) -> argparse.ArgumentParser:
    bound = bound_parser(out, err)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--home", metavar="DIR", help="profile folder (or AITBC_PROVIDER_HOME)")
    common.add_argument("--json", action="store_true", help="JSON for machines")
    parser: argparse.ArgumentParser = bound(prog=PROGRAM)
    verbs: Any = parser.add_subparsers(metavar="VERB", required=True, parser_class=bound)

    def add(name: str, do: Callable[[Request], int], about: str, into: Any = verbs) -> argparse.ArgumentParser:
        verb: argparse.ArgumentParser = into.add_parser(name, help=about, description=about, parents=[common])
        verb.set_defaults(do=do)
        return verb

    add("status", _status, "What the program does now, and why.")
    pause = add("pause", _pause, "Stop working, for a time or until resume.")
    end = pause.add_mutually_exclusive_group()
    end.add_argument("--until-game-ends", dest="game", action="store_true", help="until the running game ends")
    end.add_argument("--for", dest="seconds", type=span, metavar="TIME", help="30min, 1h, 2d; else until resume")
    add("resume", _resume, "Work again.")
    add("stop-now", _stop_now, "Stop at once and give the card's memory back, until resume.")
    jobs = add("jobs", _jobs, "The jobs that ended today.")
    jobs.add_argument("--limit", type=count, default=50, metavar="N", help="at most N, 50 if not said, 1000 at most")
    below = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)  # never over `models --home X`
    below.add_argument("--home", metavar="DIR", help="profile folder (or AITBC_PROVIDER_HOME)")
    below.add_argument("--json", action="store_true", help="JSON for machines")
    library_verbs.add_to(add("models", _models, "The models that can be run, and the library of them."), bound, below)
    benchmark = add("benchmark", _benchmark, "How fast a model runs here.")
    benchmark.add_argument("--model", metavar="NAME", help="the first installed one if not said")
    add("reconcile", _reconcile, "The books against the network's own records, now.")
    add_period(add("earnings", _earnings, "What was earned."), breakdowns=True)
    gpus = add("gpus", _gpus, "The cards of this computer, and which one is offered.")
    gpus.add_argument("--use", metavar="CARD", help="offer this one from the next start on: its number or UUID, "
                      "first, or none for the processor only")  # fmt: skip
    network_verbs.add_to(verbs, bound, add)
    add("doctor", _doctor, "Is everything as it should be, and what to do where it is not.")

    about = "Earnings, settings, diagnostics, or an answer that you keep."
    export_parser: argparse.ArgumentParser = verbs.add_parser("export", help=about)
    kinds: Any = export_parser.add_subparsers(metavar="WHAT", required=True, parser_class=bound)
    text = add("text", _export_text, "What a job wrote, where you keep it; never what it was asked.", kinds)
    text.add_argument("job", metavar="JOB", help="its id, as in jobs --json and in the window")
    text.add_argument("--to", type=Path, metavar="FILE", required=True, help="a new file to write")
    for verb in (
        add_period(add("earnings", _export_earnings, "CSV, one line a job.", kinds), breakdowns=False),
        add("settings", _export_settings, "JSON, without keys.", kinds),
        add("diagnostics", _export_diagnostics, "A zip for support: log, settings, doctor, versions.", kinds),
    ):
        verb.add_argument("--to", type=Path, metavar="FILE", help="a new file to write; nothing is written over")

    import_parser: argparse.ArgumentParser = verbs.add_parser("import", help="Settings that were exported.")
    what: Any = import_parser.add_subparsers(metavar="WHAT", required=True, parser_class=bound)
    taken = add("settings", _import_settings, "In place of this profile's; refused while the program runs.", what)
    taken.add_argument("file", type=Path, metavar="FILE")
    taken.add_argument("--same-provider", action="store_true", help="go on as the provider that they came from; "
                       "never while it still runs elsewhere")  # fmt: skip
    return parser
