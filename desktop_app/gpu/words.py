"""What the driver's faults mean: a sentence, and what the owner can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.domain.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Why:
    """Why there is no card to ask."""

    sentence: str
    next_step: str = ""


_RESTART = Phrase("Restart the computer")

NO_DRIVER = Why(Phrase("This computer has an NVIDIA card, but no NVIDIA driver."),
                Phrase("Install the NVIDIA driver and restart"))
NO_NVIDIA = Why(Phrase("This computer has no NVIDIA card."), Phrase("The processor can be offered instead"))
MISMATCH = Why(Phrase("The NVIDIA driver was updated while it was running."), _RESTART)
NOT_LOADED = Why(Phrase("The NVIDIA driver is installed, but not running."),
                 Phrase("{restart}, or install the driver again", restart=_RESTART))
NO_CARD = Why(Phrase("The NVIDIA driver finds no card."),
              Phrase("Check that the card sits firmly and has power, then: {restart}", restart=_RESTART))
LOST = Why(Phrase("The card stopped answering."),
           Phrase("It may be loose, overheated or without power. {restart}", restart=_RESTART))
RESET = Why(Phrase("The card hung and must be reset."), _RESTART)
NO_RIGHT = Why(Phrase("This user may not read the card: the driver refuses."),
               Phrase("Ask the computer's administrator"))
BROKEN_LIBRARY = Why(Phrase("The NVIDIA driver's library is damaged."), Phrase("Install the NVIDIA driver again"))
NOT_CHOSEN = Why(Phrase("The card that was chosen is not in this computer."),
                 Phrase("Choose another one: aitbc-provider gpus"))
UNUSED = Why(Phrase("The card is not used, as you chose."), Phrase("Choose one with: aitbc-provider gpus --use NUMBER"))

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
    return known or Why(Phrase("The NVIDIA driver reports a fault: {error}.", error=error),
                        Phrase("{restart}, or install the driver again", restart=_RESTART))


def without_library(vendors: tuple[str, ...]) -> Why:
    """No library of NVIDIA's: because of the cards that are there (`vendors`, see hardware.py), or their absence."""
    if "NVIDIA" in vendors:
        return NO_DRIVER
    if vendors:
        sentence = Phrase("The graphics here are by {vendors}; only NVIDIA cards can be offered so far.",
                          vendors=" and ".join(vendors))
        return Why(sentence, NO_NVIDIA.next_step)
    return NO_NVIDIA
