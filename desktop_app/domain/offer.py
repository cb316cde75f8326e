"""What is published about this machine, and what the owner should know about it. The truth, or nothing.

`memory_mb` is what the driver reports. Where that is a little below a round figure (an RTX 4070 reports 12282 MiB),
jobs that ask for the round figure do not come (protocol page, section 5.2: the coordinator compares with GiB x 1024).
Rounding up would be the network's business; a provider that publishes more than its driver reports is lying about
memory that a job might need. So the figure stays, and a note says what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop_app.domain.phrases import Phrase
from desktop_app.domain.state import GpuView

_MIB = 2**20
_CLOSE = 512
"""MiB. A card this close below a round figure is sold under that figure."""


def machine(card: GpuView, *, on_card: bool) -> dict[str, Any]:
    """The part of register's capabilities that is about hardware. `on_card`: jobs are computed on the card; else
    it is processor time, and no card is published."""
    if not card.name or not on_card:
        return {"platform": "CPU", "gpus": []}
    gpu: dict[str, Any] = {"name": card.name, "memory_mb": _mib(card)}
    gpu |= {k: v for k, v in (("architecture", card.architecture), ("compute_capability", card.capability)) if v}
    found: dict[str, Any] = {"platform": "CUDA", "gpus": [gpu]}
    return found | ({"cuda": card.cuda} if card.cuda else {})


def notes(card: GpuView, *, on_card: bool, runs: bool) -> Sequence[str]:
    """Sentences for the owner. `runs`: jobs are taken at all."""
    if card.name and not on_card and runs:
        told = Phrase(
            "The model runtime computes on the processor, so processor time is offered and not the {card}.",
            card=card.name,
        )
        return (told,)
    short = _short_by(card) if card.name else 0
    if not short:
        return ()
    mib = _mib(card) or 0
    whole = (mib + short) // 1024
    told = Phrase(
        "The driver reports {mib} MiB, {short} less than {whole} GiB: jobs that ask for {whole} GiB do not come.",
        mib=mib, short=short, whole=whole,
    )  # fmt: skip
    return (told,)


def parse_models(names: Any) -> tuple[str, ...]:
    """The models to offer, of those installed; empty means all. ValueError names the field and what is allowed."""
    if not isinstance(names, list | tuple) or not all(isinstance(n, str) and 0 < len(n) <= 200 for n in names):
        raise ValueError("names must be a list of model names")
    return tuple(names)


def _mib(card: GpuView) -> int | None:
    return None if card.memory_bytes is None else card.memory_bytes // _MIB


def _short_by(card: GpuView) -> int:
    """MiB that are missing to the next even number of GiB, 0 when it is not close."""
    mib = _mib(card)
    if not mib:
        return 0
    short = -mib % 2048
    return short if 0 < short < min(_CLOSE, mib * 0.02) else 0
