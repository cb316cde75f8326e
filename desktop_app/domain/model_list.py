"""The list of well-known models, which of them fit this machine, and which one to begin with.

An entry has a name that Ollama knows, a GGUF file for the built-in engine, or both; a file whose address was not
confirmed is left out rather than guessed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from desktop_app.domain.downloads import checked_sha256, name_from_url
from desktop_app.domain.networks import is_loopback
from desktop_app.domain.phrases import Number, Phrase
from desktop_app.domain.score import HEADROOM, fits, needed

GIB = 2**30
ROOM_FOR_MORE = 1 / 3
"""The share of the card's memory that the suggested model leaves for further jobs at the same time."""
MOST_ON_PROCESSOR = 2_200_000_000
"""Bytes of the largest model that is suggested for a processor, which reads all of them for every token."""
_FIELDS = {"name", "parameters", "licence", "ollama", "gguf"}
_GGUF_FIELDS = {"quantisation", "url", "bytes", "sha256"}


class Way(StrEnum):
    """How a runtime gets a model."""

    GGUF = "gguf"
    OLLAMA = "ollama"
    NONE = ""


WAYS = {"built-in": Way.GGUF, "ollama": Way.OLLAMA}
"""By the runtime's name; the others look after their models themselves."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A model of the list. `size` is of the file at `url` in bytes, `ollama_size` about what Ollama fetches; "" and 0
    where it cannot be had that way. `sha256` "" leaves it to what the file's host tells."""

    name: str
    parameters: str
    licence: str
    ollama: str = ""
    ollama_size: int = 0
    quantisation: str = ""
    url: str = ""
    size: int = 0
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Machine:
    """What a model would run on: `memory` in bytes (None = not told), the card's when `on_card`."""

    memory: int | None
    on_card: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A model of the list for this machine. `detail` is its quantisation, or its name at Ollama; `source` is what the
    library takes, `size` in bytes, about that where not `is_exact`. `why` says why it fits or does not, `suggested` why
    it is a good one to begin with ("" for others)."""

    name: str
    detail: str
    source: str
    size: int
    is_exact: bool
    licence: str
    fits: bool
    why: str
    is_here: bool = False
    suggested: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """The offers, the suggested one first and then by size; `says` where there is none or none fits."""

    offers: tuple[Offer, ...] = ()
    says: str = ""


def way_of(runtime: str) -> Way:
    """How this runtime gets a model, by its name."""
    return WAYS.get(runtime.lower(), Way.NONE)


def choice(
    listed: Iterable[Listed], runtime: str, machine: Machine, have: Collection[str], url: str = ""
) -> Choice:
    """What can be fetched for this runtime, which answers at `url` ("": the built-in engine, or one found by itself).
    `have` are the names of models that are there."""
    way = way_of(runtime)
    if url and not is_loopback(url):
        says = Phrase("{name} runs on another computer: add models there; they are offered here.", name=runtime)
        return Choice(says=says)
    if way is Way.NONE:
        says = Phrase("{name} looks after its models itself: add them there; they are offered here.", name=runtime)
        return Choice(says=says)
    offers = sorted((o for one in listed if (o := _offer(one, way, machine, have))), key=lambda o: (o.size, o.name))
    first = _suggested(offers, machine)
    if first is None:
        return Choice(tuple(offers), _too_small(offers, machine))
    reason = _reason(first, machine)
    rest = [offer for offer in offers if offer is not first]
    return Choice((replace(first, suggested=reason), *rest))


def parse(told: Any) -> tuple[Listed, ...]:
    """The list as the program's own file has it; ValueError when it is not as it should be (a bug of the release)."""
    if not isinstance(told, Mapping) or told.get("version") != 1 or not isinstance(told.get("models"), list):
        raise ValueError("an unknown version of the list of models")
    found = tuple(_listed(one) for one in told["models"])
    for column in zip(*((one.name, one.ollama, one.url) for one in found), strict=True):
        names = [name for name in column if name]
        if len(set(names)) < len(names):
            raise ValueError("a model stands twice in the list of models")
    return found


def licences(listed: Iterable[Listed]) -> dict[str, str]:
    """By the names under which a runtime offers these models: at Ollama, and of the file."""
    found = {one.ollama: one.licence for one in listed if one.ollama}
    return found | {name_from_url(one.url): one.licence for one in listed if one.url}


def _listed(told: Any) -> Listed:
    if not isinstance(told, Mapping) or set(told) - _FIELDS or not {"name", "parameters", "licence"} <= set(told):
        raise ValueError(f"a model is not described as it should be: {told!r}")
    name, ollama, gguf = told["name"], told.get("ollama") or {}, told.get("gguf") or {}
    if not (ollama or gguf) or set(ollama) - {"name", "about_bytes"} or set(gguf) - _GGUF_FIELDS:
        raise ValueError(f"how {name!r} can be had is not described as it should be")
    texts = [name, told["parameters"], told["licence"]]
    texts += [way.get(field) for way, field in ((ollama, "name"), (gguf, "quantisation")) if way]
    sizes = [way.get(field) for way, field in ((ollama, "about_bytes"), (gguf, "bytes")) if way]
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise ValueError(f"{name!r} has an empty text")
    if not all(type(size) is int and size > 0 for size in sizes):
        raise ValueError(f"{name!r} has no size")
    url = gguf.get("url", "")
    if gguf:
        name_from_url(url)
        if urlsplit(url).scheme != "https":
            raise ValueError(f"the address of {name!r} must begin with https://")
    return Listed(
        name, told["parameters"], told["licence"], ollama.get("name", ""), ollama.get("about_bytes", 0),
        gguf.get("quantisation", ""), url, gguf.get("bytes", 0), checked_sha256(gguf.get("sha256", "")),
    )  # fmt: skip


def _offer(one: Listed, way: Way, machine: Machine, have: Collection[str]) -> Offer | None:
    if way is Way.OLLAMA:
        source, size, here = one.ollama, one.ollama_size, one.ollama
    else:
        source, size, here = one.url, one.size, name_from_url(one.url) if one.url else ""
    if not source:
        return None
    good, is_file = fits(size, machine.memory), way is Way.GGUF
    detail = one.quantisation if is_file else one.ollama
    return Offer(one.name, detail, source, size, is_file, one.licence, good, _why(size, machine, good), here in have)


def _why(size: int, machine: Machine, good: bool) -> str:
    need = _gib(needed(size))
    if machine.memory is None:
        return Phrase("it needs about {need}; how much memory there is, is not told", need=need)
    has = _gib(machine.memory)
    if good:
        return Phrase("it needs about {need} of the {has}", need=need, has=has)
    if machine.on_card:
        return Phrase("it needs about {need}, this card has {has}", need=need, has=has)
    return Phrase("it needs about {need}, this computer has {has}", need=need, has=has)


def _suggested(offers: Iterable[Offer], machine: Machine) -> Offer | None:
    """The largest that leaves room for more jobs, else the smallest that fits."""
    fitting = [offer for offer in offers if offer.fits]
    if machine.on_card and machine.memory is not None:
        most = machine.memory * (1 - HEADROOM) * (1 - ROOM_FOR_MORE)
        easy = [offer for offer in fitting if needed(offer.size) <= most]
    else:
        easy = [offer for offer in fitting if offer.size <= MOST_ON_PROCESSOR]
    return easy[-1] if easy else next(iter(fitting), None)


def _reason(offer: Offer, machine: Machine) -> str:
    if not machine.on_card:
        return Phrase("Suggested: small enough to answer at a good pace on a processor.")
    if machine.memory is None:
        return Phrase("Suggested: small enough for most cards; this one does not tell its memory.")
    if needed(offer.size) <= machine.memory * (1 - HEADROOM) * (1 - ROOM_FOR_MORE):
        return Phrase("Suggested: the largest that leaves a third of the card for more jobs at the same time.")
    return Phrase("Suggested: the smallest of the list; one job at a time fits beside it.")


def _too_small(offers: Iterable[Offer], machine: Machine) -> str:
    smallest = next(iter(offers), None)
    if smallest is None or machine.memory is None:
        return Phrase("There is no model in the list for this.")
    need, has = _gib(needed(smallest.size)), _gib(machine.memory)
    if machine.on_card:
        return Phrase(
            "None of these fits: the smallest needs about {need} and this card has {has}. A smaller one can be added "
            "by its address.", need=need, has=has,
        )  # fmt: skip
    return Phrase(
        "None of these fits: the smallest needs about {need} and this computer has {has}. A smaller one can be "
        "added by its address.", need=need, has=has,
    )  # fmt: skip


def _gib(size: float) -> str:
    return Phrase("{number} GiB", number=Number(f"{size / GIB:.1f}"))
