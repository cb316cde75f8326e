"""What rules and files say that no page of its own belongs to: notices, reasons beside a figure, notes on a broken
file. Values in them are names and numbers; no sentence stands here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from desktop_app.domain import batch, concurrency, contracts, demand, hosting, offer, published, reservations, sla
from desktop_app.domain.answers import Capabilities
from desktop_app.domain.balance import Balance
from desktop_app.domain.bonds import CAUTION, Bond, explain
from desktop_app.domain.concurrency import Limits, Window
from desktop_app.domain.contracts import Contract, ContractTerms
from desktop_app.domain.demand import Dynamics, Observation
from desktop_app.domain.hosting import Hosted
from desktop_app.domain.pricing import Prices
from desktop_app.domain.pricing import explain as priced
from desktop_app.domain.reservations import Reservation, ReservationTerms
from desktop_app.domain.running import Running
from desktop_app.domain.schedule import ALWAYS, parse
from desktop_app.domain.sla import Measured, Sla
from desktop_app.domain.state import GpuView
from desktop_app.domain.swarm import Proposal, Statement
from desktop_app.domain.swarm_price import Limits as Bounds
from desktop_app.domain.swarm_price import agree
from desktop_app.domain.updates import why_not_now
from desktop_app.provider import agreement_texts
from desktop_app.storage import failures
from desktop_app.system.decisions import DecisionsFile
from desktop_app.system.settings import SettingsFile
from tests.ui.fakes import NOW

DAY, GIB = timedelta(days=1), 2**30
WHO = "ait1customer1"
CARD = GpuView("NVIDIA GeForce RTX 4090", 24 * GIB - 500 * 2**20, "570.1")
NEVER = parse({"availability": [{"days": ["sunday"], "hours": "00:00-00:15"}]})


def of_rules() -> Iterator[str]:
    """Reasons and notices, most of the ways they can come out."""
    yield CAUTION
    for bond in (Bond("active", Decimal(5)), Bond("active"), Bond("eu"), Bond(), None):
        yield explain(bond, "AITBC")
    yield explain(None, "AITBC", CAUTION)
    yield from (breach.sentence for breach in sla.breaches(
        Sla(Decimal("0.9"), 5.0, Decimal("0.9")), Measured(NOW, NOW, 0.5, 9.0, 0.5, 3)))  # fmt: skip
    yield from _jobs_at_once()
    yield from _agreed()
    yield from _prices()
    for memory in (None, GIB):
        yield hosting.lacking(Hosted("tiny-1b", "tiny-1b", memory=Decimal(9)), memory, None, on_card=True)
    yield hosting.lacking(Hosted("tiny-1b", "tiny-1b"), GIB, 2 * GIB, on_card=True)
    yield from offer.notes(CARD, on_card=False, runs=True)
    yield from offer.notes(CARD, on_card=True, runs=True)
    claims = published.Claims(gpu_memory=99.0, supported_models=("tiny-1b",))
    for models in ((), ("llama3.1:8b",)):
        yield from published.capped(claims, Capabilities(24.0, models, 0.5, 2))[1]
    spans = [(NOW, NOW + DAY)]
    yield from (why_not_now(*given, NOW) for given in ((1, 0, ()), (0, 1, ()), (0, 0, spans)))
    found = Running(7, ("eu-1",)), Running(7, (), "/"), Running(7, (), ""), Running(7, (), "", user="eu-1")
    yield from (one.said for one in found)
    yield from (failures.missing(Path("/")).sentence, failures.newer(Path("/"), ["0001"]).sentence)


def _jobs_at_once() -> Iterator[str]:
    limits = Limits(8, job_s=10.0)
    begun = concurrency.begin(limits)
    yield from (begun.reason, concurrency.begin(Limits(1)).reason)
    for window in (
        Window(2, 60.0, 600, hot=True), Window(2, 60.0, 600, temperature=99.0), Window(2, 60.0, 600, memory=0.99),
        Window(2, 60.0, 600, job_s=99.0), Window(1, 60.0, 600),
    ):  # fmt: skip
        yield concurrency.measured(begun, window, limits, Balance()).reason
    tried = concurrency.measured(begun, Window(1, 60.0, 600), limits, Balance())
    yield concurrency.measured(tried, Window(2, 60.0, 600, hot=True), limits, Balance()).reason


def _agreed() -> Iterator[str]:
    terms = ContractTerms(WHO, Decimal(1), Decimal(1))
    made = [Contract("c1", terms, NOW), Contract("c2", terms, NOW + DAY), Contract("c3", terms, NOW, ended_at=NOW),
            Contract("c4", terms, NOW - 99 * DAY)]  # fmt: skip
    for contract in made:
        for used in (0.0, 3600.0):
            yield contracts.standing(contract, used, NOW).reason
            for paid in (None, Decimal("0.1")):
                found = contracts.cover([contract], {contract.contract_id: used}, [WHO], paid, 3600.0, NOW)
                yield getattr(found, "reason", "")
    wanted = Reservation("r-1", ReservationTerms(WHO, 20 * GIB, 3600.0), NOW, NOW + DAY / 24)
    yield agreement_texts.fee("n", "p", wanted, NOW).sentence
    for capacity, schedule, now in ((None, ALWAYS, NOW), (GIB, ALWAYS, NOW), (24 * GIB, ALWAYS, NOW + DAY),
                                    (24 * GIB, ALWAYS, NOW), (64 * GIB, NEVER, NOW)):  # fmt: skip
        yield reservations.collision(wanted, [wanted], capacity, schedule, now)
    jobs = [batch.Collected(f"job-{n}", WHO, NOW, None, 60.0) for n in range(9)]
    for now in (NOW, NOW + DAY):
        yield from (one.why for one in batch.batches(jobs, batch.BatchTerms(8, Decimal("0.1")), now, quiet=True))


def _prices() -> Iterator[str]:
    dynamics = Dynamics(Decimal(1), threshold=0.5)
    state = demand.start(dynamics, NOW - DAY)
    yield state.reason
    for _ in range(9):
        state = demand.observe(dynamics, state, Observation(1.0, 1.0, 0.5, 0.5), state.set_at + DAY)
        yield state.reason
    for _ in range(9):
        state = demand.observe(dynamics, state, Observation(0.0), state.set_at + DAY)
        yield state.reason
    yield demand.start(Dynamics(Decimal(1), floor=Decimal(2)), NOW).reason
    yield from (line.text for line in priced(Prices(Decimal(1), Decimal(99)), 99_000.0, state.reason))
    said = [Statement("s", f"p{n}", NOW, "c", proposal=Proposal(Decimal(rate))) for n, rate in enumerate((1, 1, 1, 1, 99))]
    far = [Statement("s", f"p{n}", NOW, "c", proposal=Proposal(Decimal(rate))) for n, rate in enumerate((1, 50, 2500, 9, 400))]
    for own, votes in ((None, ()), (Decimal(1), said), (None, far)):
        yield agree(own, votes, "c", Bounds(Decimal(2), Decimal(3))).reason


def of_files(home: Path) -> Iterator[str]:
    """Notes on settings and rules that cannot be used as they are."""
    settings, rules = SettingsFile(home), DecisionsFile(home)
    for content in ('{"version": 2, "concurrency": 99, "networks": [7]}', "{", '{"version": 99}'):
        settings.path.write_text(content, encoding="utf-8")
        settings.load()
        yield from settings.notes
    for content in ('{"version": 1, "rules": {"queue": 7}}', "{", '{"version": 99, "rules": {}}'):
        rules.path.write_text(content, encoding="utf-8")
        rules.load()
        yield from rules.notes
