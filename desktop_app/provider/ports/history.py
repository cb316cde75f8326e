"""What is remembered. Every method is one transaction and raises ProfileError."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from desktop_app.domain.card import Reading
from desktop_app.domain.health import Alert
from desktop_app.domain.intents import Intent, IntentState
from desktop_app.domain.jobs import Escrow, JobKey, JournalJob, Outcome, Phase, Terms, Work
from desktop_app.domain.ledger import Entry, Totals
from desktop_app.domain.score import Measured, Setting
from desktop_app.domain.state import RecentJob
from desktop_app.domain.tax import Rate
from desktop_app.domain.yields import Yielded
from desktop_app.provider.ports.network import Proof


class Journal(Protocol):
    """Jobs and their terminal messages; every method is one transaction."""

    async def record(self, job: JournalJob) -> bool:
        """Write a new job; False when its key is known already (nothing changes)."""

    async def get(self, key: JobKey) -> JournalJob | None: ...
    async def open_jobs(self, network: str, provider_id: str) -> list[JournalJob]:
        """Jobs not yet finished, oldest first."""

    async def known(self, network: str, provider_id: str, job_ids: Sequence[str]) -> set[str]: ...
    async def set_terms(self, key: JobKey, terms: Terms) -> None: ...
    async def set_phase(
        self, key: JobKey, phase: Phase, *, started_at: datetime | None = None, model: str = "", job_type: str = "",
        tier: str = "",
    ) -> None: ...  # fmt: skip
    async def save_partial(self, key: JobKey, work: Work) -> None: ...
    async def finish(
        self, key: JobKey, outcome: Outcome, reason: str, work: Work, at: datetime, intent: Intent | None
    ) -> bool:
        """One transaction: the job is finished (closed where there is no intent) and its intent stands in the outbox.

        False when it was finished before: the first end of a job wins and nothing changes."""

    async def open_intents(self, network: str, provider_id: str) -> list[Intent]: ...
    async def set_intent(
        self,
        key: JobKey,
        state: IntentState,
        *,
        sent_at: datetime | None = None,
        tries: int | None = None,
        reads: int | None = None,
        last_read_at: datetime | None = None,
        note: str = "",
    ) -> None: ...
    async def close_job(self, key: JobKey, state: IntentState, outcome: Outcome, reason: str, at: datetime) -> None:
        """One transaction: the intent is proven or dead, the job closed, payload and body dropped, and a delivered
        result waits for its money."""

    async def unbooked(self, network: str, provider_id: str) -> list[JournalJob]:
        """Delivered jobs whose money is not booked yet, oldest first."""

    async def counts(self, network: str, provider_id: str) -> Mapping[Outcome, int]: ...
    async def unpaid_since(self, network: str, provider_id: str, since: datetime) -> int:
        """Unpaid jobs taken (not declined) since then."""

    async def recent(self, network: str, provider_id: str, since: datetime, limit: int) -> list[RecentJob]:
        """Jobs that ended since then, newest first."""


class Ledger(Protocol):
    """Money, append-only, with hourly roll-ups in the same transaction."""

    async def book(self, entry: Entry, escrow: Escrow | None, proof: Proof | None = None) -> bool:
        """Append; False when the key is booked already (nothing changes). The job stops waiting for its money."""

    async def keep_rate(self, network: str, provider_id: str, rate: Rate) -> None:
        """What a token is worth from that time on; nothing is written where that is known already."""

    async def rates(self, network: str, provider_id: str) -> list[Rate]:
        """Oldest first."""

    async def keep_proof(self, key: JobKey, proof: Proof, at: datetime) -> None: ...
    async def totals(
        self, network: str, provider_id: str, since: datetime | None = None, until: datetime | None = None
    ) -> Totals: ...
    async def breakdown(
        self, network: str, provider_id: str, by: str, since: datetime | None, until: datetime | None
    ) -> dict[str, Totals]:
        """Sums by `customer`, `model`, `tier`, `day`, `hour` (of the day, UTC) from the roll-ups."""

    async def hourly(
        self, network: str, provider_id: str, since: datetime, until: datetime
    ) -> list[tuple[datetime, Totals]]:
        """Sums by hour, oldest first, hours without an entry left out."""

    async def entries(
        self, network: str, provider_id: str, since: datetime | None, until: datetime | None
    ) -> list[Entry]: ...


class Records(Protocol):
    """Readings of the card and the gate's history."""

    async def add_reading(self, reading: Reading, busy: float) -> None:
        """`busy` is the share (0 to 1) of our slots at work since the last reading."""

    async def add_gate_event(self, at: datetime, status: str, reason: str) -> None: ...
    async def utilisation(
        self, since: datetime, until: datetime, points: int
    ) -> list[tuple[datetime, float | None, float]]:
        """At most `points` means (time, card %, our slots %), oldest first."""

    async def card(self, since: datetime, until: datetime, points: int) -> list[Reading]:
        """At most `points` means of all that readings tell, oldest first."""

    async def book_is_play(self, network: str, provider_id: str) -> bool | None:
        """Whether these books hold play money; None when that is not known yet."""

    async def claim_book(self, network: str, provider_id: str, is_play: bool) -> bool:
        """These books are to hold this kind of money. False when they hold entries of the other kind."""

    async def use_book(self, network: str, provider_id: str, unit: str, at: datetime) -> None:
        """These books are in use now; scripts look at the last ones when no program runs."""

    async def gate_events(self, since: datetime, limit: int) -> list[tuple[datetime, str, str]]: ...


class Yields(Protocol):
    """The yield log."""

    async def save(self, record: Yielded) -> None:
        """Write it, or write it again: `at` is its key."""

    async def since(self, since: datetime, limit: int) -> list[Yielded]:
        """Newest first."""


class Alerts(Protocol):
    """Alerts that outlive the program."""

    async def add(self, alert: Alert) -> int:
        """Its number."""

    async def open(self) -> list[Alert]:
        """Those that still stand or were not seen yet, oldest first."""

    async def recent(self, since: datetime, limit: int) -> list[Alert]:
        """Newest first, those that are over too."""

    async def clear(self, number: int, at: datetime) -> None: ...
    async def seen(self, numbers: Collection[int], at: datetime) -> None: ...


class Measurements(Protocol):
    """Measured speeds, by the card, driver, runtime and model that they are true for."""

    async def put(self, measured: Measured) -> None: ...
    async def get(self, setting: Setting) -> Measured | None: ...
    async def newest(self, card: str, driver: str, runtime: str) -> list[Measured]:
        """Everything measured with these, newest first."""
