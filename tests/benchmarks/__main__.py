"""Measures the budgets of the design: JSON into build/benchmarks.json and a small table.

    python -m tests.benchmarks [NAME ...] [--out FILE]

Budgets are ratios or times of this machine in this run; each stands beside its measurement."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from tests.benchmarks import (
    backlog,
    concurrency,
    earnings,
    fair_share,
    history_size,
    idle,
    peer,
    pickup,
    start,
    start_frozen,
    throughput,
    yielding,
)
from tests.benchmarks.ui import measure as ui
from tests.e2e.programs import ROOT

Row = tuple[str, float, str]
"""What was measured, its value, its budget."""


def _pickup(folder: Path, as_real: bool) -> tuple[dict[str, Any], list[Row]]:
    found = pickup.measure(folder, as_real=as_real)
    name, budgets = ("as-real", ("<= 0.40", "<= 0.50")) if as_real else ("long poll", ("<= 0.030", "–"))
    return found, [
        (f"submission to pick-up, {name}, median s", found["pick_up_s"]["median"], budgets[0]),
        (f"submission to generation, {name}, median s", found["to_generation_s"]["median"], budgets[1]),
    ]


def _backlog(folder: Path) -> tuple[dict[str, Any], list[Row]]:
    found = backlog.measure(folder)
    return found, [("backlog as-real, jobs/min", found["jobs_per_minute"], ">= 48")]


def _throughput(folder: Path, streams: int, runtime: str) -> tuple[dict[str, Any], list[Row]]:
    found = throughput.measure(folder, streams=streams, runtime=runtime)
    name = f"{streams} streams, {runtime}"
    return found, [
        (f"tokens/s app ÷ direct, {name}", found["ratio"], ">= 0.98"),
        (f"CPU ms a token, {name}", found["cpu_ms_a_token"], "–"),
    ]


def _idle(folder: Path, as_real: bool, tray: bool) -> tuple[dict[str, Any], list[Row]]:
    if tray and not idle.has_display():
        return {"skipped": "no display"}, []
    found = idle.measure(folder, as_real=as_real, tray=tray)
    name = f"{'tray' if tray else 'headless'}, {'as-real' if as_real else 'long poll'}"
    return found, [
        (f"offering, {name}, % of a core", found["offering_percent"], "<= 0.9" if as_real else "<= 0.3"),
        ("   as counted on this machine", found["offering_counted_percent"], f"÷ {found['offering_dearness']}"),
        ("   wake-ups a second", found["offering_wake_ups"], ""),
        (f"paused, {name}, % of a core", found["paused_percent"], "<= 0.1"),
        ("   as counted on this machine", found["paused_counted_percent"], f"÷ {found['paused_dearness']}"),
        ("   wake-ups a second", found["paused_wake_ups"], ""),
        (f"memory, {name}, MB", found["memory_mb"], "<= 125" if tray else "<= 75"),
    ]


def _start(folder: Path, tray: bool) -> tuple[dict[str, Any], list[Row]]:
    if tray and not idle.has_display():
        return {"skipped": "no display"}, []
    found = start.measure(folder, tray=tray)
    rows = [(f"start to registered, {'tray' if tray else 'headless'}, s", found["registered_s"], "<= 1.5")]
    return found, [("start to tray icon, s", found["icon_s"], "<= 1.0"), *rows] if tray else rows


def _start_frozen(folder: Path) -> tuple[dict[str, Any], list[Row]]:
    if why := start_frozen.lacking():
        return {"skipped": why}, []
    found = start_frozen.measure(folder)
    return found, [
        ("start to tray icon, frozen, s", found["frozen"]["icon_s"], "<= 1.0"),
        ("the same with its guard, as the menu starts it, s", found["guarded"]["icon_s"], "<= 1.0"),
        ("the same, its files not in the disk's cache, once, s", found["cold"]["icon_s"], "–"),
        ("the same, ÷ from the checkout, median of pairs", found["ratio"], "–"),
        ("processor time until the icon, frozen, s", found["frozen"]["processor_s"], "–"),
        ("processor time until the icon, with its guard, s", found["guarded"]["processor_s"], "–"),
        ("start to registered, frozen, s", found["frozen"]["registered_s"], "<= 1.5"),
        ("start to registered, with its guard, s", found["guarded"]["registered_s"], "<= 1.5"),
    ]


def _yielding(folder: Path) -> tuple[dict[str, Any], list[Row]]:
    if why := yielding.lacking():
        return {"skipped": why}, []
    found = yielding.measure(folder)
    return found, [
        ("owner returns to generation stopped, p95 s", found["stop_s"]["p95"], "<= 0.3"),
        ("full screen to memory free, built-in, p95 s", found["free_s"]["p95"], "<= 1.5"),
        (f"interrupted jobs that ended whole, of {found['returns']}", found["whole"], f">= {found['returns']}"),
    ]


def _earnings(folder: Path) -> tuple[dict[str, Any], list[Row]]:
    found = earnings.measure(folder)
    return found, [
        (f"get_earnings over {found['jobs']:,} jobs, {name}, s", answer["s"], "<= 0.100")
        for name, answer in found.items()
        if isinstance(answer, dict)
    ]


def _history_size(folder: Path) -> tuple[dict[str, Any], list[Row]]:
    found = history_size.measure(folder)
    return found, [("history of a year with 200,000 jobs, MB", found["year_mb"], "<= 400")]


def _peer(folder: Path) -> tuple[dict[str, Any], list[Row]]:
    found = peer.measure(folder)
    budgets = {"ours": ("<= 0.40", "<= 0.50", ">= 48"), "reference": ("–", "–", "–")}
    return found, [
        row
        for who, (pick_up, begin, jobs) in budgets.items()
        for row in (
            (f"as-real, {who}: submission to pick-up, median s", found[who]["pick_up_s"]["median"], pick_up),
            (f"as-real, {who}: submission to generation, median s", found[who]["to_generation_s"]["median"], begin),
            (f"as-real, {who}: backlog, jobs/min", found[who]["backlog"]["jobs_per_minute"], jobs),
        )
    ]


def _concurrency(folder: Path) -> tuple[dict[str, Any], list[Row]]:
    found = concurrency.measure(folder)
    return found, [
        ("adaptive ÷ best fixed jobs at once, median of pairs", found["ratio"], ">= 0.90"),
        ("adaptive, seconds of load until settled, longest", found["settled_s"], "<= 120"),
    ]


def _fair_share(folder: Path) -> tuple[dict[str, Any], list[Row]]:
    found = fair_share.measure(folder)
    return found, [("fair share, 10 minutes, furthest from the weights", found["furthest"], "<= 0.10")]


def _ui(folder: Path) -> tuple[dict[str, Any], list[Row]]:
    found = ui.measure(folder)
    stall, opening = found["stall_ms"], found["opening_stall_ms"]
    warm, page = found["warm_stall_ms"], found["memory_page_ns"]
    memory = found.get("memory_mb", {"tray": 0.0, "after_a_chart": 0.0})
    return found, [
        *((f"earnings of a year by {by}, ms", value, "<= 300") for by, value in found["year_ms"].items()),
        ("stall, 4 streams, every page, p99 ms", stall["late"]["p99"], "<= 16"),
        ("stall, 4 streams, every page, max ms", stall["late"]["max"], "<= 50"),
        ("the same, computed by the Qt thread itself, max ms", stall["own"]["max"], "<= 50"),
        ("stall, pages turned quickly (memory warm), max ms", warm["late"]["max"], "<= 50"),
        ("   a page of memory after 2 s untouched, ns", page["after_2_s"], f"hot {page['hot']:g}"),
        ("first chart after the click that opens the window, ms", found["first_chart_ms"], "–"),
        ("first chart with the page already standing, ms", found["first_chart_after_standing_ms"], "<= 400"),
        ("stall while the window and its first chart open, max ms", opening["late"]["max"], "<= 400"),
        ("memory before the window opens, MB", memory["tray"], "<= 125"),
        ("memory after a chart was open, MB", memory["after_a_chart"], "<= 170"),
        ("database of a year, MB", found["database_mb"], "<= 400"),
    ]


MEASUREMENTS: dict[str, Callable[[Path], tuple[dict[str, Any], list[Row]]]] = {
    "start-headless": lambda f: _start(f, tray=False),
    "start-tray": lambda f: _start(f, tray=True),
    "start-frozen": _start_frozen,
    "pickup-long-poll": lambda f: _pickup(f, as_real=False),
    "pickup-as-real": lambda f: _pickup(f, as_real=True),
    **{
        f"throughput-{runtime}-{n}": partial(_throughput, streams=n, runtime=runtime)
        for runtime in throughput.RUNTIMES
        for n in throughput.STREAMS
    },
    "idle-headless-long-poll": lambda f: _idle(f, as_real=False, tray=False),
    "idle-headless-as-real": lambda f: _idle(f, as_real=True, tray=False),
    "idle-tray-long-poll": lambda f: _idle(f, as_real=False, tray=True),
    "backlog": _backlog,
    "earnings": _earnings,
    "peer": _peer,
    "yielding": _yielding,
    "ui": _ui,
    "history-size": _history_size,
    "concurrency": _concurrency,
    "fair-share": _fair_share,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", choices=[[], *MEASUREMENTS], help="which; all when none is named")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "benchmarks.json")
    args = parser.parse_args()
    report: dict[str, Any] = json.loads(args.out.read_text()) if args.out.is_file() else {}
    for name in args.names or MEASUREMENTS:
        with tempfile.TemporaryDirectory() as folder:
            report[name], table = MEASUREMENTS[name](Path(folder))
        for what, value, budget in table:
            print(f"{what:<56} {value:>10} {budget:>10}", flush=True)
        args.out.parent.mkdir(parents=True, exist_ok=True)
        args.out.write_text(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()
