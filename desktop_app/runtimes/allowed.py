"""What the processes that work for customers may do on this computer, in words for its owner: what shuts them in, and,
where nothing does, that nothing does."""

from __future__ import annotations

import sys

from desktop_app.domain.phrases import Phrase, together
from desktop_app.runtimes.confinement import SHUT_IN

_MODEL = {
    SHUT_IN: Phrase("It can read nothing of yours but the model, and connect to nowhere."),
    1: Phrase("It can read nothing of yours but the model."),
}
_FILE = {
    SHUT_IN: Phrase(
        "It can read nothing of yours but the customer's file, which is removed afterwards, and connect to nowhere."
    ),
    1: Phrase("It can read nothing of yours but the customer's file, which is removed afterwards."),
}
_OPEN = Phrase("Nothing shuts it in: it could read your files and use your network.")
_CARD = Phrase("An engine on a graphics card cannot be shut in, its driver needs too much.")
_NO_PORTS = Phrase("It could use your network: this system cannot keep it from that (Linux 6.7 and newer can).")
_NO_LANDLOCK = Phrase("This Linux cannot do it (5.13 and newer can, with Landlock switched on).")
_NO_LINUX = Phrase("This program can do it on Linux only.")


def engine(level: int, *, on_card: bool) -> str:
    """By what confinement.confine achieved for an engine."""
    return together(_MODEL.get(level, _OPEN), _CARD if on_card and not level else _lacking(level))


def engine_here(level: int | None, *, on_card: bool) -> str:
    """The same for the guest book; `level` None while the engine has not run yet."""
    runs = Phrase("The model runs in a process of its own, which gets the text of a job and no keys.")
    if level is None:
        return together(runs, Phrase("How far it is shut in is told when it has run."))
    return together(runs, engine(level, on_card=on_card))


def media(what: str, level: int) -> str:
    """What works on sound or film; `what` is its name at the beginning of a sentence."""
    runs = Phrase(
        "{what} runs in a process of its own; this program fetches the file, from public places only.", what=what
    )
    return together(runs, _FILE.get(level, _OPEN), _lacking(level))


def _lacking(level: int) -> str:
    if level == SHUT_IN:
        return ""
    if level == 1:
        return _NO_PORTS
    return _NO_LANDLOCK if sys.platform == "linux" else _NO_LINUX
