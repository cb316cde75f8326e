"""What the driver's faults mean: a sentence, and what the owner can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Why:
    """Why there is no card to ask."""

    sentence: str
    next_step: str = ""


_RESTART = "Restart the computer"

NO_DRIVER = Why("This computer has an NVIDIA card, but no NVIDIA driver.", "Install the NVIDIA driver and restart")
NO_NVIDIA = Why("This computer has no NVIDIA card.", "The processor can be offered instead")
MISMATCH = Why("The NVIDIA driver was updated while it was running.", _RESTART)
NOT_LOADED = Why("The NVIDIA driver is installed, but not running.", f"{_RESTART}, or install the driver again")
NO_CARD = Why("The NVIDIA driver finds no card.", f"Check that the card sits firmly and has power, then: {_RESTART}")
LOST = Why("The card stopped answering.", f"It may be loose, overheated or without power. {_RESTART}")
RESET = Why("The card hung and must be reset.", _RESTART)
NO_RIGHT = Why("This user may not read the card: the driver refuses.", "Ask the computer's administrator")
BROKEN_LIBRARY = Why("The NVIDIA driver's library is damaged.", "Install the NVIDIA driver again")
NOT_CHOSEN = Why("The card that was chosen is not in this computer.", "Choose another one: aitbc-provider gpus")
UNUSED = Why("The card is not used, as you chose.", "Choose one with: aitbc-provider gpus --use NUMBER")

# NVML's error codes (nvmlReturn_t).
_KNOWN: Mapping[int, Why] = {
    4: NO_RIGHT,
    6: NO_CARD,
    9: NOT_LOADED,
    12: NO_DRIVER,
    13: BROKEN_LIBRARY,
    15: LOST,
    16: RESET,
    18: MISMATCH,
}


def why(error: Exception) -> Why:
    """The sentence for an NVMLError."""
    code = getattr(error, "value", None)
    known = _KNOWN.get(code) if isinstance(code, int) else None
    return known or Why(f"The NVIDIA driver reports a fault: {error}.", f"{_RESTART}, or install the driver again")


def without_library(vendors: tuple[str, ...]) -> Why:
    """No library of NVIDIA's: because of the cards that are there (`vendors`, see hardware.py), or their absence."""
    if "NVIDIA" in vendors:
        return NO_DRIVER
    if vendors:
        sentence = f"The graphics here are by {' and '.join(vendors)}; only NVIDIA cards can be offered so far."
        return Why(sentence, NO_NVIDIA.next_step)
    return NO_NVIDIA
