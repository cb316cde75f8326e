"""Everything outside that the services need, in one hand; app.py fills it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from desktop_app.provider.ports import (
    AgreementBook,
    Alerts,
    Bonds,
    CapMarker,
    Chain,
    Claims,
    Clock,
    Coordinator,
    Facts,
    Gpu,
    Journal,
    Ledger,
    Machine,
    Marketplace,
    Measurements,
    MoneyRecords,
    Notifier,
    OfferBook,
    PowerControl,
    Records,
    Runtime,
    SleepSignals,
    SwarmBoard,
    WakeTimer,
    Watcher,
    WordKeeper,
    Yields,
)
from desktop_app.provider.ports.media import MediaTools
from desktop_app.provider.unwatched import NoAlerts, NoMachine, NoMeasurements, NoNotifier, NoWord
from desktop_app.provider.wakefulness import Awake
from desktop_app.provider.yielding import NoYields


@dataclass(frozen=True, slots=True)
class Ports:
    """Everything outside that the services need."""

    clock: Clock
    coordinator: Coordinator
    chain: Chain
    runtime: Runtime
    gpu: Gpu
    journal: Journal
    ledger: Ledger
    records: Records
    tidy: Callable[[datetime], Awaitable[None]]
    """Lets go of old records; once a day."""
    yields: Yields = field(default_factory=NoYields)
    watchers: Sequence[Watcher] = ()
    """Who can tell that the owner comes first."""
    money: MoneyRecords | None = None
    """Differences between our books and the network's; without it nothing is reconciled."""
    bonds: Bonds | None = None
    """Who can tell of the provider's bond; without it bonds are no subject here."""
    market: Marketplace | None = None
    offers: OfferBook | None = None
    """The marketplace, and the memory of what was published there; without them nothing is listed."""
    swarm: SwarmBoard | None = None
    """Where swarm members write and read; without it none can be joined."""
    book: AgreementBook | None = None
    claims: Claims | None = None
    """Where agreements are kept, and what is owed by them; without these none can be made."""
    facts: Facts | None = None
    """The past, by which service levels are judged."""
    alerts: Alerts = field(default_factory=NoAlerts)
    measurements: Measurements = field(default_factory=NoMeasurements)
    notifier: Notifier = field(default_factory=NoNotifier)
    machine: Machine = field(default_factory=NoMachine)
    word: WordKeeper = field(default_factory=NoWord)
    awake: Awake | None = None
    """Keeps the computer awake for the length of a block; None where the owner did not allow it."""
    sleep_signals: SleepSignals | None = None
    """Who tells of the machine's sleep; without it only the clocks do."""
    power: PowerControl | None = None
    cap_marker: CapMarker | None = None
    """The card's power limit, and the memory of what it was; without them it is never touched."""
    wake_timer: WakeTimer | None = None
    """Wakes the computer for the schedule; None where the owner did not ask for it."""
    media: MediaTools | None = None
    """What works on sound and film; None where the owner did not ask for it."""


