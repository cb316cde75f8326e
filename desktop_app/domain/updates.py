"""What an update is, and when one may be taken. Pure rules; nothing here believes a word that was not signed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from desktop_app.domain.errors import WorldError
from desktop_app.domain.networks import is_loopback
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.times import parse_time

FORMAT = 1
LARGEST_PACKAGE = 1024 * 1024 * 1024
MOST_NOTES, LONGEST_NOTE = 20, 300
_VERSION = re.compile(r"(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})")
_DIGEST = re.compile(r"[0-9a-f]{64}")

Number = tuple[int, int, int]


class UpdateRefused(WorldError):
    title = Phrase("The update was refused")
    next_step = Phrase("Nothing was changed. The program goes on with the version that is installed")


class UpdateFailed(WorldError):
    title = Phrase("The update could not be installed")
    next_step = Phrase(
        "Nothing was changed. The program goes on with the version that is installed and tries again tomorrow"
    )


@dataclass(frozen=True, slots=True)
class Package:
    """A file to install from. `size` in bytes, `sha256` in hexadecimal."""

    url: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The newest version: what is new in it, and its packages by kind ("linux-archive", "linux-deb",
    "windows-setup")."""

    version: str
    published: datetime
    notes: tuple[str, ...]
    packages: Mapping[str, Package]


def number(version: str) -> Number:
    """The three numbers of a version, to be compared; UpdateRefused for anything else."""
    match = _VERSION.fullmatch(version)
    if match is None:
        raise UpdateRefused(Phrase("{version} is no version", version=f"{version[:40]!r}"))
    return int(match[1]), int(match[2]), int(match[3])


def read_manifest(text: bytes) -> Manifest:
    """The manifest in this text, whose signature was found good before; UpdateRefused names what is wrong with it."""
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        raise UpdateRefused(Phrase("the manifest cannot be read")) from None
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise UpdateRefused(Phrase("the manifest is of a kind that this version does not know"))
    version, notes, packages = raw.get("version"), raw.get("notes"), raw.get("packages")
    if not isinstance(version, str) or not isinstance(notes, list) or not isinstance(packages, dict):
        raise UpdateRefused(Phrase("the manifest lacks its version, its notes or its packages"))
    number(version)
    try:
        published = parse_time(raw["published"])
    except (KeyError, TypeError, ValueError, AttributeError):
        raise UpdateRefused(Phrase("the manifest does not say when it was published")) from None
    found = {str(kind): _package(package) for kind, package in packages.items()}
    return Manifest(version, published, tuple(_note(note) for note in notes[:MOST_NOTES]), found)


def newer(manifest: Manifest, current: str, highest: str) -> bool:
    """Whether this is a version to take. `highest` is the highest one ever offered here, "" for none: an older
    manifest than that is refused, because somebody may be keeping newer ones away."""
    offered = number(manifest.version)
    if highest and offered < number(highest):
        raise UpdateRefused(
            Phrase(
                "version {version} is offered, although {highest} was before", version=manifest.version, highest=highest
            )
        )
    return offered > number(current)


def why_not_now(running: int, queued: int, spans: Iterable[tuple[datetime, datetime]], now: datetime) -> str:
    """Why an update has to wait, in words, or "" when it need not. `spans` are reserved times, from and until."""
    if running:
        return Phrase("a job is running")
    if queued:
        return Phrase("a job is waiting")
    if any(starts <= now < ends for starts, ends in spans):
        return Phrase("the card is reserved for a customer")
    return ""


def _package(raw: Any) -> Package:
    if not isinstance(raw, dict):
        raise UpdateRefused(Phrase("a package in the manifest cannot be read"))
    url, size, digest = raw.get("url"), raw.get("size"), raw.get("sha256")
    if not isinstance(url, str) or not is_safe(url):
        raise UpdateRefused(Phrase("a package's address is not one that begins with https://"))
    if isinstance(size, bool) or not isinstance(size, int) or not 0 < size <= LARGEST_PACKAGE:
        raise UpdateRefused(Phrase("a package's size is missing or too large"))
    if not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
        raise UpdateRefused(Phrase("a package's SHA-256 is missing"))
    return Package(url, size, digest)


def is_safe(url: str) -> bool:
    """Whether a file may be fetched from there: over TLS, or from this machine."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(url)))


def _note(raw: Any) -> str:
    if not isinstance(raw, str):
        raise UpdateRefused(Phrase("the manifest's notes are not text"))
    return "".join(letter if letter.isprintable() else " " for letter in raw)[:LONGEST_NOTE]
