"""The owner's pause and Stop now at the gate, and in the profile: no end of the program makes a no a yes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

from desktop_app.domain.calendar_words import weekday_words
from desktop_app.domain.errors import ProfileError, in_words
from desktop_app.domain.gate import Grip, Signal, Source
from desktop_app.domain.owners_word import OwnersWord
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.gate import Gate
from desktop_app.provider.notices import Notices
from desktop_app.provider.ports import Clock, WordKeeper

log = logging.getLogger(__name__)

_PAUSE, _PANIC = "pause", "panic"


class LastWord:
    """What the owner said last, to whichever start of the services in this program: a new one knows of it at once, also
    where the file does not yet or cannot, and as there is one writer, the file ends with it."""

    def __init__(self, keeper: WordKeeper) -> None:
        self._keeper = keeper
        self._word: OwnersWord | None = None  # not read yet
        self._in_turn = asyncio.Lock()
        self._writes: set[asyncio.Task[None]] = set()

    def at(self, now: datetime) -> OwnersWord:
        """What still counts of it."""
        if self._word is None:
            self._word = self._keeper.load()
        return self._word.at(now)

    def say(self, word: OwnersWord, tell: Callable[[str], None]) -> Awaitable[None]:
        """Done when this word, or a later one, is written down; also where nobody waits for that any more. `tell` gets
        why it could not be, "" where it could."""
        self._word = word
        write = asyncio.create_task(self._write(tell), name="owner's word")
        self._writes.add(write)
        write.add_done_callback(self._writes.discard)
        return asyncio.shield(write)

    async def written(self) -> None:
        """Returns when everything that was said so far is written down."""
        while self._writes:
            await asyncio.gather(*map(asyncio.shield, self._writes))

    async def _write(self, tell: Callable[[str], None]) -> None:
        said = ""
        try:
            async with self._in_turn:
                await asyncio.to_thread(self._keeper.keep, self._word or OwnersWord())
        except ProfileError as error:
            log.warning("the owner's word is not kept: %s", error)
            said = Phrase(
                "What you said last could not be written down, so the next start will not know of it: {why}.",
                why=in_words(error),
            )
        tell(said)


class WordAtGate:
    """The gate moves first, because the machine is the owner's at once; then the word is written down in a thread,
    because a slow disk must hold up nothing that makes room for the owner. Whoever says it waits for what these methods
    return before it tells anybody that it was heard. A disk that takes nothing is told of and stops no pause."""

    def __init__(self, gate: Gate, clock: Clock, last: LastWord, notices: Notices) -> None:
        self._gate, self._clock, self._last, self._notices = gate, clock, last, notices
        self._word = OwnersWord()

    def restore(self) -> None:
        """What the owner said to an earlier run of the program, or to an earlier start of the services, as far as it
        still counts."""
        if (word := self._last.at(self._clock.now())) == self._word:
            return
        self._word = word
        if word.stopped:
            self._gate.close(_PANIC, _stopped())
        else:
            self._gate.open(_PANIC)
        if word.paused:
            self._gate.close(_PAUSE, self._paused(word.until))
        else:
            self._gate.open(_PAUSE)

    @property
    def is_stopped(self) -> bool:
        return self._word.stopped

    def pause(self, until: datetime | None) -> Awaitable[None]:
        """Until then, or until resume when None; ValueError when that is over already."""
        if until is not None and until <= self._clock.now():
            raise ValueError(Phrase("a pause must end in the future"))
        self._gate.close(_PAUSE, self._paused(until))
        return self._keep(replace(self._word, paused=True, until=until))

    def pause_for_game(self, game: str) -> tuple[Signal, Awaitable[None]]:
        """Until `end_of_game` with the signal. It need not last: a game that runs on is seen again."""
        signal = Signal(Source.PAUSE, Phrase("Paused by you until {game} ends", game=game), Grip.STOP)
        self._gate.close(_PAUSE, signal)
        return signal, self._keep(OwnersWord(self._word.stopped))

    def end_of_game(self, signal: Signal) -> None:
        self._gate.open(_PAUSE, only=signal)

    def stop(self) -> Awaitable[None]:
        self._gate.close(_PANIC, _stopped())
        return self._keep(replace(self._word, stopped=True))

    def resume(self) -> Awaitable[None]:
        self._gate.open(_PANIC)
        self._gate.open(_PAUSE)
        return self._keep(OwnersWord())

    def _paused(self, until: datetime | None) -> Signal:
        reason = (
            Phrase("Paused by you until {until}", until=_local(until, self._clock.now()))
            if until
            else Phrase("Paused by you until you resume")
        )
        return Signal(Source.PAUSE, reason, Grip.STOP, until)

    def _keep(self, word: OwnersWord) -> Awaitable[None]:
        self._word = word
        return self._last.say(word, lambda said: self._notices.say("owner's word", said))


def _stopped() -> Signal:
    return Signal(Source.PANIC, Phrase("Stopped by you; nothing runs until you resume"), Grip.RELEASE)


def _local(moment: datetime, now: datetime) -> str:
    """ "14:30", or with the day's name when it is not today."""
    there, here = moment.astimezone(), now.astimezone()
    return there.strftime("%H:%M") if there.date() == here.date() else weekday_words(there)
