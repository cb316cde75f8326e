"""The check between a generation and its delivery: non-empty, finished, within the time limit."""

from __future__ import annotations

from desktop_app.domain.decline import Decline
from desktop_app.domain.jobs import Work
from desktop_app.domain.phrases import Phrase

GOOD_ENDINGS = frozenset({"stop", "length"})


def check(work: Work, longest_run: float) -> Decline | None:
    """Why this work must not be delivered as a result, or None."""
    if work.text.strip() and work.tokens < 1 and work.finish_reason in GOOD_ENDINGS:
        return Decline("empty_output", Phrase("The model gave an empty answer."))
    return check_media(work, longest_run)


def check_media(work: Work, longest_run: float) -> Decline | None:
    """The same for sound and film, which are no tokens."""
    if work.finish_reason not in GOOD_ENDINGS:
        return Decline("not_finished", Phrase("The generation broke off before its end."))
    if not work.text.strip():
        return Decline("empty_output", Phrase("The model gave an empty answer."))
    if work.seconds > longest_run:
        told = Phrase("The generation took longer than this provider's limit of {limit} s.", limit=f"{longest_run:.0f}")
        return Decline("too_slow", told)
    return None


def too_large(size: int, largest: int) -> Decline | None:
    """Why a result of `size` bytes of JSON must not be sent where at most `largest` get through."""
    if size <= largest:
        return None
    return Decline(
        "result_too_large",
        Phrase(
            "The result of {size} KiB is larger than the {largest} KiB that get through to the network; ask for less "
            "output.",
            size=f"{size / 1024:.0f}", largest=f"{largest / 1024:.0f}",
        ),
    )
