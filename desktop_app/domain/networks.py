"""Networks side by side: each with its own addresses, provider id, payout address and unit of money.

A network is known by its name, which is also the name of its books: two names never share a sum."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from desktop_app.domain.phrases import Phrase

PRACTICE: Final = "practice"
"""The name of the embedded practice network, which needs no profile."""
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,63}")
_ADDRESS = re.compile(r"0x[0-9a-fA-F]{40}|(ait1|aitbc1)[0-9a-z]{6,90}")
_UNIT = re.compile(r"[A-Za-z0-9]{1,12}")
_ADJECTIVES: Final = (
    "amber bold brave brisk calm clear clever cool cosy daring deep eager early easy fair fast fine fond fresh "
    "gentle glad golden grand green happy hardy honest keen kind light lively lucky mellow merry mild modest neat "
    "noble open patient plain proud quick quiet ready rustic sharp silent silver smart snowy steady still sturdy "
    "sunny swift tidy true vivid warm wise young"
)
_NOUNS: Final = (
    "anchor aspen badger beacon birch brook canyon cedar cliff comet coral crane delta dune eagle ember falcon fern "
    "finch fjord forge fox garden glade harbor hazel heron island juniper kettle lagoon lantern larch lynx maple "
    "marten meadow mill moss oak orchard otter owl pebble pine plover quarry raven reef ridge river robin rowan "
    "sparrow spruce stone summit thicket tulip valley walnut willow wren"
)


@dataclass(frozen=True, slots=True)
class NetworkProfile:
    """One network of the owner's. Addresses may have a path prefix; "" means not set. `unit` names its money.

    `id_is_final`: the provider id was made up at first and may be edited once."""

    name: str
    url: str
    provider_id: str
    rpc_url: str = ""
    market_url: str = ""
    payout_address: str = ""
    unit: str = "AITBC"
    id_is_final: bool = False


def readable_id(choice: Callable[[Sequence[str]], str]) -> str:
    """A provider id that people can tell each other: adjective-noun and four hexadecimal digits."""
    digits = "".join(choice("0123456789abcdef") for _ in range(4))
    return f"{choice(_ADJECTIVES.split())}-{choice(_NOUNS.split())}-{digits}"


def usual_name(url: str) -> str:
    """What a network is called when nobody named it: its host and path."""
    parts = urlsplit(url)
    return parts.netloc + parts.path.rstrip("/")


def is_loopback(url: str) -> bool:
    """Whether the address is this machine itself, by name or number."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_url(text: object) -> bool:
    """An address that a client could be given at all."""
    if not isinstance(text, str) or len(text) > 200 or not text.isprintable() or " " in text:
        return False
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return usable and not parts.query and not parts.fragment and not parts.username


def check_url(url: str, what: str) -> None:
    """ValueError unless the address may be used: https everywhere but on this machine, where nobody listens in."""
    if not is_url(url):
        raise ValueError(
            Phrase("{what} must be an address that begins with https://, not {url}", what=what, url=f"{url[:60]!r}")
        )
    if urlsplit(url).scheme != "https" and not is_loopback(url):
        raise ValueError(
            Phrase(
                "{what} must begin with https://: without it the key and every prompt could be read on the way "
                "(http:// is for this machine itself only)",
                what=what,
            )
        )


def check_profile(profile: NetworkProfile) -> None:
    """ValueError with one sentence when a network cannot be used like this."""
    check_name(profile.name)
    check_url(profile.url, Phrase("the coordinator's address"))
    for url, what in (
        (profile.rpc_url, Phrase("the chain's address")),
        (profile.market_url, Phrase("the marketplace's address")),
    ):
        if url:
            check_url(url, what)
    if profile.payout_address and not is_address(profile.payout_address):
        raise ValueError(
            Phrase("the payout address must be 0x and 40 hexadecimal digits, or begin with ait1 or aitbc1")
        )
    if not _UNIT.fullmatch(profile.unit):
        raise ValueError(Phrase("the unit must be up to 12 letters and digits"))


def check_name(name: str) -> None:
    if not 1 <= len(name) <= 120 or not name.isprintable() or name != name.strip():
        raise ValueError(Phrase("a network's name must have 1 to 120 printable characters"))
    if name == PRACTICE:
        raise ValueError(Phrase("the name {practice} belongs to the embedded practice network", practice=PRACTICE))


def check_id(provider_id: str) -> None:
    if not _ID.fullmatch(provider_id):
        raise ValueError(Phrase("a provider id must have 3 to 64 letters, digits, dots, hyphens and underscores"))


def is_address(text: str) -> bool:
    """A payout address in one of the chain's two forms."""
    return bool(_ADDRESS.fullmatch(text))
