"""What the program's own rules say, kept in a real history and read from there: texts that are made far below the
window. Values in them are names and numbers; no sentence stands here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from desktop_app.domain import ailments, quality
from desktop_app.domain.browsing import JobFilter
from desktop_app.domain.card import Reading
from desktop_app.domain.decline import Decline
from desktop_app.domain.differences import WHY, Difference
from desktop_app.domain.differences import Kind as Differs
from desktop_app.domain.energy import Tariff, losing
from desktop_app.domain.gate import GateState
from desktop_app.domain.health import Alert
from desktop_app.domain.jobs import JobKey, JournalJob, Outcome, Phase, Terms, Work, why_gone
from desktop_app.domain.media_jobs import MediaOffer
from desktop_app.domain.payment import PaymentRules
from desktop_app.domain.presence import SIGNALS, Kind, Stage
from desktop_app.domain.pricing import Prices
from desktop_app.domain.quality_facts import verdict
from desktop_app.domain.reservations import Reservation, ReservationTerms, admit
from desktop_app.domain.screening import Rules, screen
from desktop_app.domain.state import GpuView, RecentJob
from desktop_app.domain.yields import Yielded
from desktop_app.offline import ProfileOffline
from desktop_app.provider.checks import Checks, Finding
from desktop_app.provider.office.journal import HANDED_BACK
from desktop_app.storage.history import FILE, History
from desktop_app.system.settings import SettingsFile
from tests.ui.fakes import NOW

NETWORK, PROVIDER = "https://hub.example/c", "provider-1"
DAY, GIB = timedelta(days=1), 2**30
ASKED = {"model": "mistral-large", "prompt": "?"}
RULES = Rules({"llama3.1:8b"}, Prices(Decimal(1)), blocked={"ait1customer1"},
              payment=PaymentRules("0x1", unpaid_left=0), media=MediaOffer(frozenset({"mp4"})))  # fmt: skip


def _key(number: int) -> JobKey:
    return JobKey(NETWORK, PROVIDER, f"job-{number}")


def _screened(payload: dict[str, Any], **terms: Any) -> Decline:
    job = JournalJob(_key(0), Phase.RECEIVED, NOW, payload, {}, Terms(**terms))
    found = screen(job, RULES, NOW)
    assert isinstance(found, Decline)
    return found


def declines() -> list[Decline]:
    """One of each rule that hands a job back."""
    work, ours = Work("?", "llama3.1:8b", 4, 7, 900.0, "stop"), ASKED | {"model": "llama3.1:8b"}
    paid = {"payment_status": "escrowed", "amount": Decimal(1)}
    kept = Reservation("r-1", ReservationTerms("ait1customer2", 20 * GIB, 3600.0), NOW, NOW + DAY)
    found = [
        _screened(ASKED, customer="ait1customer1"), _screened(ASKED), _screened({"type": "stake"}),
        _screened({"model": "llama3.1:8b"}), _screened(ours | {"top_p": 7}), _screened(ours | {"stop": 1}),
        _screened({"type": "reencode", "url": "https://127.0.0.1:1/"}), _screened(ours),
        _screened(ours, expires_at=NOW), _screened(ours, expires_at=NOW + timedelta(seconds=2)),
        _screened(ours, amount=Decimal("0.0001"), payment_status="escrowed"),
        _screened(ours, **paid, payee="0x2"), _screened(ours, payment_status="escrowed"),
        quality.check(work, 600.0), quality.check(replace(work, text=""), 600.0), quality.too_large(4096, 1024),
        quality.check(replace(work, finish_reason=""), 600.0), verdict(False),
        admit([kept], [], 9 * GIB, 24 * GIB, NOW), HANDED_BACK,
        losing(Tariff(Decimal(1), token_rate=Decimal(1)), 300.0, 600.0, Decimal("0.001"), Decimal(0), NOW),
    ]  # fmt: skip
    assert None not in found
    return [one for one in found if one is not None]


def endings() -> list[tuple[Outcome, str]]:
    """Why jobs ended, in the order they are kept in."""
    gone = [why_gone(Terms(expires_at=at), NOW) for at in (None, NOW)]
    return [*gone, (Outcome.FAILED, GateState().told_to_customers),
            *((Outcome.FAILED, decline.message) for decline in declines())]  # fmt: skip


async def findings() -> list[Finding]:
    """What the health monitor says when everything is wrong at once."""
    why = HANDED_BACK.message

    async def recent(back: timedelta, most: int) -> Sequence[RecentJob]:
        return [RecentJob(f"job-{n}", "llama3.1:8b", Outcome.FAILED, why, NOW, 1, 1.0, None) for n in range(12)]

    machine = SimpleNamespace(disk_free=lambda: GIB)
    checks = Checks(SimpleNamespace(), machine, recent, lambda: None)  # type: ignore[arg-type]
    reading = Reading(NOW, 50.0, 20 * GIB, 91.0, 120.0, memory_others=20 * GIB, ecc_errors=0, throttle=0x4 | 0x20)
    checks.card_seen(GpuView("NVIDIA GeForce RTX 4090", 24 * GIB, "570.1", reading=reading))
    await checks.all["gpu_status"]()
    checks.card_seen(GpuView("NVIDIA GeForce RTX 4090", 24 * GIB, "570.1",
                             reading=replace(reading, ecc_errors=2, xids=(79, 200))))  # fmt: skip
    checks.runtime_failures, checks.runtime_why = 3, why
    return [one for check in checks.all.values() for one in await check() if one.words]


class Profile(ProfileOffline):
    """A profile on a machine whose card is known, with a network and a runtime that do not answer."""

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self.networks().add(name="hub", url="http://127.0.0.1:9/c", provider_id=PROVIDER)
        self.networks().use("hub")
        file = SettingsFile(home)
        file.save(replace(file.load(), runtime_url="http://127.0.0.1:9"))

    async def _cards(self) -> tuple[GpuView, tuple[GpuView, ...]]:
        card = GpuView("NVIDIA GeForce RTX 4090", 24 * GIB, "570.1")
        return card, (card, card)


async def remembered(folder: Path, now: datetime = NOW) -> dict[str, Any]:
    """Answers of an office's desks, by method, from a history that has all of it."""
    history = await History.open(folder / FILE)
    try:
        for number, (outcome, reason) in enumerate(endings()):
            key, at = _key(number), now - timedelta(minutes=number)
            await history.journal.record(JournalJob(key, Phase.RECEIVED, at, {}, {}, Terms()))
            await history.journal.finish(key, outcome, reason, Work(), at, None)
        for finding in await findings():
            await history.alerts.add(Alert(finding.kind, ailments.title(finding.kind), finding.words, now))
        for number, about in enumerate(SIGNALS[kind] for kind in Kind):
            if about.reason is not None:
                reason = about.reason.filled(name="eu") if "{name}" in about.reason.pattern else about.reason
                await history.yields.save(Yielded(now - timedelta(seconds=number), Stage.NEEDING, reason, 1))
        differences = [Difference("job-1", kind, "1", "2", why) for kind, why in WHY.items() if kind is not Differs.COUNT]
        await history.money.note(NETWORK, PROVIDER, differences, [], now)
        jobs = await history.browser.page(NETWORK, PROVIDER, JobFilter(), 0, 99)
        details = {job.job_id: await history.browser.detail(NETWORK, PROVIDER, job.job_id) for job in jobs}
        return {
            "jobs": jobs, "details": details, "alerts": await history.alerts.recent(now - DAY, 99),
            "yields": await history.yields.since(now - DAY, 99),
            "differences": await history.money.differences(NETWORK, PROVIDER, gone=True),
        }  # fmt: skip
    finally:
        await history.close()

