"""Media from strangers' addresses: nothing private is asked, nothing is left behind, every no has its reason."""

from __future__ import annotations

import asyncio
import ipaddress
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.errors import NoScratch
from desktop_app.domain.media import MediaRefused, checked_place, is_public, sniffed
from desktop_app.net.media_fetch import MediaFetcher, MediaLimits

OPEN, SHUT = "127.0.0.2", "127.0.0.1"  # the first one stands for the public internet here
WAV = b"RIFF\x24\x10\x00\x00WAVEfmt " + bytes(5000)
PRIVATE = [
    "127.0.0.1",
    "127.1.2.3",
    "10.0.0.1",
    "10.255.1.2",
    "172.16.0.1",
    "172.31.255.254",
    "192.168.0.1",
    "192.168.178.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "198.18.0.1",
    "192.0.2.1",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "2002:a9fe:a9fe::",
    "2001:0:7f00:1::",
    "2001:db8::1",
    "100::1",
    "::127.0.0.1",
]
PAYLOADS: dict[str, bytes] = {
    "page": b"<!doctype html><script>fetch('/')</script>" + b" " * 5000,
    "playlist": b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
    "concat": b"ffconcat version 1.0\nfile /etc/passwd\n",
    "sdp": b"v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 10.0.0.1\n",
    "mpd": b'<?xml version="1.0"?><MPD><BaseURL>http://127.0.0.1/</BaseURL></MPD>',
    "program": b"\x7fELF" + bytes(6000),
    "exe": b"MZ" + bytes(6000),
    "zip": b"PK\x03\x04" + bytes(6000),
    "gzip": b"\x1f\x8b" + bytes(6000),
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
    "nothing": b"",
    "one byte": b"R",
    "riff of something": b"RIFF\x00\x00\x00\x00WEBP" + bytes(6000),
    "subtitles": b"[Script Info]\n" + b"x" * 6000,
    "random": bytes(range(1, 64)) * 100,
}


@dataclass
class Web:
    """One server on the open and one on the shut address, at one port. `answers` tells what a path gives."""

    port: int = 0
    answers: dict[str, Callable[[asyncio.StreamWriter], Any]] = field(default_factory=dict)
    shut_out: int = 0
    asked: int = 0
    writers: list[asyncio.StreamWriter] = field(default_factory=list)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.writers.append(writer)
        self.tasks.append(asyncio.ensure_future(self.open(reader, writer)))

    async def close(self) -> None:
        for writer in self.writers:
            writer.transport.abort()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await asyncio.sleep(0)

    async def open(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.asked += 1
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            path = (await _.readuntil(b"\r\n\r\n")).split()[1].decode()
            done = self.answers.get(path, lambda w: _say(w, WAV))(writer)
            if done is not None:
                await done
        writer.close()

    async def shut(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.shut_out += 1
        writer.close()


def _say(writer: asyncio.StreamWriter, body: bytes, status: str = "200 OK", *more: str) -> None:
    head = "".join(
        f"{line}\r\n" for line in (f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *more)
    )
    writer.write(head.encode() + b"\r\n" + body)


async def _drip(writer: asyncio.StreamWriter, body: bytes) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body)
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.02)


async def _endless(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + WAV)
    while not writer.is_closing():
        writer.write(bytes(65536))
        await writer.drain()


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    it = Web()
    one, other = await _at_one_port(it)
    yield it
    await it.close()
    for server in (one, other):
        server.close()
        await server.wait_closed()


async def _at_one_port(it: Web) -> tuple[asyncio.Server, asyncio.Server]:
    """The open and the shut server. A port that is free on one address may be taken on the other: then the next one."""
    for _ in range(50):
        one = await asyncio.start_server(it.accept, OPEN, 0)
        it.port = one.sockets[0].getsockname()[1]
        try:
            return one, await asyncio.start_server(it.shut, SHUT, it.port)
        except OSError:
            one.close()
            await one.wait_closed()
    raise OSError("no port is free on both addresses")


class Names:
    """Hosts of the tests: `evil-N.example` is PRIVATE[N], `mixed.example` both, `turning.example` turns at the second
    look, everything else as the system says, and the open server where it does not know."""

    def __init__(self) -> None:
        self.looks = 0

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        if host.startswith("evil-"):
            return [PRIVATE[int(host.removeprefix("evil-").partition(".")[0])]]
        if host == "mixed.example":
            return [OPEN, SHUT]
        if host == "turning.example":
            self.looks += 1
            return [OPEN] if self.looks == 1 else [SHUT]
        if host == "unknown.example":
            raise OSError(-2, "Name or service not known")
        if host.endswith(".example"):
            return [OPEN]
        import socket

        try:  # 127.1, 0x7f000001 and the like: numbers are read, no name is asked for
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        except socket.gaierror:
            raise OSError(-2, "Name or service not known") from None
        return [str(entry[4][0]) for entry in found]


def _is_absolute(address: str) -> bool:
    """Whether it leads elsewhere from a redirect; others stay on the public server, which is no harm."""
    scheme, colon, rest = address.partition(":")
    return bool(colon) and scheme.isalnum() and rest not in ("//", "///x")


def hostile(dice: random.Random, web: Web, number: int) -> object:
    """An address that must be refused, and what it leads to."""
    bad_ip = dice.choice(PRIVATE)
    bad_host = f"[{bad_ip}]" if ":" in bad_ip else bad_ip
    v4 = int(ipaddress.IPv4Address(dice.choice([ip for ip in PRIVATE if ":" not in ip])))
    disguised = dice.choice(
        [str(v4), hex(v4), f"0{v4 >> 24:o}.{(v4 >> 16) & 255}.{v4 & 65535}", f"{v4 >> 24}.{v4 & 0xFFFFFF}", "localhost",
         f"evil-{dice.randrange(len(PRIVATE))}.example", "mixed.example", "unknown.example", "[::1%25lo]", "127.0.0.1."]
    )  # fmt: skip
    good = f"http://good.example:{web.port}/{number}"
    outright = [
        f"http://{bad_host}:{web.port}/x.wav", f"https://{bad_host}/x.wav", f"http://{disguised}:{web.port}/x.wav",
        f"http://good.example@{bad_host}:{web.port}/", f"http://{bad_host}:{web.port}\\@good.example/",
        f"http://good.example:{web.port}:80@{bad_host}/", f"http://{bad_host}:{web.port}#@good.example/",
        f"http://good.example\t.{bad_ip}/", f"http://good.example:{web.port}/\r\nHost: {bad_ip}", "http://", "http:///x",
        f"http://good.example:{dice.choice([22, 25, 110, 6379 % 1024, 445])}/x", "http://good.example:99999/x",
        f"{dice.choice(['file', 'ftp', 'gopher', 'data', 'concat', 'rtmp', 'javascript', 'unix', 'HTTPX', 'smb', ''])}:"
        f"{dice.choice(['//', '///', ''])}{dice.choice(['etc/passwd', bad_ip, 'good.example/x'])}",
        "/etc/passwd", "-i /etc/passwd", "|cat /etc/passwd", "pipe:0", "x" * 3000, None, 5, ["http://good.example/"], "",
        f"http://g\u00f6\udc80d.example:{web.port}/", f"http://good.example:{web.port}/\u0000", b"http://good.example/",
    ]  # fmt: skip
    if dice.random() < 0.4:
        return dice.choice(outright)
    web.answers["/again"] = lambda w: _say(w, b"", "302 Go", f"Location: http://turning.example:{web.port}/x")
    code = dice.choice([301, 302, 303, 307, 308])
    answers: list[Callable[[asyncio.StreamWriter], Any]] = [
        *(lambda w, body=body: _say(w, body) for body in PAYLOADS.values()),
        *(
            lambda w, to=to: _say(w, b"", f"{code} Go", f"Location: {to}")
            for to in (
                *(o for o in outright if isinstance(o, str) and o.isprintable() and o.isascii() and _is_absolute(o)),
                good,
            )
        ),
        lambda w: _say(w, b"", "302 Go"),
        lambda w: _say(w, b"", "302 Go", f"Location: http://turning.example:{web.port}/again"),
        lambda w: _say(w, WAV, "200 OK", "Content-Encoding: gzip"),
        lambda w: _say(w, WAV, dice.choice(["404 No", "500 No", "206 Part", "401 Key", "204 Nothing"])),
        lambda w: w.write(b"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n" + WAV),
        lambda w: w.write(b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n" + WAV),
        lambda w: w.write(b"\x00\x01garbage\r\n\r\n"),
        lambda w: w.transport.abort(),
        lambda w: _drip(w, WAV),
        lambda w: _drip(w, b""),
        _endless,
    ]
    web.answers[f"/{number}"] = dice.choice(answers)
    host = "turning" if dice.random() < 0.1 else "good"
    if host == "turning":
        web.answers[f"/{number}"] = lambda w: _say(w, b"", "302 Go", f"Location: http://turning.example:{web.port}/x")
    return f"http://{host}.example:{web.port}/{number}"


async def attack(web: Web, folder: Path, numbers: range) -> set[str]:
    """Every case in turn; the reasons."""
    reasons = set()
    limits = MediaLimits(largest=200_000, seconds=0.3, silence=0.2)
    names = Names()
    fetcher = MediaFetcher(limits, resolve=names, is_allowed=lambda ip: ip == OPEN or is_public(ip))
    for number in numbers:
        names.looks = 0
        source = hostile(random.Random(number), web, number)
        with pytest.raises(MediaRefused) as refused:
            await fetcher.fetch(source, folder / "media")
            pytest.fail(f"case {number} was taken: {source!r}")
        assert str(refused.value) and "passwd" not in str(refused.value)
        assert list(folder.iterdir()) == [], f"case {number} left a file"
        reasons.add(str(refused.value))
    await fetcher.close()
    assert web.shut_out == 0, "a forbidden address was asked"
    return reasons


async def test_hostile_sources(web: Web, tmp_path: Path) -> None:
    reasons = await attack(web, tmp_path, range(80))
    assert len(reasons) > 6


@pytest.mark.long
@pytest.mark.timeout(900)
async def test_five_hundred_of_them(web: Web, tmp_path: Path) -> None:
    reasons = await attack(web, tmp_path, range(1000, 1500))
    print(
        f"{web.asked} requests to the open server, {web.shut_out} to the forbidden one; reasons:",
        *sorted(reasons),
        sep="\n  ",
    )
    assert len(reasons) > 10


async def test_a_good_source_is_taken(web: Web, tmp_path: Path) -> None:
    web.answers["/a"] = lambda w: _say(w, b"", "302 Go", "Location: /b?c=d")
    web.answers["/b?c=d"] = lambda w: _say(w, WAV)
    fetcher = MediaFetcher(MediaLimits(), resolve=Names(), is_allowed=lambda ip: ip == OPEN)
    media = await fetcher.fetch(f"http://good.example:{web.port}/a", tmp_path / "media")
    assert (media.kind, media.size, media.path.read_bytes()) == ("wav", len(WAV), WAV)
    await fetcher.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
async def test_a_full_disk_is_a_reason_and_leaves_nothing(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.answers["/a"] = lambda w: _say(w, WAV)
    fetcher = MediaFetcher(MediaLimits(), resolve=Names(), is_allowed=lambda ip: ip == OPEN)
    monkeypatch.setattr(Path, "open", lambda _path, _mode: open("/dev/full", "wb"))  # noqa: SIM115, PTH123
    with pytest.raises(NoScratch, match="its disk is full"):
        await fetcher.fetch(f"http://good.example:{web.port}/a", tmp_path / "media")
    monkeypatch.undo()
    with pytest.raises(NoScratch, match="cannot be used"):
        await fetcher.fetch(f"http://good.example:{web.port}/a", tmp_path / "gone" / "media")
    await fetcher.close()


async def test_a_cancelled_fetch_leaves_nothing(web: Web, tmp_path: Path) -> None:
    web.answers["/slow"] = lambda w: _drip(w, WAV)
    fetcher = MediaFetcher(MediaLimits(), resolve=Names(), is_allowed=lambda ip: ip == OPEN)
    task = asyncio.create_task(fetcher.fetch(f"http://good.example:{web.port}/slow", tmp_path / "media"))
    while not (tmp_path / "media").exists():
        await asyncio.sleep(0.005)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert list(tmp_path.iterdir()) == []
    await fetcher.close()


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "100.63.0.1", "172.32.0.1"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


def test_addresses_are_read_as_they_are_asked() -> None:
    place = checked_place("HTTPS://Müller.example/a b".replace(" ", "%20") + "?x=1#frag")
    assert (place.scheme, place.host, place.port, place.target) == ("https", "xn--mller-kva.example", 443, "/a%20b?x=1")


def test_what_sound_and_film_begin_with() -> None:
    begins = {
        "wav": WAV, "mp4": b"\0\0\0\x20ftypisom", "matroska": b"\x1aE\xdf\xa3", "ogg": b"OggS", "flac": b"fLaC",
        "mp3": b"ID3\x03", "aac": b"\xff\xf1P", "avi": b"RIFF\0\0\0\0AVI LIST", "aiff": b"FORM\0\0\0\0AIFF",
        "mpegts": (b"G" + bytes(187)) * 3,
    }  # fmt: skip
    assert {kind: sniffed(head) for kind, head in begins.items()} == {kind: kind for kind in begins}
    assert all(sniffed(body) is None for body in PAYLOADS.values())
