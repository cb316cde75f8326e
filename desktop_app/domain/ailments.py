"""The words of an alert: a title, and a sentence with the figure and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.health import Kind

# NVIDIA's list of Xid errors, the ones an owner meets. Others are told by their number.
XIDS: Mapping[int, str] = {
    13: "a program computed something that the card cannot do",
    31: "a program used memory that is not its own",
    43: "a program on the card stopped",
    45: "a program on the card was ended",
    48: "its memory has an error that cannot be corrected",
    61: "its own processor had to be stopped",
    62: "its own processor had to be stopped",
    63: "a part of its memory was taken out of use",
    64: "a part of its memory could not be taken out of use",
    74: "the link to another card had an error",
    79: "it fell off the bus",
    94: "its memory has a contained error",
    95: "its memory has an uncontained error",
    119: "its own processor does not answer",
}
HARMLESS = frozenset({13, 31, 43, 45})
"""Errors of programs, ours or the owner's, and not of the card."""

_TITLES: Mapping[Kind, str] = {
    Kind.GPU_FAILURE: "The card is gone",
    Kind.HIGH_MEMORY: "The card's memory is nearly full",
    Kind.JOB_FAILURE_RATE: "Many jobs fail",
    Kind.TEMPERATURE: "The card is too hot",
    Kind.CARD_ERROR: "The card reported an error",
    Kind.DISK: "The disk is nearly full",
    Kind.RUNTIME: "The model runtime does not start",
}


def title(kind: Kind) -> str:
    return _TITLES[kind]


def xid(number: int) -> str:
    """ "Error 79: it fell off the bus." """
    return f"Error {number}: {XIDS[number]}." if number in XIDS else f"Error {number} (see NVIDIA's list of errors)."
