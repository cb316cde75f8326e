"""A week of work with the clock sped up; then the same figures, to the last decimal, on Home, on Earnings, in the file
for tax, on the command line and in the coordinator's books."""

from __future__ import annotations

import asyncio
import csv
import json
import random
import subprocess
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import qasync
from PySide6.QtWidgets import QApplication

from desktop_app.app import _save_csv, _write
from desktop_app.domain.browsing import combined
from desktop_app.domain.errors import AnswerLost
from desktop_app.domain.money import as_text, total
from desktop_app.domain.periods import Period
from desktop_app.domain.state import NetworkView
from desktop_app.provider.house_rules import HouseRules
from desktop_app.provider.insights import Insights
from desktop_app.provider.needs import Ports
from desktop_app.provider.office.made import office
from desktop_app.provider.provider import Provider
from desktop_app.provider.services import Services
from desktop_app.provider.terms import Terms
from desktop_app.storage.history import History
from desktop_app.system.onboarding_file import APPLIED, OnboardingFile
from desktop_app.ui.shell import QtShell
from tests.e2e.programs import AITBC, environment
from tests.faults.plan import Plan, nothing
from tests.faults.world import ME, PAID, World
from tests.provider.house import FakeRuntime, NoGpu
from tests.ui.looks import until

DAYS, JOBS_A_DAY = 7, 8
AMOUNTS = ("0.5", "0.02000001", "1.23456789", "0.33333333", "0.1")


@dataclass(frozen=True)
class Evening:
    """The clock as it stands when the owner looks."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return 0.0

    async def sleep(self, seconds: float) -> None:
        await asyncio.get_running_loop().create_future()


class Nothing:
    """Decisions that nobody made, ratings that nobody knows."""

    def load(self) -> dict[str, Any]:
        return {}

    def save(self, decisions: Any) -> None: ...

    async def rating(self, provider_id: str) -> None:
        return None


async def week(folder: Path, plan: Plan = nothing) -> tuple[Decimal, datetime]:
    """Each day the program runs until the day's jobs are done; what the coordinator says it released, and when it is
    then."""
    chance = random.Random(11)
    async with World.open(folder, plan) as world:
        for _ in range(DAYS):
            began = world.clock.monotonic()
            async with world.program() as life:
                for number in range(JOBS_A_DAY):
                    paid = {**PAID, "payment_amount": Decimal(chance.choice(AMOUNTS))} if number % 4 else {}
                    job = {"type": "inference", "model": "m", "prompt": "p", "max_tokens": chance.randint(1, 12)}
                    world.possible.append(world.submit(job, **paid))
                    await world.clock.sleep(chance.uniform(1, 20))
                await life.settled()
                await life.check()
            world.clock._time = max(world.clock._time, began + 86_400)
        released = [
            Decimal(row["released"])
            for row in world.network.store.all("SELECT released FROM escrows WHERE settled_by = ?", ME)
        ]
        return total(released), world.clock.now() - timedelta(hours=12)


async def look(folder: Path, icons: Path, at: datetime) -> dict[str, Decimal]:
    """What the window says."""
    async with AsyncExitStack() as stack:
        history = await History.open(folder / "history.db")
        stack.push_async_callback(history.close)
        clock: Any = Evening(at)
        lost: Any = _Unreachable()
        ports = Ports(
            clock, lost, lost, FakeRuntime(clock), NoGpu(), history.journal, history.ledger, history.records,
            history.tidy, facts=history.facts, claims=history.claims, money=history.money,
        )  # fmt: skip
        view = NetworkView("net", unit="AITBC")
        provider = Provider(view, ME, ports, Terms(), on_quit=lambda: None)
        await provider._picture.read()
        provider.store.touch()
        insights = Insights("net", ME, history.facts, history.ledger, clock, provider.offering.in_force)
        services = Services(provider, ports, HouseRules(provider, Nothing()), view, Nothing(), None, insights)  # type: ignore[arg-type]
        desks = office(services, history.browser, history.texts, keep=lambda *_: None, save=_save_csv, write=_write, applied=OnboardingFile(folder, APPLIED))
        shell = QtShell(icons, tray_available=lambda: True)
        shell.show()
        shell.attach(provider.desk, clock.now, desks)
        shell.raise_window()
        try:
            return await figures(shell, folder, at)
        finally:
            shell.close()


class _Unreachable:
    """The network is not asked for what stands in the books."""

    def listen(self, heard: Any) -> None: ...

    def __getattr__(self, name: str) -> Any:
        async def call(*_: Any, **__: Any) -> None:
            raise AnswerLost("nobody is there")

        return call


async def figures(shell: QtShell, folder: Path, at: datetime) -> dict[str, Decimal]:
    window = shell.window
    assert window is not None
    await until(lambda: window.page.answered and window.page.figures.week.toolTip())
    home = window.page.figures
    window.open_page("earnings")
    page: Any = window.pages.pages["earnings"]
    found = {"Home, total": exact(home.total), "Home, this week": exact(home.week)}
    await until(lambda: page.answered and page.is_drawn())
    for period in (Period.WEEK, Period.MONTH, Period.YEAR):
        page.stacks = []
        page.choose(period, date(2026, 11, 3))
        await until(lambda: page.stacks and page.is_drawn())
        found[f"Earnings, {period}"] = exact(page.figures.credited)
        found[f"Earnings, bars of the {period}"] = total([combined(s.parts).credited for s in page.stacks])
        rows = page.bars.model.rows
        found[f"Earnings, table of the {period}"] = total([Decimal(row[4].replace(",", "")) for row in rows])
    lines = await desks_csv(page, folder)
    found["file for tax"] = total([Decimal(line["credited"]) for line in lines])
    assert len({line["job_id"] for line in lines}) == len(lines) == DAYS * JOBS_A_DAY
    assert {line["unit"] for line in lines} == {"AITBC"}
    return found


async def desks_csv(page: Any, folder: Path) -> list[dict[str, str]]:
    path = folder / "tax.csv"
    count = await page.verbs.office.money.save_csv(str(path), None, None)
    lines = list(csv.DictReader(path.read_text().splitlines()))
    assert len(lines) == count
    return lines


def exact(figure: Any) -> Decimal:
    return Decimal(figure.toolTip().split()[0])


def command_line(folder: Path, *words: str) -> str:
    done = subprocess.run(
        [*AITBC, *words, "--home", str(folder)], capture_output=True, text=True, env=environment(), timeout=60, check=True
    )
    return done.stdout



def test_a_week_agrees_everywhere(tmp_path: Path, icons: Path, clean_application: QApplication) -> None:
    with asyncio.Runner() as plain:
        released, at = plain.run(week(tmp_path))
    assert released > 0
    assert released != released.quantize(Decimal("0.0001")), "the amounts are awkward enough to notice rounding"
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(clean_application)) as qt:
        found = qt.run(look(tmp_path, icons, at))
    told = json.loads(command_line(tmp_path, "earnings", "--period", "all", "--json"))
    found["command line"] = Decimal(told["total"])
    export = csv.DictReader(command_line(tmp_path, "export", "earnings").splitlines())
    found["command line, export"] = total([Decimal(row["credited"]) for row in export])
    assert {name: as_text(amount) for name, amount in found.items()} == dict.fromkeys(found, as_text(released))
    assert at.astimezone(UTC).date() == date(2026, 11, 8)
