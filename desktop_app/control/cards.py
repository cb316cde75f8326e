"""`gpus`: the cards that the driver knows, which one is offered, and choosing another one."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.control import render
from desktop_app.control.client import Failed
from desktop_app.control.shapes import Json
from desktop_app.domain.state import GpuView

FIRST, NONE = "first", "none"


def shape(cards: Sequence[GpuView], chosen: str, why_none: str) -> Json:
    """JSON for machines. `chosen` is the setting: a UUID, "" for the first card, "none" for the processor."""
    listed = [
        {
            "number": number, "uuid": card.uuid, "name": card.name, "memory_bytes": card.memory_bytes,
            "driver": card.driver, "cuda": card.cuda or None, "compute_capability": card.capability or None,
            "architecture": card.architecture or None, "pci_id": card.pci_id or None,
            "power_limit_w": card.power_limit, "is_laptop": card.is_laptop,
            "is_offered": card.uuid == chosen or (not chosen and number == 0),
        }
        for number, card in enumerate(cards)
    ]  # fmt: skip
    return {"gpus": listed, "chosen": chosen or FIRST, "note": None if cards else why_none}


def text(found: Json) -> str:
    """What a person reads."""
    if not found["gpus"]:
        return render.plain(f"No card: {found['note']}")
    rows = [("", "card", "memory", "CUDA", "driver", "UUID")]
    for card in found["gpus"]:
        memory = "-" if card["memory_bytes"] is None else f"{card['memory_bytes'] / 2**30:.1f} GiB"
        mark = f"{'*' if card['is_offered'] else ' '} {card['number']}"
        rows.append((mark, card["name"], memory, card["cuda"] or "-", card["driver"] or "-", card["uuid"]))
    last = "* is offered. Another one: aitbc-provider gpus --use NUMBER (or first, none)"
    return f"{render.table(rows, right={2})}\n{last}"


def uuid_of(word: str, cards: Sequence[GpuView]) -> str:
    """The setting for what the owner named: a number of the list, a UUID, first or none. Failed names what may be."""
    if word == FIRST:
        return ""
    if word == NONE:
        return NONE
    known = {str(number): card.uuid for number, card in enumerate(cards)} | {card.uuid: card.uuid for card in cards}
    if not known.get(word):
        raise Failed(f"{word!r} is none of the cards; choose {', '.join([*known, FIRST, NONE])}.")
    return known[word]
