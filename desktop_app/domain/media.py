"""What may be fetched for a job, and what it is. A job's address and what lies there are a stranger's: everything is
refused that is not plainly sound or film from a public place."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from desktop_app.domain.phrases import Phrase

HEAD = 4096
"""Bytes of the beginning that tell the type."""
_LONGEST_URL = 2000
_PORTS = frozenset({80, 443})
_LEAST_FREE_PORT = 1024
_NOT_PUBLIC_V4 = tuple(
    IPv4Network(net)
    for net in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
    )
)  # fmt: skip
_PUBLIC_V6 = IPv6Network("2000::/3")
# Within the public range, but leading to an IPv4 address, or to nowhere.
_NOT_PUBLIC_V6 = tuple(IPv6Network(net) for net in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))


class MediaRefused(Exception):
    """The source is not taken; the text is meant for the customer and quotes nothing of theirs."""

    def __init__(self, told: Phrase) -> None:
        super().__init__(told)
        self.told = told


@dataclass(frozen=True, slots=True)
class Place:
    """An address that may be asked, once its host turns out to be public."""

    scheme: str
    host: str
    port: int
    target: str


def checked_place(url: object) -> Place:
    """http(s) without a password, at a usual port; MediaRefused else."""
    if not isinstance(url, str) or not url or len(url) > _LONGEST_URL:
        raise MediaRefused(Phrase("the source must be an address of at most 2000 characters"))
    if any(ord(c) <= 32 or ord(c) == 127 or c == "\\" for c in url):
        raise MediaRefused(Phrase("the source's address holds characters that no address has"))
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise MediaRefused(Phrase("the source is no address that can be read")) from None
    if parts.scheme not in ("http", "https"):
        raise MediaRefused(Phrase("the source must begin with http:// or https://"))
    if not host or parts.username is not None or parts.password is not None or "%" in host:
        raise MediaRefused(Phrase("the source's address has no plain host name"))
    port = port if port is not None else (443 if parts.scheme == "https" else 80)
    if port not in _PORTS and port < _LEAST_FREE_PORT:
        raise MediaRefused(Phrase("the source's port is not one for web pages"))
    try:
        plain = host if ":" in host else host.encode("idna").decode("ascii")
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        target.encode("ascii")
    except UnicodeError:
        raise MediaRefused(Phrase("the source's address holds characters that no address has")) from None
    return Place(parts.scheme, plain, port, target)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet's, and not of a network at home, in a company, of this
    machine, or one that leads there by another name."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    if isinstance(found, IPv4Address):
        return not any(found in net for net in _NOT_PUBLIC_V4)
    return found.scope_id is None and found in _PUBLIC_V6 and not any(found in net for net in _NOT_PUBLIC_V6)


def sniffed(head: bytes) -> str | None:
    """The kind of sound or film by its first bytes, None for anything else: lists of other addresses above all, which
    a player would follow."""
    kinds = (
        ("wav", head[:4] in (b"RIFF", b"RF64") and head[8:12] == b"WAVE"),
        ("avi", head[:4] == b"RIFF" and head[8:12] == b"AVI "),
        ("flac", head[:4] == b"fLaC"),
        ("ogg", head[:4] == b"OggS"),
        ("matroska", head[:4] == b"\x1aE\xdf\xa3"),
        ("mp4", head[4:8] == b"ftyp"),
        ("aiff", head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC")),
        ("mpegts", len(head) > 376 and head[0] == head[188] == head[376] == 0x47),
        ("aac", head[:2] in (b"\xff\xf1", b"\xff\xf9")),
        ("mp3", head[:3] == b"ID3" or (len(head) > 2 and head[0] == 0xFF and head[1] in (0xFB, 0xFA, 0xF3, 0xF2))),
    )
    return next((kind for kind, is_it in kinds if is_it), None)
