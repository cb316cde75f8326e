"""Every need of the services as a Protocol; app.py fills them.

Network ports raise domain.errors.NetworkError, runtime ports RuntimeFault, storage ports ProfileError.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from desktop_app.domain.card import Reading
from desktop_app.domain.health import Alert
from desktop_app.domain.inference import Inference
from desktop_app.domain.intents import Intent, IntentState
from desktop_app.domain.jobs import Escrow, HandedJob, JobKey, JournalJob, ListedJob, Outcome, Phase, Terms, Work
from desktop_app.domain.ledger import Entry, Totals
from desktop_app.domain.limits import Allowance
from desktop_app.domain.presence import Kind, Sighting
from desktop_app.domain.score import Measured, Setting
from desktop_app.domain.state import AppState, GpuView, RecentJob
from desktop_app.domain.yields import Yielded

# ---- time ------------------------------------------------------------------------------------------------------


class Clock(Protocol):
    """Time as the services see it, so that a week can pass in seconds."""

    def now(self) -> datetime:
        """Aware UTC."""

    def monotonic(self) -> float:
        """Seconds that never run backwards."""

    async def sleep(self, seconds: float) -> None: ...


# ---- the network -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Registration:
    """What register publishes: free-form capabilities, how many jobs may be ours at once, the region."""

    capabilities: Mapping[str, Any]
    concurrency: int
    region: str | None = None


@dataclass(frozen=True, slots=True)
class ServerTraits:
    """What a server is, from its public health answer: the practice network says so itself."""

    is_play: bool = False
    long_poll: bool = False
    told: bool = True
    """False where the health answer is not passed on, so that nothing is known of the server."""
    allowance: Allowance = field(default_factory=Allowance)


@dataclass(frozen=True, slots=True)
class Proof:
    """A receipt as evidence, without the payload and the result that it holds. `verified`: its own Ed25519
    signature fits; `digest` is the SHA-256 (hex) of its canonical bytes."""

    receipt_id: str
    job_id: str
    attempt_id: str | None
    key_id: str
    signature: str
    digest: str
    verified: bool


@dataclass(frozen=True, slots=True)
class NetworkEarnings:
    """The coordinator's own totals (section 5.4), before fees; for comparison only."""

    total: Decimal
    pending: Decimal
    completed_jobs: int


class Coordinator(Protocol):
    """The miner side of the coordinator (section 5), one call a method, one try a call."""

    def listen(self, heard: Callable[[datetime], None]) -> None:
        """`heard` gets the network's own time with every valid answer."""

    async def renew(self) -> None:
        """Let go of every connection: the way to the network changed."""

    async def traits(self) -> ServerTraits: ...
    async def register(self, registration: Registration) -> None: ...
    async def heartbeat(self, inflight: int, status: str, metadata: Mapping[str, Any]) -> None:
        """NotThere when the coordinator does not know us."""

    async def poll(self, max_wait: float) -> HandedJob | None:
        """ServerFault when the coordinator does not know us (its 500), AnswerLost when a job may have come and gone."""

    async def submit_result(self, job_id: str, body: Mapping[str, Any]) -> Proof | None:
        """The receipt, or None where the server signs none."""

    async def fail(self, job_id: str, body: Mapping[str, Any]) -> None: ...
    async def running_jobs(self) -> list[ListedJob]:
        """All RUNNING jobs of ours."""

    async def recent_jobs(self, limit: int) -> list[ListedJob]:
        """Our newest jobs of any state, newest first; -1 means all."""

    async def receipts(self, job_id: str) -> list[Proof]:
        """The public receipts of a job, newest first."""

    async def earnings(self) -> NetworkEarnings: ...
    async def deregister(self) -> None: ...


class Chain(Protocol):
    """The escrow look-up (section 8)."""

    async def renew(self) -> None:
        """Let go of every connection."""

    async def escrow(self, job_id: str) -> Escrow | None:
        """None when the chain knows no escrow for this job."""

    async def balance(self, address: str) -> Decimal | None:
        """AITBC on this address; None when the chain does not know it."""


# ---- the machine -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Model:
    """A model that the runtime can run. Size in bytes, context in tokens, None = not told."""

    name: str
    size: int | None = None
    context: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text as it is generated. `tokens` is how many tokens it stands for."""

    text: str
    tokens: int = 1


@dataclass(frozen=True, slots=True)
class Finish:
    """The end of a generation, as the runtime tells it. `reason` is stop or length; counts are this call's."""

    reason: str
    prompt_tokens: int
    tokens: int


class Runtime(Protocol):
    """What executes jobs. `generate` streams pieces and ends with one Finish; closing the iterator stops the
    generation at once. `already` is text of an earlier part of the same answer, to be continued and not repeated."""

    @property
    def name(self) -> str: ...
    @property
    def note(self) -> str:
        """One sentence the owner should know ("runs on the CPU", "practice model: its text is nonsense"), or ""."""

    @property
    def on_card(self) -> bool:
        """Whether it computes on the card, as far as is known by now."""

    async def start(self) -> None:
        """Be ready, or raise RuntimeFault with the reason and a next step."""

    async def models(self) -> tuple[Model, ...]: ...
    def generate(self, request: Inference, already: str = "") -> AsyncIterator[Piece | Finish]: ...
    async def release(self) -> bool:
        """Give the card's memory back; False when this runtime cannot."""

    async def pids(self) -> tuple[int, ...]:
        """Process ids whose GPU memory is ours; empty when unknown."""

    async def close(self) -> None: ...


class Gpu(Protocol):
    """The one card that is sold, or why there is none. Any question but `asleep` wakes a card that sleeps, unless
    its answer is known already."""

    async def view(self) -> GpuView: ...
    async def cards(self) -> tuple[GpuView, ...]:
        """Every card that the driver knows."""

    def asleep(self) -> bool:
        """Whether the card sleeps right now; this does not wake it."""

    async def read(self, at: datetime) -> Reading | None:
        """None without a card. `memory_ours` is not known yet."""

    async def close(self) -> None:
        """Give the driver's library back; the next question opens it again."""


class SleepSignals(Protocol):
    """Tells of the machine's sleep."""

    async def watch(
        self, before_sleep: Callable[[], Awaitable[None]], after_wake: Callable[[], None]
    ) -> bool:
        """Until cancelled. The machine waits for `before_sleep` (a few seconds at most). True: ask again later;
        False: nobody can tell here."""


class CannotTell(Exception):
    """A source of presence signals cannot speak on this machine; the text says why, in words for the owner."""


class Watcher(Protocol):
    """One source of signals that the owner comes first."""

    @property
    def name(self) -> str:
        """For the log and the screen: "X11", "GameMode"."""

    @property
    def kinds(self) -> frozenset[Kind]:
        """What it can tell; it is not started when all of these are switched off."""

    async def watch(self, tell: Callable[[Sighting], None]) -> None:
        """Tells every change, in the loop's thread, until cancelled. It tells a first picture only when something is
        there. CannotTell when it cannot speak here, or not any more; it is tried again later."""


class Machine(Protocol):
    """The computer around the card. Bytes, None = not known."""

    def disk_free(self) -> int | None:
        """Where the history is kept."""

    def memory_total(self) -> int | None: ...


class Notifier(Protocol):
    """Tells the owner something wherever they are looking. Never raises; where nothing can be shown, nothing is."""

    async def notify(self, title: str, text: str, button: str, number: int) -> None:
        """`button` is what one press does with alert `number` (the window opens where there are no buttons)."""


class Child(Protocol):
    """A child process of ours that never outlives us."""

    @property
    def pid(self) -> int: ...
    @property
    def ready(self) -> Mapping[str, Any]:
        """The one JSON line it printed when it was ready."""

    @property
    def running(self) -> bool: ...
    async def kill(self) -> None:
        """End it now; its memory is back on return."""

    async def wait(self) -> int:
        """Its exit code, once it ended."""


class Spawn(Protocol):
    """Starts one of our own child programs (`engine`, `practice-network`) and waits for its ready line.

    Raises RuntimeFault with the child's own last line when it ends before that."""

    async def __call__(self, program: str, config: Mapping[str, Any], *, timeout: float = 60.0) -> Child: ...


# ---- the history -----------------------------------------------------------------------------------------------


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

    async def clear(self, number: int, at: datetime) -> None: ...
    async def seen(self, numbers: Collection[int], at: datetime) -> None: ...


class Measurements(Protocol):
    """Measured speeds, by the card, driver, runtime and model that they are true for."""

    async def put(self, measured: Measured) -> None: ...
    async def get(self, setting: Setting) -> Measured | None: ...
    async def newest(self, card: str, driver: str, runtime: str) -> list[Measured]:
        """Everything measured with these, newest first."""


Listener = Callable[[], None]
Hook = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a chart: a time and a value; None leaves a gap."""

    at: datetime
    value: float | None


class Desk(Protocol):
    """What the window, the tray, the control endpoint and scripts may ask and do. One implementation: provider.desk."""

    @property
    def state(self) -> AppState: ...
    def subscribe(self, listener: Listener) -> Listener:
        """`listener` is called after every change; the returned function ends that."""

    async def pause(self, until: datetime | None) -> None:
        """Stop work now and keep it stopped until then, or until resume when None."""

    async def pause_for_game(self) -> None:
        """The same until the running game ends; ValueError when none runs."""

    async def resume(self) -> None: ...
    async def stop_now(self) -> None:
        """Panic stop: as a pause without an end, and the runtime gives the card's memory back."""

    async def seen(self, numbers: Collection[int]) -> None:
        """The owner has seen these alerts: once they are over they are no longer listed."""

    async def act(self, number: int) -> None:
        """Press the button of this alert."""

    def quit(self) -> None:
        """End the program in order."""

    async def earnings(self, since: datetime | None, by: Sequence[str]) -> Earnings: ...
    async def jobs(self, limit: int) -> list[RecentJob]: ...
    async def earned_points(self, since: datetime, until: datetime, points: int) -> list[Point]:
        """Credited so far since `since`, growing."""

    async def utilisation_points(self, since: datetime, until: datetime, points: int) -> list[Point]:
        """The card's utilisation in percent where reported, else the share of our slots at work."""


@dataclass(frozen=True, slots=True)
class Earnings:
    """Credited and its parts for one network. `energy` is None until a tariff is set; `net` = credited − energy."""

    since: datetime | None
    totals: Totals
    energy: Decimal | None
    unit: str
    breakdowns: Mapping[str, Mapping[str, Totals]]
