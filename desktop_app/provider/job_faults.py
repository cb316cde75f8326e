"""What becomes of a job whose runtime had a fault: how long it waits for the next try, or why it goes back.

A server that is away is waited for as long as the job's time allows: asking again costs next to nothing, and the text
so far is kept. A generation that fails, or a process of ours that does not come up, is tried a few times only."""

from __future__ import annotations

from desktop_app.domain.decline import Decline
from desktop_app.domain.errors import (
    ContextTooLong,
    ModelMissing,
    NoScratch,
    RuntimeFault,
    RuntimeUnreachable,
    WillNotStart,
    in_words,
)
from desktop_app.domain.media import MediaRefused
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.waiting import Backoff

DOES_NOT_ANSWER = Decline("runtime_failed", Phrase("The provider's model runtime does not answer."))


def is_away(fault: RuntimeFault) -> bool:
    """Whether it may be back any moment, and asking costs nothing."""
    return isinstance(fault, RuntimeUnreachable) and not isinstance(fault, WillNotStart)


class Waits:
    """Seconds until the next try, of one job. `is_told` is for whoever says that the runtime is away, once."""

    def __init__(self) -> None:
        self._away, self._broken = Backoff(0.5, 10.0), Backoff(1.0, 5.0)
        self.is_told = False

    def after(self, fault: RuntimeFault) -> float:
        if is_away(fault):
            return self._away.next()
        self.is_told = False  # it was there again
        return self._broken.next()


def given_up(fault: RuntimeFault) -> Decline:
    """The last try failed."""
    if isinstance(fault, RuntimeUnreachable):
        return DOES_NOT_ANSWER
    return Decline("runtime_failed", Phrase("The provider's model runtime failed."))


def cannot(no: MediaRefused | NoScratch | ModelMissing | ContextTooLong) -> Decline:
    """What no second try would mend."""
    if isinstance(no, NoScratch):
        text = Phrase("The provider cannot keep the file while it works on it: {why}.", why=no.explanation)
        return Decline("no_room", text)
    if isinstance(no, MediaRefused):
        return Decline("media_refused", Phrase("The sound or film was not worked on: {why}.", why=in_words(no)))
    if isinstance(no, ModelMissing):
        return Decline("unknown_model", Phrase("The model is no longer installed here."))
    return Decline("context_too_long", Phrase("The prompt is too long for this model: {why}.", why=no.explanation))
