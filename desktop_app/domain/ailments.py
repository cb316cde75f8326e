"""The words of an alert: a title, and a sentence with the figure and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.health import Kind
from desktop_app.domain.phrases import Phrase

# NVIDIA's list of Xid errors, the ones an owner meets. Others are told by their number.
XIDS: Mapping[int, str] = {
    13: Phrase("a program computed something that the card cannot do"),
    31: Phrase("a program used memory that is not its own"),
    43: Phrase("a program on the card stopped"),
    45: Phrase("a program on the card was ended"),
    48: Phrase("its memory has an error that cannot be corrected"),
    61: Phrase("its own processor had to be stopped"),
    62: Phrase("its own processor had to be stopped"),
    63: Phrase("a part of its memory was taken out of use"),
    64: Phrase("a part of its memory could not be taken out of use"),
    74: Phrase("the link to another card had an error"),
    79: Phrase("it fell off the bus"),
    94: Phrase("its memory has a contained error"),
    95: Phrase("its memory has an uncontained error"),
    119: Phrase("its own processor does not answer"),
}
HARMLESS = frozenset({13, 31, 43, 45})
"""Errors of programs, ours or the owner's, and not of the card."""

_TITLES: Mapping[Kind, str] = {
    Kind.GPU_FAILURE: Phrase("The card is gone"),
    Kind.HIGH_MEMORY: Phrase("The card's memory is nearly full"),
    Kind.JOB_FAILURE_RATE: Phrase("Many jobs fail"),
    Kind.TEMPERATURE: Phrase("The card is too hot"),
    Kind.CARD_ERROR: Phrase("The card reported an error"),
    Kind.DISK: Phrase("The disk is nearly full"),
    Kind.RUNTIME: Phrase("The model runtime does not start"),
}


def title(kind: Kind) -> str:
    return _TITLES[kind]


def xid(number: int) -> str:
    """ "Error 79: it fell off the bus." """
    return (
        Phrase("Error {number}: {xids}.", number=number, xids=XIDS[number])
        if number in XIDS
        else Phrase("Error {number} (see NVIDIA's list of errors).", number=number)
    )
