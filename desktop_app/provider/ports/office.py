"""What the window's pages ask beyond the state, one desk a subject. Every answer is read for that question.

Storage is behind most of them (ProfileError), the network behind some (NetworkError)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Protocol

from desktop_app.domain.answers import Reputation
from desktop_app.domain.browsing import Guest, JobDetail, JobFilter, Stack
from desktop_app.domain.card import Reading
from desktop_app.domain.claims_book import Claim
from desktop_app.domain.differences import Difference
from desktop_app.domain.health import Alert
from desktop_app.domain.ladder import Rung
from desktop_app.domain.ledger import Entry, Totals
from desktop_app.domain.model_list import Choice, Listed
from desktop_app.domain.outlook import Outlook
from desktop_app.domain.reconciling import Report
from desktop_app.domain.score import Measured
from desktop_app.domain.sla import Breach
from desktop_app.domain.sla import Measured as Kept
from desktop_app.domain.state import RecentJob
from desktop_app.domain.suggestions import Suggestion
from desktop_app.domain.tax import Spent
from desktop_app.domain.yields import Yielded
from desktop_app.provider.ports.model_desk import ModelDesk


class Browser(Protocol):
    """The history as the window looks through it: pages and sums over the journal, in one question each."""

    async def count(self, network: str, provider_id: str, wanted: JobFilter) -> int: ...
    async def page(
        self, network: str, provider_id: str, wanted: JobFilter, offset: int, limit: int
    ) -> list[RecentJob]:
        """Newest first."""

    async def detail(self, network: str, provider_id: str, job_id: str) -> JobDetail | None: ...
    async def guests(self, network: str, provider_id: str, since: datetime, limit: int) -> list[Guest]:
        """By customer and model, the last one first."""

    async def stacked(
        self, network: str, provider_id: str, bounds: Sequence[datetime], by: str
    ) -> list[Mapping[str, Totals]]:
        """Sums between each two neighbours of `bounds`, by `customer`, `model`, `tier`, `hour` (of the day, UTC) or
        `all` ("")."""

    async def last_used(self, network: str, provider_id: str) -> Mapping[str, datetime]:
        """By model, to the hour."""

    async def spent(self, network: str, provider_id: str) -> Mapping[str, Spent]:
        """Every job's electricity, by job id."""

    async def asked(self, network: str, provider_id: str, since: datetime) -> Mapping[str, tuple[int, int]]:
        """By model: jobs that came since then, and how many of them were handed back because it is not here."""


class Written(Protocol):
    """What jobs wrote, where the owner keeps it."""

    async def written(self, network: str, provider_id: str, job_id: str) -> str:
        """"" where it is not kept."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened, for a chart of the card: `kind` is job, yield or alert."""

    at: datetime
    kind: str
    text: str
    until: datetime | None = None


class JobDesk(Protocol):
    """The journal."""

    async def count(self, wanted: JobFilter) -> int: ...
    async def page(self, wanted: JobFilter, offset: int, limit: int) -> list[RecentJob]:
        """Newest first."""

    async def detail(self, job_id: str) -> JobDetail | None: ...
    async def save_text(self, path: str, job_id: str) -> None:
        """Write what this job wrote, never what it was asked, to this file, in place of what is there. ProfileError
        when it is not kept or cannot be written."""

    async def hand_back(self, job_id: str) -> None:
        """Stop this job and give it back; nothing happens to one that is not here any more."""

    async def block(self, customer: str, blocked: bool) -> None:
        """From now on jobs of this customer are handed back, or taken again."""

    async def blocked(self) -> tuple[str, ...]: ...
    async def guests(self, since: datetime, limit: int) -> list[Guest]: ...


class MoneyDesk(Protocol):
    """The ledger and what stands beside it."""

    async def outlook(self) -> Outlook: ...
    async def stacks(self, bounds: Sequence[datetime], by: str) -> list[Stack]:
        """One stack between each two neighbours of `bounds`. `by` as for `Browser.stacked`."""

    async def entries(self, since: datetime | None, until: datetime | None) -> list[Entry]: ...
    async def save_csv(self, path: str, since: datetime | None, until: datetime | None) -> int:
        """Write one line a job for tax to this file, in place of what is there; how many lines. ProfileError when it
        cannot be written."""

    async def reconcile(self) -> Report:
        """Compare now. NetworkError when the network cannot be read."""

    async def differences(self) -> list[Difference]: ...
    async def claims(self) -> list[Claim]:
        """The claims book: shown, never summed into earned."""


class CardDesk(Protocol):
    """The card's past."""

    async def readings(self, since: datetime, until: datetime, points: int) -> list[Reading]:
        """At most so many, each the mean of its share of the time, or of the first `domain.card.SAMPLED` of it."""

    async def marks(self, since: datetime, until: datetime) -> list[Mark]: ...
    async def yields(self, since: datetime, limit: int) -> list[Yielded]:
        """Newest first."""

    async def measured(self) -> list[Measured]:
        """Benchmarks on this card, newest first."""

    async def alerts(self, since: datetime, limit: int) -> list[Alert]:
        """Newest first."""


@dataclass(frozen=True, slots=True)
class MarketView:
    """What others can see. Prices are AITBC an hour of offers for a similar card (ours left out), oldest market first;
    `ours` are our live offers; `shared` says in sentences what is published about this machine."""

    prices: tuple[Decimal, ...] = ()
    price: Decimal = Decimal(0)
    offers: tuple[tuple[str, str, str, Decimal], ...] = ()
    """Provider, card, region, price."""
    ours: int = 0
    similar_to: str = ""
    shared: tuple[str, ...] = ()
    note: str = ""

    @property
    def similar(self) -> tuple[Decimal, ...]:
        """The prices where they are of similar cards; what is suggested rests on these only."""
        return () if self.note else self.prices


@dataclass(frozen=True, slots=True)
class ModelUse:
    """A model and what it brought in `days` days. Size in bytes, None = not told."""

    name: str
    installed: bool
    offered: bool
    size: int | None
    last_used: datetime | None
    jobs: int
    credited: Decimal
    per_gb_day: Decimal | None


@dataclass(frozen=True, slots=True)
class LevelView:
    """A rolling window of service levels."""

    window: str
    measured: Kept
    missed: Sequence[Breach]


class StandingDesk(Protocol):
    """How this provider stands among others."""

    async def ladder(self) -> tuple[Rung, ...]: ...
    async def retry(self) -> None:
        """Reach for the network again now."""

    async def suggestions(self, period: timedelta = timedelta(days=30)) -> list[Suggestion]:
        """What the figures of the last `period` support and what is not in force already."""

    async def apply(self, suggestion: Suggestion) -> None: ...
    async def applied(self) -> list[Suggestion]:
        """Those in force that can be taken back, newest first."""

    async def revert(self, key: str) -> None: ...
    async def reputation(self) -> Reputation: ...
    async def levels(self) -> list[LevelView]: ...
    async def market(self) -> MarketView: ...
    async def models(self) -> list[ModelUse]: ...
    async def suited(self, listed: Sequence[Listed]) -> Choice:
        """Which of these models can be had for the runtime in use, and which fit this machine."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One check of `doctor`."""

    name: str
    ok: bool
    says: str
    next_step: str = ""


class HelpDesk(Protocol):
    """What helps when something is wrong."""

    async def findings(self) -> list[Finding]: ...
    async def diagnostics(self) -> Mapping[str, str]:
        """The bundle's files and their texts, redacted, to be looked at before they are saved."""

    async def save_diagnostics(self, path: str, files: Mapping[str, str]) -> None:
        """Write them as a zip to a new file; ProfileError when that cannot be done."""


@dataclass(frozen=True, slots=True)
class Office:
    """All desks."""

    jobs: JobDesk
    money: MoneyDesk
    card: CardDesk
    standing: StandingDesk
    help: HelpDesk | None = None
    models: ModelDesk | None = None
