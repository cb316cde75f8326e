"""Hostile jobs on sound and film through the whole house: from the customer's payload over fetch, child and scratch
folder to the reason that the customer gets. None asks a forbidden address, none leaves a file, each fails with a
reason."""

from __future__ import annotations

import random
import shutil
import struct
import tempfile
from collections import Counter
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import psutil
import pytest

from desktop_app.domain.media import is_public, sniffed
from desktop_app.net.media_fetch import Media, MediaFetcher, MediaLimits
from desktop_app.runtimes.media import formats
from desktop_app.runtimes.media.tools import Encoder, ScratchTools
from desktop_app.system.child import SpawnChild
from tests.net.test_media_fetch import OPEN, SHUT, Names, Web, _say, hostile, web
from tests.provider.house import House, opened

FFMPEG = shutil.which("ffmpeg")
pytestmark = [
    pytest.mark.skipif(FFMPEG is None, reason="needs the system's ffmpeg (Debian: apt install ffmpeg)"),
    pytest.mark.usefixtures("engine"),
    pytest.mark.logs,
]
SECRET = "the owner's diary"
__all__ = ["opened", "web"]

BEGINNINGS = (
    b"RIFF\x24\x10\x00\x00WAVEfmt ", b"RIFF\x24\x10\x00\x00AVI ", b"fLaC", b"OggS", b"\x1aE\xdf\xa3",
    b"\x00\x00\x00\x20ftypisom", b"FORM\x00\x00\x10\x00AIFF", b"FORM\x00\x00\x10\x00AIFC", b"\xff\xf1", b"ID3",
)  # fmt: skip


def chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) % 2)


def box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + name + body


def film_with_a_list_as_subtitles(playlist: bytes) -> bytes:
    """An AVI whose one track is subtitles that are a list of addresses, which players have followed."""
    strh = b"txts" + bytes(16) + struct.pack("<IIIIIII", 1, 1, 0, 1, 0, 0xFFFFFFFF, 0) + bytes(8)
    head = chunk(b"LIST", b"hdrl" + chunk(b"avih", bytes(56)) + chunk(b"LIST", b"strl" + chunk(b"strh", strh)))
    text = b"GAB2\x00\x02\x00" + struct.pack("<I", 2) + b"\x00\x00\x04\x00" + struct.pack("<I", len(playlist)) + playlist
    movie = chunk(b"LIST", b"movi" + chunk(b"00tx", text))
    return chunk(b"RIFF", b"AVI " + head + movie)


def film_whose_data_is_elsewhere(address: bytes) -> bytes:
    """An MP4 whose one track says that its data lie at another address."""
    dref = box(b"dref", bytes(4) + struct.pack(">I", 1) + box(b"url ", bytes(4) + address + b"\x00"))
    table = box(b"stsd", bytes(4) + struct.pack(">I", 1) + box(b"mp4a", bytes(6) + b"\x00\x01" + bytes(20)))
    counts = box(b"stts", bytes(4) + struct.pack(">III", 1, 10, 1024)) + box(b"stsc", bytes(8))
    sizes = box(b"stsz", bytes(4) + struct.pack(">II", 400, 10)) + box(b"stco", bytes(4) + struct.pack(">II", 1, 0))
    media = box(b"minf", box(b"dinf", dref) + box(b"stbl", table + counts + sizes))
    header = box(b"mdhd", bytes(12) + struct.pack(">II", 44100, 10240) + bytes(4))
    track = box(b"trak", box(b"mdia", header + box(b"hdlr", bytes(8) + b"soun" + bytes(13)) + media))
    return box(b"ftyp", b"isom\x00\x00\x02\x00isom") + box(b"moov", box(b"mvhd", bytes(100)) + track)


def poisoned(dice: random.Random, web: Web, secret: Path) -> bytes:
    """What looks like sound or film and leads elsewhere, or is broken."""
    target = dice.choice([f"http://{SHUT}:{web.port}/x", f"file://{secret}", str(secret), f"concat:{secret}|{secret}"])
    playlist = f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{target}\n#EXT-X-ENDLIST\n".encode()
    kind = dice.randrange(4)
    if kind == 0:
        return film_with_a_list_as_subtitles(playlist)
    if kind == 1:
        return film_whose_data_is_elsewhere(target.encode())
    beginning = dice.choice(BEGINNINGS)
    return beginning + (playlist if kind == 2 else bytes(dice.randrange(5000)))


def payload(dice: random.Random, web: Web, number: int, secret: Path) -> dict[str, Any]:
    source: Any = hostile(dice, web, number)
    if dice.random() < 0.35:
        body = poisoned(dice, web, secret)
        web.answers[f"/{number}"] = lambda writer: _say(writer, body)
        source = f"http://good.example:{web.port}/{number}"
    if isinstance(source, bytes):
        source = source.decode()  # a payload is JSON
    kind = dice.choice(["reencode", "reencode", "transcribe"])
    told = {"type": kind, dice.choice(["url", "input"]): source}
    if dice.random() < 0.1:
        told |= dice.choice([
            {"output_format": "../../etc/cron.d/x"}, {"output_format": "mp3 -i /etc/passwd"}, {"model": "/etc/passwd"},
            {"model": ["base"]}, {"output_format": {"a": 1}}, {"type": "reencode; rm -rf ~"}, {"type": None},
        ])  # fmt: skip
    elif kind == "reencode":
        told["output_format"] = dice.choice(sorted(formats.FORMATS))
    return told


@pytest.fixture
def own_temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this process and its children put temporary files."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


async def attack(
    numbers: range, web: Web, opened: Any, tmp_path: Path, own_temp: Path
) -> tuple[Counter[str], int]:
    """The reasons that the customers got, and how many of their files came as far as a child."""
    secret, voice, names = tmp_path / "diary", tmp_path / "voices" / "base", Names()
    secret.write_text(SECRET)
    voice.mkdir(parents=True)
    (voice / "model.bin").write_text("weights")
    limits = MediaLimits(largest=200_000, seconds=0.5, silence=0.3)
    fetcher = MediaFetcher(limits, resolve=names, is_allowed=lambda ip: ip == OPEN or is_public(ip))
    fetched = 0

    async def fetch(source: object, into: Path) -> Media:
        nonlocal fetched
        names.looks = 0  # the name that turns, turns within one job
        media = await fetcher.fetch(source, into)
        fetched += 1
        return media

    encoder = Encoder(Path(FFMPEG or ""), frozenset(formats.FORMATS))
    tools = ScratchTools(tmp_path / "scratch", SpawnChild(), fetch, encoder=encoder, voices={"base": voice.resolve()})
    before, reasons = _files(tmp_path), Counter[str]()
    house_of: AbstractAsyncContextManager[House] = opened(media=tools, concurrency=1, unpaid_per_day=10**6)
    async with house_of as house:
        for number in numbers:
            job, told = str(number), payload(random.Random(number), web, number, secret)
            house.coordinator.submit(job, told)
            await house.until(lambda job=job: house.state_of(job) in ("FAILED", "COMPLETED"))  # type: ignore[misc]
            end = house.coordinator.jobs[job]
            assert end["state"] == "FAILED", f"case {number} was worked on: {told!r}"
            error = end["error"]
            assert len(error) > 20 and "passwd" not in error and SECRET not in error and str(secret) not in error
            assert _files(tmp_path) == before and not list(own_temp.iterdir()), f"case {number} left a file"
            assert not [child for child in psutil.Process().children() if child.name() == "ffmpeg"]
            reasons[error] += 1
    await fetcher.close()
    assert web.shut_out == 0, "a forbidden address was asked"
    return reasons, fetched


def _files(folder: Path) -> set[Path]:
    """Besides the house's own history and what Python keeps of the stand-ins."""
    own = ("history.db", "__pycache__")
    return {path for path in folder.rglob("*") if not any(part.startswith(own) for part in path.parts)}


async def test_hostile_jobs_fail_with_a_reason(web: Web, opened: Any, tmp_path: Path, own_temp: Path) -> None:
    reasons, fetched = await attack(range(40), web, opened, tmp_path, own_temp)
    assert len(reasons) > 8 and fetched > 5


@pytest.mark.long
@pytest.mark.timeout(1800)
async def test_five_hundred_hostile_jobs(web: Web, opened: Any, tmp_path: Path, own_temp: Path) -> None:
    reasons, fetched = await attack(range(5000, 5500), web, opened, tmp_path, own_temp)
    told = (f"{count:5} {reason}" for reason, count in reasons.most_common())
    print(f"{web.asked} requests to the open server, {web.shut_out} forbidden; {fetched} files reached a child", *told, sep="\n")
    assert sum(reasons.values()) == 500 and len(reasons) > 15 and fetched > 50


def test_what_is_poisoned_looks_like_sound_or_film(tmp_path: Path) -> None:
    """Else the fetcher would refuse all of it, and no child would ever see one."""
    assert all(sniffed(poisoned(random.Random(n), Web(), tmp_path)[:4096]) for n in range(200))
