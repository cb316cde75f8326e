"""A week of practice work in the real program under a real tray, its clock set on from evening to evening; then the
icon is clicked, and the same figures stand, to the last decimal, on Home, on Earnings, in the file for tax, on the
command line and in the coordinator's books."""

from __future__ import annotations

import contextlib
import csv
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.money import as_text, total
from desktop_app.domain.presence import Kind
from tests.e2e.another_clock import Hand
from tests.e2e.programs import AITBC, Network, end, environment, wait_until
from tests.e2e.test_main_job import JOB, practice_model, settings
from tests.e2e.test_tray import screenshot
from tests.ui.display import Display, display

__all__ = ["display"]
LACKING = [program for program in ("trayer", "xdotool", "openbox") if not shutil.which(program)]
pytestmark = [pytest.mark.display, pytest.mark.skipif(bool(LACKING), reason=f"not installed here: {LACKING}")]

MONDAY = datetime(2026, 3, 2, 18, tzinfo=UTC)
DAYS, JOBS_A_DAY = 7, 5
AMOUNTS = ("0.5", "0.02000001", "1.23456789", "0.33333333", "")
"""The last one is unpaid."""


class House:
    """The practice network and the program as processes on one clock; the screen with its tray and mouse."""

    def __init__(self, folder: Path, display: Display) -> None:
        self.folder, self.env = folder, {**environment(TZ="UTC"), **display.env}
        self.clock, self.shown = folder / "clock", folder / "shown.json"
        self.hand = Hand(self.clock, MONDAY)
        self.home = practice_model(settings(
            folder / "home", concurrency=2, unpaid_per_day=100, signals_off=", ".join(Kind)
        ))  # fmt: skip
        self.net = Network(folder)

    def start(self, *arguments: str, **more: Any) -> subprocess.Popen[str]:
        words = [sys.executable, "-m", "tests.e2e.another_clock", str(self.clock), str(self.shown), *arguments]
        return subprocess.Popen(words, env={**self.env, **more.pop("env", {})}, text=True, **more)

    def verb(self, *words: str) -> str:
        done = subprocess.run(
            [*AITBC, *words, "--home", str(self.home)], capture_output=True, text=True, env=self.env, timeout=60, check=False
        )
        return done.stdout

    def xdotool(self, *words: str) -> list[str]:
        done = subprocess.run(["xdotool", *words], env=self.env, capture_output=True, text=True, timeout=30, check=False)
        return done.stdout.split()

    def click(self, x: int, y: int, button: str = "1") -> None:
        self.xdotool("mousemove", str(x), str(y), "click", button)

    def click_the_icon(self) -> None:
        """The tray is as wide as its icons, and there is one."""
        tray = self.xdotool("search", "--onlyvisible", "--class", "trayer")[-1]
        place = dict(line.split("=") for line in self.xdotool("getwindowgeometry", "--shell", tray))
        self.click(int(place["X"]) + int(place["WIDTH"]) // 2, int(place["Y"]) + int(place["HEIGHT"]) // 2)

    def window(self) -> dict[str, Any]:
        """What the window shows, empty while there is none."""
        with contextlib.suppress(FileNotFoundError):
            return dict(json.loads(self.shown.read_text()))
        return {}

    def mine(self) -> dict[str, Any]:
        """The coordinator's own books on this provider."""
        return dict(self.net.books()["miners"].get("tester", {}))

    def day(self, number: int) -> None:
        """Customers order, the program works, the network pays; all of it is booked before the day ends."""
        for count, amount in enumerate(AMOUNTS):
            paid = {"payment_amount": amount, "buyer_address": f"0x{count:x}".ljust(42, "b")} if amount else {}
            self.net.submit({**JOB, "max_tokens": 4 + count}, **paid)
        done = (number + 1) * JOBS_A_DAY
        wait_until(lambda: self.mine().get("completed") == done, 90, 0.3)
        wait_until(lambda: self.earned() == Decimal(self.mine()["released"]), 60, 0.5)

    def earned(self) -> Decimal:
        told = self.verb("earnings", "--period", "all", "--json")
        return Decimal(json.loads(told)["total"]) if told else Decimal(-1)


@contextlib.contextmanager
def house(folder: Path, display: Display) -> Iterator[House]:
    made = House(folder, display)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with contextlib.ExitStack() as running:

        def run(process: subprocess.Popen[str]) -> subprocess.Popen[str]:
            running.callback(end, process)
            return process

        run(subprocess.Popen(["openbox"], env=made.env, text=True, **quiet))
        run(subprocess.Popen(["trayer", "--edge", "bottom", "--align", "right", "--widthtype", "request",
                              "--heighttype", "pixel", "--height", "32"], env=made.env, text=True, **quiet))  # fmt: skip
        wait_until(lambda: made.xdotool("search", "--class", "trayer"), 20)
        arguments = ("practice-network", "--port", "0", "--customers", "0")
        made.net.process = run(made.start(*arguments, stdout=subprocess.PIPE))
        made.net.ready = json.loads(made.net.process.stdout.readline())
        ready = made.net.ready
        on = ("--home", str(made.home), "--network", ready["url"], "--rpc", ready["rpc"], "--model", "practice-tiny")
        made.program = run(made.start(*on, env={"AITBC_PROVIDER_KEY": ready["miner_key"]}, **quiet))
        yield made


def test_a_week_agrees_on_the_real_screen(display: Display, tmp_path: Path) -> None:
    with house(tmp_path, display) as week:
        for number in range(DAYS):
            week.hand.jump(MONDAY + timedelta(days=number))
            week.day(number)
        released = Decimal(week.mine()["released"])
        assert released != released.quantize(Decimal("0.0001")), "awkward enough to notice rounding"
        assert week.window() == {}, "nothing opened by itself"
        week.click_the_icon()
        wait_until(lambda: week.window().get("home", {}).get("week"), 30)
        screenshot(week.env, "week-real-home.png")
        home = week.window()["home"]
        week.click(*week.window()["pages"]["Earnings"])
        wait_until(lambda: week.window().get("earnings"), 30)
        screenshot(week.env, "week-real-earnings.png")
        page = week.window()["earnings"]
        lines = saved(week)
        told = json.loads(week.verb("earnings", "--period", "all", "--json"))
        exported = list(csv.DictReader(week.verb("export", "earnings").splitlines()))
    found = {
        "Home, this week": Decimal(home["week"]), "Home, total": Decimal(home["total"]),
        "Earnings": Decimal(page["credited"]), "Earnings, the table": total(map(Decimal, page["table"])),
        "file for tax": total(Decimal(line["credited"]) for line in lines),
        "command line": Decimal(told["total"]),
        "command line, export": total(Decimal(line["credited"]) for line in exported),
    }  # fmt: skip
    assert {name: as_text(amount) for name, amount in found.items()} == dict.fromkeys(found, as_text(released))
    assert len({line["job_id"] for line in lines}) == len(lines) == DAYS * JOBS_A_DAY
    assert len([cell for cell in page["table"] if Decimal(cell)]) == DAYS, "something came in on each day"
    log = (week.home / "provider.log").read_text()
    assert "Traceback" not in log and " ERROR " not in log


def resting(week: House) -> tuple[int, int] | None:
    """Where the button is, once it does not move any more."""
    before = week.window().get("earnings", {}).get("save")
    time.sleep(0.2)
    return before if before == week.window().get("earnings", {}).get("save") else None


def saved(week: House) -> list[dict[str, str]]:
    """What the button writes, once the wheel has brought it into view, to a path that is typed."""
    for _ in range(40):
        page = week.window()["earnings"]
        if page["save"][1] < page["bottom"] - 20:
            break
        week.click(*page["margin"], "5")
        wait_until(lambda: week.window().get("earnings", page)["save"] != page["save"], 20)  # noqa: B023
    week.click(*wait_until(lambda: resting(week)))
    wait_until(lambda: week.xdotool("search", "--onlyvisible", "--name", "^Save for tax"), 20)
    path = week.folder / "tax.csv"
    week.xdotool("key", "ctrl+a")
    week.xdotool("type", "--delay", "20", str(path))
    screenshot(week.env, "week-real-save.png")
    week.xdotool("key", "Return")
    wait_until(lambda: path.exists() and path.read_text(), 20)
    return list(csv.DictReader(path.read_text().splitlines()))
