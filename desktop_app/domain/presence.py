"""Is the owner here, and does the owner need the card? Signals fused into two stages; the clock is passed in.

*Using the computer*: nothing new is taken, what runs stops with its text kept, the model stays where it is.
*Needing the card*: besides, the card's memory is given back. Every signal lingers a while after its cause went
away: quiet time for the first stage, `clear_s` for the second.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from desktop_app.domain.gate import Grip
from desktop_app.domain.phrases import Phrase

QUIET_S = 180.0
CLEAR_S = 60.0
SLOW_PAUSE_S = 15.0
"""Between two jobs where work is slowed down: the computer answers quickly meanwhile."""


class Stage(IntEnum):
    """How far the owner is served; the highest wins. SPARING takes nothing new and lets running work end."""

    AWAY = 0
    SPARING = 1
    USING = 2
    NEEDING = 3


class Manner(StrEnum):
    """What the owner chose for *using the computer*."""

    KEEP = "keep"
    SLOW = "slow"
    STOP = "stop"


class Kind(StrEnum):
    """What can tell that the owner comes first. Within one stage the earlier one gives the reason."""

    PROGRAM = "program"
    GAME_MODE = "game_mode"
    FULL_SCREEN = "full_screen"
    GAMEPAD = "gamepad"
    OTHERS_LOAD = "others_load"
    OTHERS_MEMORY = "others_memory"
    BATTERY = "battery"
    LID = "lid"
    FILM = "film"
    INPUT = "input"
    METERED = "metered"


@dataclass(frozen=True, slots=True)
class About:
    """What a signal means, for people. `reason` is said while it holds; `{name}` in it takes the detail (None where
    nothing is known, then `reason_plain`)."""

    stage: Stage
    title: str
    explanation: str
    reason_plain: str
    reason: Phrase | None = None


SIGNALS: Mapping[Kind, About] = {
    Kind.PROGRAM: About(
        Stage.NEEDING, Phrase("A listed program runs"),
        Phrase("Programs on your list, games above all, get the whole card while they run. Only their names are "
               "looked at; "
        "they are never opened or read."),
        Phrase("A program from your list is running"), Phrase("Game: {name} is running"),
    ),
    Kind.GAME_MODE: About(
        Stage.NEEDING, Phrase("A game asked for the machine"),
        Phrase("Many Linux games tell GameMode when they start; the card is theirs until they end."),
        Phrase("A game asked for the machine (GameMode)"),
    ),
    Kind.FULL_SCREEN: About(
        Stage.NEEDING, Phrase("A program fills the screen"),
        Phrase("A game, a film or a presentation in full screen gets the card. Maximised windows do not count."),
        Phrase("A program fills the screen"), Phrase("{name} fills the screen"),
    ),
    Kind.GAMEPAD: About(
        Stage.NEEDING, Phrase("A gamepad is used"),
        Phrase("Gamepads do not count as keyboard or mouse, so they are watched on their own: only that a "
               "button or a stick "
        "moves, not which."),
        Phrase("You are using a gamepad"),
    ),
    Kind.OTHERS_LOAD: About(
        Stage.NEEDING, Phrase("Others compute on the card"),
        Phrase("The card is busy although none of our jobs runs, or the driver tells that another program "
               "computes beside "
        "them: that one needs it."),
        Phrase("Another program is computing on the card"),
    ),
    Kind.OTHERS_MEMORY: About(
        Stage.NEEDING, Phrase("Others need the card's memory"),
        Phrase("Other programs hold a large part of the card's memory. Our model makes room for them."),
        Phrase("Another program needs the card's memory"),
    ),
    Kind.BATTERY: About(
        Stage.NEEDING, Phrase("The computer runs on its battery"),
        Phrase("Selling from the battery costs more than it earns. The card is let go so that it can sleep."),
        Phrase("The computer runs on its battery"),
    ),
    Kind.LID: About(
        Stage.NEEDING, Phrase("The lid is closed"),
        Phrase("A closed laptop cools badly. Switch this off if yours works closed on a dock."),
        Phrase("The lid is closed"),
    ),
    Kind.FILM: About(
        Stage.USING, Phrase("A film or a presentation runs"),
        Phrase("A program keeps the screen awake: somebody is watching, although no key is pressed."),
        Phrase("A film or a presentation is running"), Phrase("{name} keeps the screen awake"),
    ),
    Kind.INPUT: About(
        Stage.USING, Phrase("Keyboard or mouse"),
        Phrase("Any key or movement means that you are back. Only the time of the last one is known, never what "
               "it was."),
        Phrase("You are using the computer"),
    ),
    Kind.METERED: About(
        Stage.SPARING, Phrase("The connection is metered"),
        Phrase("Jobs come and go over the network; on a connection that is paid by volume no new ones are taken."),
        Phrase("The network connection is metered"),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a source says: the cause is here, or was last here at `at` (monotonic seconds). A moment's event, as a
    key or a button, is a sighting that is over already. `detail` names the program, if any."""

    kind: Kind
    here: bool
    at: float
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Manners:
    """What the owner decided. Seconds; signals in `ignored` do not count."""

    using: Manner = Manner.STOP
    quiet_s: float = QUIET_S
    clear_s: float = CLEAR_S
    slow_pause_s: float = SLOW_PAUSE_S
    ignored: frozenset[Kind] = frozenset()

    def linger(self, kind: Kind) -> float:
        """How long a signal counts after its cause went away."""
        return self.quiet_s if SIGNALS[kind].stage is Stage.USING else self.clear_s


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the signals add up to. `cause` is the one that gives the reason, None when nobody is here. `ends_in` is
    the number of seconds after which to look again, None while only the sources can change anything."""

    stage: Stage = Stage.AWAY
    cause: Sighting | None = None
    ends_in: float | None = None

    @property
    def reason(self) -> str:
        """One sentence without its full stop, "" when nobody is here."""
        if self.cause is None:
            return ""
        about = SIGNALS[self.cause.kind]
        if self.cause.detail and about.reason is not None:
            return about.reason.filled(name=self.cause.detail)
        return about.reason_plain


def fuse(sightings: Iterable[Sighting], manners: Manners, now: float) -> Verdict:
    """The verdict over the newest sighting of each source."""
    live: list[tuple[Sighting, float]] = []
    for seen in sightings:
        left = _left(seen, manners, now)
        if seen.kind not in manners.ignored and left > 0:
            live.append((seen, left))
    if not live:
        return Verdict()
    order = list(Kind)
    cause = min(live, key=lambda found: (-SIGNALS[found[0].kind].stage, not found[0].here, order.index(found[0].kind)))
    ends = [left for seen, left in live if not seen.here]
    return Verdict(SIGNALS[cause[0].kind].stage, cause[0], min(ends) if ends else None)


def grip_of(stage: Stage, manners: Manners) -> Grip | None:
    """What the gate has to do at this stage; None leaves it open."""
    if stage is Stage.NEEDING:
        return Grip.RELEASE
    if stage is Stage.USING:
        return Grip.STOP if manners.using is Manner.STOP else None
    return Grip.HOLD if stage is Stage.SPARING else None


def is_slowed(stage: Stage, manners: Manners) -> bool:
    """Whether work goes on, but one job at a time."""
    return stage is Stage.USING and manners.using is Manner.SLOW


def _left(seen: Sighting, manners: Manners, now: float) -> float:
    if seen.here:
        return float("inf")
    return manners.linger(seen.kind) - (now - seen.at)
