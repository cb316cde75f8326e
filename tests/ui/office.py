"""An office with answers for every desk, in three moods: empty, busy, troubled."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from desktop_app.card_engine import NONE
from desktop_app.domain.answers import OwnRecord, Reputation
from desktop_app.domain.browsing import Guest, JobDetail, JobFilter, Stack
from desktop_app.domain.card import Reading
from desktop_app.domain.claims_book import Claim, ClaimKind
from desktop_app.domain.differences import Difference, Kind
from desktop_app.domain.downloads import Fetched
from desktop_app.domain.health import Alert
from desktop_app.domain.health import Kind as Kind_
from desktop_app.domain.ladder import Facts, Fix, ladder
from desktop_app.domain.ledger import Totals
from desktop_app.domain.model_list import Machine, choice, parse
from desktop_app.domain.outlook import Outlook
from desktop_app.domain.presence import Stage
from desktop_app.domain.reconciling import Report
from desktop_app.domain.score import Level, Measured, Setting
from desktop_app.domain.sla import Measured as Kept
from desktop_app.domain.state import RecentJob
from desktop_app.domain.suggestions import Change, Suggestion
from desktop_app.domain.yields import Freed, Yielded
from desktop_app.provider.ports.model_desk import EngineView
from desktop_app.provider.ports.office import Finding, LevelView, Mark, MarketView, ModelUse
from desktop_app.system.paths import resource
from tests.ui.fakes import NOW, FakeOffice, recent_jobs

LOOKED_BACK = timedelta(days=30)
CHEAPER = Suggestion(
    "too_dear", "Lower the hourly price to the middle of the market",
    "A job of the same length pays 20% less. Whether more jobs come is not known.",
    "12 offers for the same class of card, median 0.0800 AITBC an hour; your offered time was 11% at work.",
    ("Set the price to 0.0800 AITBC an hour",), Change("price_per_hour", Decimal("0.1"), Decimal("0.08")),
)  # fmt: skip
FINE = Facts(
    online=True, last_answer_s=0.042, registered=True, offers_sent=3, offers_seen=3, market_known=True,
    models=("llama3.1:8b", "qwen2.5:14b"), asked={"llama3.1:8b": 31}, price=Decimal("0.1"),
    market=tuple(Decimal(n) / 100 for n in range(4, 20)), score=0.712, better=0, longest_price=Decimal("0.02"),
)  # fmt: skip
TROUBLED = Facts(
    online=False, registered=False, offers_sent=2, market_known=True, gate="The card is too hot: 91 °C",
    gate_fix=Fix.ALERTS, models=("llama3.1:8b",), asked={"mistral-large": 9}, missing={"mistral-large": 9},
    price=Decimal("0.5"), market=FINE.market, score=0.41, better=3, longest_price=Decimal(12),
)  # fmt: skip

HOT = Alert(Kind_.TEMPERATURE, "The card is too hot", "91 °C for 10 s; work is paused for an hour.", NOW, None, None, 3)


def empty_office() -> FakeOffice:
    """A fresh profile."""
    return _office(Facts(market_known=True, online=True, registered=True, models=("practice-tiny",)), Outlook(), [])


def busy_office() -> FakeOffice:
    """Months of work."""
    came_in = Outlook(Decimal("1.23456789"), Decimal("8.5"), Decimal("31.75"), Decimal("44.1"), "Estimate: as a test.")
    return _office(FINE, came_in, [CHEAPER], 200_000)


def troubled_office() -> FakeOffice:
    """Everything that can be wrong at once."""
    return _office(TROUBLED, Outlook(basis="An estimate comes after two whole days of work."), [], 40, troubled=True)


def _office(
    facts: Facts, came_in: Outlook, suggestions: list[Suggestion], jobs: int = 0, *, troubled: bool = False
) -> FakeOffice:
    applied: list[Suggestion] = []
    standing: dict[str, Any] = {
        "ladder": ladder(facts),
        "suggestions": lambda: [one for one in suggestions if one not in applied],
        "applied": lambda: list(applied),
        "apply": applied.append,
        "revert": lambda key: applied.clear(),
        "retry": None,
        **others(facts),
        "suited": choice(LISTED, "ollama", Machine(24 * 2**30, on_card=True), facts.models),
    }
    return FakeOffice(standing=standing, money=ledger(came_in, bool(jobs), troubled), jobs=journal(jobs),
                      card=card(bool(jobs), troubled), help=HELP, models=dict(MODELS))


HELP = {
    "findings": [Finding("profile", True, "can be written, 120 GiB are free"),
                 Finding("network", False, "chain: no answer", "Look at the address of the chain")],
    "diagnostics": {"doctor.json": '{"ok": false}', "provider.log": "2026-11-22 13:20 ready"},
    "save_diagnostics": None,
}  # fmt: skip
LISTED = parse(json.loads(resource("models.json").read_bytes()))
MODELS = {"add": Fetched("tiny-1b"), "remove": 4_200_000_000, "unfinished": [], "waits": "", "card_engine": EngineView(NONE), "fetch_engine": None, "remove_engine": None, "stop": None, "discard": 3 * 10**9, "listed": LISTED, "licences": {"llama3.1:8b": "Llama 3.1 Community License", "qwen2.5:14b": "Apache 2.0"}}


def others(facts: Facts) -> dict[str, Any]:
    """Answers about how this provider stands among others."""
    own = OwnRecord(128, 4, 128 / 132, 12.4) if facts.score else OwnRecord(0, 0, None, None)
    score = facts.score * 1000 if facts.score else None
    reputation = Reputation(score, 0.97, 11.9, 4.6, "advanced", own, "The network counts 130 of the 132 jobs in this "
                            "profile's journal; the others are to come.") if score else Reputation(
                                None, None, None, None, "", own)  # fmt: skip
    kept = Kept(NOW - timedelta(days=1), NOW, 0.914, 8.25, 0.98, 41) if score else Kept(NOW, NOW, None, None, None, 0)
    offers = tuple((f"provider-{n}", "NVIDIA GeForce RTX 4090", "eu", price) for n, price in enumerate(facts.market))
    shared = ("Provider id: provider-1.", "Card: NVIDIA GeForce RTX 4090, its memory and architecture.")
    view = MarketView(facts.market, facts.price, offers, facts.offers_seen or 0, "NVIDIA GeForce RTX 4090", shared,
                      "" if offers else "Nobody else offers anything here right now.")  # fmt: skip
    uses = [ModelUse(name, True, n == 0, 4_900_000_000 + n, NOW - timedelta(hours=n) if score else None, 40 * n,
                     Decimal("2.5") * n, Decimal("0.0175") * n) for n, name in enumerate(facts.models)]  # fmt: skip
    return {"reputation": reputation, "levels": [LevelView("1d", kept, ())], "market": view, "models": uses}


def card(has_card: bool, troubled: bool) -> dict[str, Any]:
    """Answers of the card desk."""

    def readings(since: datetime, until: datetime, points: int) -> list[Reading]:
        step = (until - since) / 300
        return [
            Reading(since + step * n, 20 + 70.0 * (n // 20 % 2), (6 + n // 20 % 2 * 9) * 2**30, 48.0 + n % 30,
                    45 + 250.0 * (n // 20 % 2), 30 + n % 40, memory_ours=(n // 20 % 2 * 9) * 2**30)
            for n in range(300) if not 120 < n < 140
        ] if has_card else []  # fmt: skip

    def marks(since: datetime, until: datetime) -> list[Mark]:
        step = (until - since) / 10
        kinds = ("job", "job", "yield", "job", "alert")
        found = [Mark(since + step * n, kinds[n % 5], f"{kinds[n % 5]} number {n}") for n in range(1, 10)]
        return found if has_card else []

    back = [Yielded(NOW - timedelta(hours=n), Stage.NEEDING, "Full screen: a game", n % 3, 0.04 + n / 100, 0.9 + n / 10,
                    (Freed.VERIFIED, Freed.TOLD, Freed.CANNOT)[n % 3]) for n in range(9)]  # fmt: skip
    speeds = Measured(Setting("NVIDIA GeForce RTX 4090", "570.1", "built-in", "llama3.1:8b"), NOW,
                      (Level(1, 900.0, 71.5, 0.2), Level(2, 900.0, 131.0, 0.3)))  # fmt: skip
    full = Alert(Kind_.DISK, "The disk is nearly full", "1.2 GiB are left.", NOW - timedelta(days=2), NOW, NOW, 2)
    return {
        "readings": readings, "marks": marks, "yields": back if has_card else [], "measured": [speeds] if has_card else [],
        "alerts": [HOT, full] if troubled else [],
    }  # fmt: skip


def ledger(came_in: Outlook, has_work: bool, troubled: bool) -> dict[str, Any]:
    """Answers of the money desk."""

    def stacks(bounds: list[datetime], by: str) -> list[Stack]:
        names = {"model": ("llama3.1:8b", "qwen2.5:14b", "phi3:mini"), "tier": ("", "priority"),
                 "customer": tuple(f"ait1customer{n}" for n in range(12))}.get(by)  # fmt: skip
        found = []
        for number, (since, until) in enumerate(pairwise(bounds)):
            parts = {n: sums(number + k) for k, n in enumerate(names or (f"{since.hour:02}",))}
            worked = has_work and since < NOW
            found.append(Stack(since, until, parts if worked else {}, Decimal("0.00123456") if worked else None))
        return found

    wrong = Difference("job-17", Kind.LESS_RELEASED, "0.05", "0.04875", "The network tells a smaller release than it "
                       "did when the job was booked; nothing is taken back from the books.", NOW)  # fmt: skip
    claim = Claim("k", "n", "p", ClaimKind.PENALTY, NOW, "c1", "ait1customer1", Decimal("0.5"), "Availability was missed.")
    amount = Decimal("8.5")
    report = Report(NOW, 100, 128, amount, amount, amount, amount, Decimal("0.21"), amount, Decimal(0), 128, None, 100, 1)
    return {
        "outlook": came_in, "stacks": stacks, "differences": [wrong] if troubled else [],
        "claims": [claim] if troubled else [], "reconcile": report, "save_csv": 3,
    }  # fmt: skip


def sums(number: int) -> Totals:
    """Sums that differ from bar to bar."""
    gross = Decimal(number % 5 + 1) * Decimal("0.10000001")
    fee = (gross * Decimal("0.025")).quantize(Decimal("0.00000001"))
    return Totals(gross - fee, gross, fee, number % 5 + 2, number % 2, 900, 75.0)


def journal(count: int) -> dict[str, Any]:
    """Answers of the jobs desk over so many jobs; texts filter as in the real one, by model and id."""
    kinds, blocked = recent_jobs(48), set[str]()

    def job(number: int) -> RecentJob:
        kind = kinds[number % len(kinds)]
        at = NOW - timedelta(minutes=7 * number)
        return replace(kind, job_id=f"job-{count - number}", finished_at=at, customer=f"ait1customer{number % 5}")

    def fitting(wanted: JobFilter) -> list[int] | range:
        if wanted == JobFilter():
            return range(count)
        found = ((number, job(number)) for number in range(min(count, 2000)))
        return [n for n, one in found if (not wanted.outcomes or one.outcome in wanted.outcomes)
                and wanted.text.lower() in f"{one.model} {one.job_id} {one.customer}".lower()]  # fmt: skip

    def detail(job_id: str) -> JobDetail:
        one = job(count - int(job_id.removeprefix("job-")))
        return JobDetail(
            one.job_id, one.finished_at - timedelta(seconds=90), one.finished_at - timedelta(seconds=75), one.finished_at,
            one.outcome, one.reason, one.customer, one.model, "priority", "released", Decimal("0.02"), Decimal("0.05"), 118,
            one.tokens, one.seconds, joules=8123.0, energy_cost=Decimal("0.00067692"), currency="EUR",
            is_kept=job_id.endswith("5"),
        )  # fmt: skip

    def block(customer: str, is_blocked: bool) -> None:
        (blocked.add if is_blocked else blocked.discard)(customer)

    return {
        "guests": [Guest(f"ait1customer{n}", kinds[n].model, 41 * n, 9_000 * n, 321.0 * n, NOW, (2, 2, 1, None)[n % 4])
                   for n in range(1, 9)]
        if count else [],
        "count": lambda wanted: len(fitting(wanted)),
        "page": lambda wanted, offset, limit: [job(n) for n in fitting(wanted)[offset : offset + limit]],
        "detail": detail, "blocked": lambda: tuple(sorted(blocked)), "block": block, "hand_back": None, "save_text": None,
    }  # fmt: skip


MOODS = {"empty": empty_office, "busy": busy_office, "problem": troubled_office}
__all__ = ["MOODS", "NOW", "busy_office", "empty_office", "troubled_office"]
