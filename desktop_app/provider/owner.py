"""The owner first: listens to every source of presence, fuses what they say, and moves the gate at once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from desktop_app.domain.errors import in_words
from desktop_app.domain.gate import Grip, Signal, Source
from desktop_app.domain.others import CardLook, Others
from desktop_app.domain.owner_view import OwnerView, SignalView
from desktop_app.domain.phrases import Phrase, together
from desktop_app.domain.presence import (
    SIGNALS,
    Kind,
    Manner,
    Manners,
    Sighting,
    Verdict,
    fuse,
    grip_of,
    is_slowed,
)
from desktop_app.provider.gate import Gate
from desktop_app.provider.ports import BlindSpot, CannotTell, Clock, Watcher
from desktop_app.provider.waiting import Backoff, Bell, settle
from desktop_app.provider.yielding import Yielding

log = logging.getLogger(__name__)

SIGNAL = "owner"
GAMES = frozenset({Kind.PROGRAM, Kind.GAME_MODE})
ALWAYS = GAMES | {Kind.BATTERY}
"""Watched also when switched off: a pause may last until the game ends, and on battery nothing is kept awake."""
_CARD = Phrase("the card")
_ON_CARD = frozenset({Kind.OTHERS_LOAD, Kind.OTHERS_MEMORY})


class Owner:
    """`tell` is what sources call, in the loop's thread; the gate has moved when it returns."""

    def __init__(
        self,
        watchers: Sequence[Watcher],
        manners: Manners,
        gate: Gate,
        yielding: Yielding,
        running: Callable[[], int],
        clock: Clock,
        *,
        on_change: Callable[[], None],
    ) -> None:
        self._watchers, self._manners = watchers, manners
        self._gate, self._yielding, self._running, self._clock = gate, yielding, running, clock
        self._on_change = on_change
        self._seen: dict[tuple[str, Kind], Sighting] = {}
        self._silent: dict[str, str] = {_CARD: Phrase("no reading of it yet")}
        self._blind: dict[str, str] = {}
        self._others = Others()
        self._bell = Bell()
        self._on_game_over: Callable[[], None] | None = None
        self._allowed_until = 0.0
        self._grip: Grip | None = None
        self.verdict = Verdict()

    async def run(self) -> None:
        """Listens for the life of the program; a signal that lingers ends on its own."""
        listeners = [
            asyncio.create_task(self._listen(watcher), name=f"watch {watcher.name}")
            for watcher in self._watchers
            if watcher.kinds - self._manners.ignored or watcher.kinds & ALWAYS
        ]
        try:
            while True:
                self._evaluate()
                waits = [self.verdict.ends_in, self._allowed_for or None]
                await self._bell.wait(self._clock, min((s for s in waits if s is not None), default=None))
        finally:
            await settle(listeners)

    def tell(self, source: str, seen: Sighting) -> None:
        """A source says that something changed."""
        self._silent.pop(source, None)
        self._blind.pop(source, None)
        self._seen[source, seen.kind] = seen
        self._evaluate()
        self._on_change()
        if self._on_game_over is not None and not self.game:
            over, self._on_game_over = self._on_game_over, None
            over()
        self._bell.ring()

    def look_at_card(self, look: CardLook) -> None:
        """A reading of the card came in: do others need it?"""
        before, self._others = self._others, self._others.after(look)
        self._silent.pop(_CARD, None)
        now = self._clock.monotonic()
        if self._others.busy != before.busy:
            self.tell(_CARD, Sighting(Kind.OTHERS_LOAD, self._others.busy, now))
        if self._others.holding != before.holding:
            self.tell(_CARD, Sighting(Kind.OTHERS_MEMORY, self._others.holding, now))

    # ---- what the owner decides ------------------------------------------------------------------------------

    def follow(self, manners: Manners) -> None:
        """From now on these; which sources are listened to is only asked at the start."""
        self._manners = manners
        self._evaluate()
        self._on_change()
        self._bell.ring()

    def let_work(self, seconds: float) -> None:
        """The owner wants to watch: for so long, using the computer does not stop work. Needing the card does."""
        self._allowed_until = self._clock.monotonic() + seconds
        self._evaluate()
        self._bell.ring()

    @property
    def _allowed_for(self) -> float:
        return max(0.0, self._allowed_until - self._clock.monotonic())

    # ---- what others ask -------------------------------------------------------------------------------------

    @property
    def game(self) -> str:
        """The name of a running game, "" when none runs."""
        games = [seen for seen in self._seen.values() if seen.kind in GAMES and seen.here]
        return next((seen.detail for seen in games if seen.detail), Phrase("The game") if games else "")

    @property
    def on_battery(self) -> bool:
        return any(seen.here for seen in self._seen.values() if seen.kind is Kind.BATTERY)

    def when_game_ends(self, over: Callable[[], None]) -> None:
        """Calls `over` once, when no game runs any more. A newer wish replaces an older one."""
        self._on_game_over = over

    def slots(self, slots: int) -> int:
        """How many jobs may run at once: one where the owner chose to slow down."""
        return min(1, slots) if is_slowed(self.verdict.stage, self._manners) else slots

    @property
    def pause(self) -> float:
        """Seconds of rest between two jobs, where the owner chose to slow down."""
        return self._manners.slow_pause_s if is_slowed(self.verdict.stage, self._manners) else 0.0

    @property
    def view(self) -> OwnerView:
        return OwnerView(
            self.verdict.stage, self.game, is_slowed(self.verdict.stage, self._manners),
            tuple(self._about(kind) for kind in Kind), self._yielding.month,
            self._yielding.note or self._blind_note,
        )  # fmt: skip

    @property
    def _blind_note(self) -> str:
        """What to say where no source tells whether somebody uses the computer."""
        about = self._about(Kind.INPUT)
        if not (about.is_on and about.why_silent and self._watchers):
            return ""
        return Phrase(
            "Keyboard and mouse cannot be watched here; games, full screen and others' use of the card still count."
        )

    def _about(self, kind: Kind) -> SignalView:
        sources = [watcher.name for watcher in self._watchers if kind in watcher.kinds]
        sources += [_CARD] if kind in _ON_CARD else []
        speaking = [name for name in sources if name not in self._silent]
        said = [together(name, self._silent[name], by=": ") for name in sources] if not speaking else []
        why = together(*said, by="; ")
        if not sources:
            why = Phrase("this program cannot ask this system for it")
        here = any(seen.here for (_, seen_kind), seen in self._seen.items() if seen_kind is kind)
        is_on = kind not in self._manners.ignored
        blind = together(*(self._blind[name] for name in sources if name in self._blind), by="; ")
        about = SIGNALS[kind]
        return SignalView(kind, about.title, about.explanation, is_on, here, tuple(speaking), why, blind)

    # ---- listening and deciding ------------------------------------------------------------------------------

    async def _listen(self, watcher: Watcher) -> None:
        backoff = Backoff(30.0, 900.0)
        while True:
            try:
                await watcher.watch(lambda seen: self.tell(watcher.name, seen))
                why: str = Phrase("it ended")
            except CannotTell as error:
                why = in_words(error)
                if isinstance(error, BlindSpot):
                    self._blind[watcher.name] = why
            except Exception:
                log.exception("the presence source %s broke", watcher.name)
                why = Phrase("internal error; the log has the details")
            if self._silent.get(watcher.name) != why:
                log.info("presence: %s cannot tell: %s", watcher.name, why)
            self._silent[watcher.name] = why
            self._lose(watcher)
            await self._clock.sleep(backoff.next())

    def _lose(self, watcher: Watcher) -> None:
        """What a lost source said last lingers and ends."""
        now = self._clock.monotonic()
        for kind in watcher.kinds:
            seen = self._seen.get((watcher.name, kind))
            if seen is not None and seen.here:
                self._seen[watcher.name, kind] = replace(seen, here=False, at=now)
        self._on_change()
        self._bell.ring()

    def _evaluate(self) -> None:
        before, now = self.verdict, self._clock.monotonic()
        self.verdict = verdict = fuse(self._seen.values(), self._manners, now)
        manners = replace(self._manners, using=Manner.KEEP) if self._allowed_for else self._manners
        grip = grip_of(verdict.stage, manners)
        if (before.stage, before.reason, self._grip) == (verdict.stage, verdict.reason, grip):
            return
        self._grip = grip
        if grip is None or grip < Grip.STOP:
            self._yielding.end(SIGNAL)
        else:
            closed = self._gate.state.strongest
            by_owner = closed is not None and closed.source in (Source.PANIC, Source.PAUSE)
            self._yielding.begin(SIGNAL, verdict.stage, verdict.reason, self._running(), row=not by_owner)
        if grip is None:
            self._gate.open(SIGNAL)
        else:
            self._gate.close(SIGNAL, Signal(Source.OWNER, verdict.reason, grip))
        self._on_change()
