"""One file from an address to the disk, whatever the network does in between.

A connection that breaks, stalls or ends early is followed by another one from the byte where the data ends. What
comes then must be of the same file: the server is told its ETag or date (`If-Range`), the size must be the same, and
where no checksum is known the bytes at each seam are asked for once more at the end. A source that changed is a
failure that says so. A server that cannot send a part is asked for the whole, of which what is here is compared and
not written again."""

from __future__ import annotations

import asyncio
import errno
import shutil
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path

from desktop_app.domain.downloads import RESERVE, DownloadFailed, NoRoom, Pace, SourceChanged, WrongContent
from desktop_app.domain.errors import NetworkError, Unreachable
from desktop_app.domain.phrases import Phrase
from desktop_app.net.fetch import Fetcher, Stream
from desktop_app.provider.ports import Clock
from desktop_app.runtimes.library import checks
from desktop_app.runtimes.library.part import Part, Record
from desktop_app.runtimes.library.rules import NotNow, Progress, Rules, until_allowed

KEEP_EVERY = 64 * 2**20
_SEAM = 4096
_MOST_SEAMS_CHECKED = 32
_TRIES = 8
_TRIES_AT_FIRST = 2  # the address may be wrong: somebody waits for the word
_LONGEST_PAUSE = 60.0
_BUSY = (408, 425, 429, 500, 502, 503, 504)


class Download:
    """`part` is filled from `record.url`; `inspect` says why a whole file is not a good one, or "".
    Cancelling leaves what is there, for the next time."""

    def __init__(
        self,
        fetcher: Fetcher,
        part: Part,
        record: Record,
        clock: Clock,
        rules: Rules,
        progress: Progress,
        inspect: Callable[[Path], str] = checks.why_broken,
    ) -> None:
        self._fetcher, self._part, self._record, self._clock = fetcher, part, record, clock
        self._rules, self._progress = rules, progress
        self._unkept, self._inspect, self._pace = 0, inspect, Pace()

    async def run(self) -> None:
        """Returns when all bytes are there and checked. DownloadFailed and its kinds say why they are not."""
        try:
            await self._fetch_all()
            await self._check()
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise NoRoom(
                    Phrase("the disk is full"), next_step=Phrase("Make room; it goes on from where it is")
                ) from error
            raise DownloadFailed(
                Phrase("the disk does not take the file ({strerror})", strerror=error.strerror or error)
            ) from error
        finally:
            self._part.close()

    async def _fetch_all(self) -> None:
        failures, pause = 0, self._rules.first_pause
        while not self._is_whole:
            await until_allowed(self._rules, self._clock)
            before = self._part.length
            try:
                await self._connection()
                if self._part.length <= before:
                    raise NetworkError(Phrase("the server sent nothing"))
            except NotNow:
                continue
            except NetworkError as error:
                if self._part.length > before:
                    failures, pause = 0, self._rules.first_pause
                failures += 1
                nothing_yet = isinstance(error, Unreachable) and not self._part.length
                if failures >= (_TRIES_AT_FIRST if nothing_yet else _TRIES):
                    raise DownloadFailed(
                        Phrase(
                            "the source gave up {failures} times in a row: {explanation}",
                            failures=failures,
                            explanation=error.explanation,
                        ),
                        next_step=Phrase("Check the address and the connection, then add it again")
                        if nothing_yet
                        else Phrase("It goes on from where it is when you add it again"),
                    ) from error
                await self._clock.sleep(pause)
                pause = min(_LONGEST_PAUSE, pause * 2)
            finally:
                self._keep()

    @property
    def _is_whole(self) -> bool:
        total, length = self._record.total, self._part.length
        if total and length > total:
            raise self._too_much()
        return bool(total) and length == total

    async def _connection(self) -> None:
        begin = self._part.length
        async with self._fetcher.get(self._record.url, self._headers(begin)) as answer:
            if answer.status in _BUSY:
                raise NetworkError(
                    Phrase("the server is busy (status {status})", status=answer.status), status=answer.status
                )
            if answer.status == 416:  # it has fewer bytes now than are here
                raise self._changed()
            if answer.status not in (200, 206):
                raise _no(answer.status)
            self._same_file(answer)
            offset = self._offset(answer, begin)
            await self._make_room()
            if offset == begin and begin:
                self._record.seams.append(begin)
            self._part.open()
            self._keep()  # from now on others see that it is under way
            try:
                await self._take(answer.chunks, offset)
            finally:
                self._part.close()
        if not self._record.total and self._part.length > begin:
            # It told no size: the end of its answer is the end of the file.
            self._record.total = self._part.length

    def _headers(self, begin: int) -> Mapping[str, str]:
        if not begin:
            return {}
        condition = self._record.validator or self._record.modified
        return {"Range": f"bytes={begin}-"} | ({"If-Range": condition} if condition else {})

    def _same_file(self, answer: Stream) -> None:
        """SourceChanged when the headers tell of another file than before."""
        record, headers = self._record, answer.headers
        tag = headers.get("etag", "")
        validator = tag if tag and not tag.startswith("W/") else ""
        modified = headers.get("last-modified", "")
        if (record.validator and validator and validator != record.validator) or (
            not record.validator and record.modified and modified and modified != record.modified
        ):
            raise self._changed()
        record.validator, record.modified = record.validator or validator, record.modified or modified
        record.sha256 = record.sha256 or checks.told_sha256(answer.told)

    def _offset(self, answer: Stream, begin: int) -> int:
        """Where the answer's bytes begin, after its size was compared with what was told before."""
        offset, total = 0, _number(answer.headers.get("content-length", ""))
        if answer.status == 206:
            offset, total = _content_range(answer.headers.get("content-range", ""))
            if offset > begin or (offset < begin and offset != 0):
                raise NetworkError(Phrase("the server sent another part than asked for"))
        if self._record.total and total and total != self._record.total:
            raise self._changed()
        self._record.total = self._record.total or total
        return offset

    async def _take(self, chunks: AsyncIterator[bytes], at: int) -> None:
        """Write what is new, compare what is not."""
        total, in_force = self._record.total, self._rules.in_force()
        async for chunk in chunks:
            known = max(0, min(len(chunk), self._part.length - at))
            if known and chunk[:known] != self._part.read(at, known):
                raise self._changed()
            at += len(chunk)
            if total and at > total:
                raise self._too_much()
            self._part.write(chunk[known:])
            self._unkept += len(chunk) - known
            self._progress(self._part.length, total)
            if self._unkept >= KEEP_EVERY:
                self._keep()
            if in_force != (in_force := self._rules.in_force()):
                await self._make_room()
            rest = self._pace.rest(len(chunk), self._clock.monotonic(), self._rules.bytes_per_s())
            if rest > 0:
                await self._clock.sleep(rest)
            if total and self._rules.wait() > 0:  # one of no known size could not be gone on with
                raise NotNow

    async def _make_room(self) -> None:
        missing = max(0, self._record.total - self._part.length)
        free = shutil.disk_usage(self._part.data.parent).free
        if missing + RESERVE > free:
            raise NoRoom(
                Phrase(
                    "{missing} GiB are to come and {free} GiB are free, of which {reserve} GiB stay free",
                    missing=f"{missing / 2**30:.1f}",
                    free=f"{free / 2**30:.1f}",
                    reserve=f"{RESERVE / 2**30:.0f}",
                ),
                next_step=Phrase("Make room, or remove a model"),
            )
        if self._rules.room is not None:
            await self._rules.room(self._record.total)

    async def _check(self) -> None:
        self._record.is_told = bool(self._record.sha256)
        if not self._record.is_told:
            await self._check_seams()
        found = await asyncio.to_thread(checks.sha256, self._part.data)
        if self._record.is_told and found != self._record.sha256:
            self._part.discard()
            raise WrongContent(Phrase("the file is not the one that its SHA-256 is for"))
        self._record.sha256 = found
        why_broken = await asyncio.to_thread(self._inspect, self._part.data)
        if why_broken:
            self._part.discard()
            raise WrongContent(why_broken)

    async def _check_seams(self) -> None:
        """Without a checksum: the bytes before each seam and the last ones once more; a file that changed between two
        connections without a word gives itself away."""
        seams = self._record.seams
        for seam in [*seams[-_MOST_SEAMS_CHECKED:], self._part.length] if seams else ():
            begin = max(0, seam - _SEAM)
            if await self._again(begin, seam) != self._part.read(begin, seam - begin):
                raise self._changed()

    async def _again(self, begin: int, end: int) -> bytes:
        for attempt in range(_TRIES):
            try:
                headers = {"Range": f"bytes={begin}-{end - 1}"}
                async with self._fetcher.get(self._record.url, headers) as answer:
                    self._same_file(answer)
                    if answer.status == 206 and _content_range(answer.headers.get("content-range", ""))[0] == begin:
                        return await _first(answer.chunks, end - begin)
                    if answer.status == 200:
                        return (await _first(answer.chunks, end))[begin:]
            except NetworkError:
                pass
            await self._clock.sleep(min(_LONGEST_PAUSE, self._rules.first_pause * 2**attempt))
        raise DownloadFailed(
            Phrase("the source could not be compared with what it had sent"), next_step=Phrase("Add it again")
        )

    def _changed(self) -> SourceChanged:
        self._part.discard()
        return SourceChanged(Phrase("the file at its source was changed while it was being downloaded"))

    def _too_much(self) -> WrongContent:
        self._part.discard()
        return WrongContent(Phrase("the source sent more than it had told"))

    def _keep(self) -> None:
        if self._part.note.parent.is_dir() and self._part.data.exists():
            self._part.keep(self._record)
            self._unkept = 0


def _no(status: int) -> DownloadFailed:
    if status in (401, 403):
        return DownloadFailed(
            Phrase("the source gives this file to its own users only"), next_step=Phrase("Choose another source")
        )
    if status in (404, 410):
        return DownloadFailed(Phrase("there is no such file at this address"), next_step=Phrase("Check the address"))
    return DownloadFailed(Phrase("the server did not give the file (status {status})", status=status))


def _content_range(text: str) -> tuple[int, int]:
    """(first byte, size of the whole); NetworkError when it is none."""
    unit, _, rest = text.strip().partition(" ")
    span, _, total = rest.partition("/")
    first = span.partition("-")[0]
    if unit.lower() != "bytes" or not first.isdecimal():
        raise NetworkError(Phrase("the server did not tell which part it sent"))
    return int(first), _number(total)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


async def _first(chunks: AsyncIterator[bytes], size: int) -> bytes:
    got = b""
    async for chunk in chunks:
        got += chunk
        if len(got) >= size:
            return got[:size]
    raise NetworkError(Phrase("the server ended early"))
