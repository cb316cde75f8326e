"""Rules of the model library: when may be fetched, how fast, what makes room for what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from urllib.parse import unquote, urlsplit

from desktop_app.domain.errors import WorldError
from desktop_app.domain.phrases import Phrase, together

RESERVE = 2 * 2**30
"""Bytes of the disk that a download leaves free, for the history and everybody else."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,120}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class DownloadFailed(WorldError):
    title = Phrase("The model could not be downloaded")


class SourceChanged(DownloadFailed):
    next_step = Phrase("Add it again to download the new file")


class WrongContent(DownloadFailed):
    next_step = Phrase("Check the address, then add it again")


class Stopped(DownloadFailed):
    """By the owner, who also says when it goes on."""

    title = Phrase("The download is stopped")
    next_step = Phrase("What came is kept; fetching the same again goes on from there")


class NoRoom(DownloadFailed):
    title = Phrase("There is not enough room for this model")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A model that was fetched or taken in; `note` is a sentence that the owner should know, or ""."""

    name: str
    note: str = ""

    @property
    def sentence(self) -> str:
        return together(Phrase("{name} is here.", name=self.name), self.note)


UNTOLD = Phrase("Its host told no SHA-256 to compare it with; the file is whole by its own table.")


@dataclass(frozen=True, slots=True)
class Night:
    """Hours of the day, in local time, in which may be fetched; over midnight when `begin` is after `end`."""

    begin: time
    end: time

    def wait(self, local: datetime) -> float:
        """Seconds until it is night; 0 in the night. Hours that begin when they end are always."""
        now = local.time()
        if self.begin == self.end:
            return 0.0
        inside = self.begin <= now < self.end if self.begin < self.end else now >= self.begin or now < self.end
        if inside:
            return 0.0
        begins = local.replace(hour=self.begin.hour, minute=self.begin.minute, second=0, microsecond=0)
        if begins <= local:
            begins += timedelta(days=1)
        return (begins.astimezone(UTC) - local.astimezone(UTC)).total_seconds()


def parse_night(text: str) -> Night | None:
    """ "23:00-07:00", or None for "" (at any time); ValueError says what is allowed."""
    if not text:
        return None
    try:
        begin, _, end = text.partition("-")
        return Night(time.fromisoformat(begin.strip()), time.fromisoformat(end.strip()))
    except ValueError:
        raise ValueError(Phrase('the hours for downloads must be as "23:00-07:00"')) from None


class Pace:
    """Keeps a flow to a rate. Neither a pause of the source nor a new limit is made up for by a burst afterwards."""

    BURST = 0.1
    """Seconds of the flow that may come at once: rests end a little late, and that is made up for."""

    def __init__(self) -> None:
        self._due = 0.0

    def rest(self, size: int, now: float, limit: int | None) -> float:
        """Seconds to rest after `size` more bytes, at most `limit` bytes a second (None: as fast as can be). `now` is
        of a clock that only goes forward, in seconds."""
        self._due = max(self._due if limit else now, now - self.BURST) + (size / limit if limit else 0.0)
        return max(0.0, self._due - now)


@dataclass(frozen=True, slots=True)
class Kept:
    """A model of the library. `earned` in the network's unit over the last `days` days; `held` when it is in use,
    reserved or otherwise not to go."""

    name: str
    size: int
    earned: Decimal = Decimal(0)
    days: float = 1.0
    held: bool = False

    @property
    def worth(self) -> Decimal:
        """Earned per GB and day."""
        return (
            self.earned / max(Decimal("0.001"), Decimal(self.size) / 10**9) / max(Decimal("0.01"), Decimal(self.days))
        )


def victims(kept: Iterable[Kept], needed: int) -> tuple[Kept, ...] | None:
    """The models that earn least per GB and day and together have at least `needed` bytes, the least worth first;
    None when even all that may go are not enough. Nothing goes that need not."""
    if needed <= 0:
        return ()
    chosen: list[Kept] = []
    for one in sorted((k for k in kept if not k.held), key=lambda k: (k.worth, -k.size, k.name)):
        chosen.append(one)
        if sum(k.size for k in chosen) >= needed:
            break
    else:
        return None
    for one in list(reversed(chosen)):  # the last one may have made an earlier one needless
        if sum(k.size for k in chosen) - one.size >= needed:
            chosen.remove(one)
    return tuple(chosen)


def is_own_file(source: str) -> bool:
    """Whether this names a GGUF file of this machine's, which is taken in and not fetched."""
    return source.lower().endswith(".gguf") and not source.startswith(("http://", "https://"))


def name_from_url(url: str) -> str:
    """The model's name from the address of its file; ValueError when it is no address of a GGUF file."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(Phrase("the address must begin with http:// or https://"))
    return checked_name(unquote(parts.path).rstrip("/").rpartition("/")[2])


def checked_name(file_name: str) -> str:
    """A file's name without its ending, safe as a name in a folder; ValueError else."""
    stem, dot, ending = file_name.rpartition(".")
    if not dot or ending.lower() != "gguf":
        raise ValueError(Phrase("the file must be a GGUF file, its name must end with .gguf"))
    if not _NAME.fullmatch(stem):
        raise ValueError(
            Phrase("the name of the file must be of letters, digits and . _ + - and begin with a letter or digit")
        )
    return stem


def checked_sha256(text: str) -> str:
    """A SHA-256 in lower case, "" for none; ValueError else."""
    lowered = text.strip().lower().removeprefix("sha256:")
    if lowered and not _SHA256.fullmatch(lowered):
        raise ValueError(Phrase("a SHA-256 has 64 digits of 0-9 and a-f"))
    return lowered
