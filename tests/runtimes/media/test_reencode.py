"""Re-encoding with the system's ffmpeg in a real child of ours: what comes out, and what is left behind."""

from __future__ import annotations

import asyncio
import base64
import random
import shutil
import subprocess
from contextlib import aclosing
from pathlib import Path

import psutil
import pytest

from desktop_app.domain.media import MediaRefused, is_public, sniffed
from desktop_app.domain.media_jobs import Reencode
from desktop_app.net.media_fetch import Media, MediaFetcher, MediaLimits
from desktop_app.runtimes import confinement
from desktop_app.runtimes.media import formats
from desktop_app.runtimes.media.installed import media_tools
from desktop_app.runtimes.media.tools import Encoder, ScratchTools
from desktop_app.system.child import SpawnChild
from tests.net.test_media_fetch import OPEN, Names, Web, _say, hostile, web

FFMPEG = shutil.which("ffmpeg")
pytestmark = pytest.mark.skipif(FFMPEG is None, reason="needs the system's ffmpeg (Debian: apt install ffmpeg)")
KIB900 = 900 * 1024
__all__ = ["web"]  # the fixture is the fetcher's


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A short film with sound, and a long one that takes a while."""
    folder = tmp_path_factory.mktemp("clips")
    for name, seconds, size in (("short", 2, "161x91"), ("long", 120, "640x360")):
        _ffmpeg("-f", "lavfi", "-i", f"testsrc=duration={seconds}:size={size}:rate=10", "-f", "lavfi", "-i",
                f"sine=duration={seconds}", "-c:v", "mpeg4", "-c:a", "aac", str(folder / f"{name}.mkv"))  # fmt: skip
    return folder


def _ffmpeg(*arguments: str) -> None:
    assert FFMPEG is not None
    subprocess.run([FFMPEG, "-nostdin", "-loglevel", "error", *arguments], check=True, timeout=60)


def tools(scratch: Path, source: Path | bytes, **more: float) -> ScratchTools:
    async def fetch(_: object, into: Path) -> Media:
        data = source if isinstance(source, bytes) else source.read_bytes()
        into.write_bytes(data)
        return Media(into, sniffed(data[:4096]) or "matroska", len(data))

    encoder = Encoder(Path(FFMPEG or ""), frozenset(formats.FORMATS))
    return ScratchTools(scratch, SpawnChild(), fetch, encoder=encoder, **more)


async def made(it: ScratchTools, wanted: str, largest: int = KIB900) -> bytes:
    steps = [step async for step in it.run(Reencode("http://a.example/", wanted), largest)]
    assert isinstance(steps[-1], str) and all(isinstance(step, float) for step in steps[:-1])
    return base64.b64decode(steps[-1])


@pytest.mark.parametrize("wanted", sorted(formats.FORMATS))
async def test_every_format_is_what_it_is_called(clips: Path, tmp_path: Path, wanted: str) -> None:
    new = await made(tools(tmp_path / "scratch", clips / "short.mkv"), wanted)
    kind = {"mkv": "matroska", "webm": "matroska", "mov": "mp4", "m4a": "mp4"}.get(wanted, wanted)
    assert sniffed(new[:4096]) == kind
    (tmp_path / "new").write_bytes(new)
    _ffmpeg("-i", str(tmp_path / "new"), "-f", "null", "-")  # it plays to its end
    assert list((tmp_path / "scratch").iterdir()) == []


async def test_too_large_a_file_is_refused_with_the_limit(clips: Path, tmp_path: Path) -> None:
    it = tools(tmp_path / "scratch", clips / "short.mkv")
    with pytest.raises(MediaRefused, match="larger than the 12 KiB"):
        await made(it, "wav", largest=16 * 1024)
    with pytest.raises(MediaRefused, match="larger than the 3072 KiB"):  # ended by the kernel, far from its end
        await made(tools(tmp_path / "scratch", clips / "long.mkv"), "wav", largest=4 * 2**20)
    assert list((tmp_path / "scratch").iterdir()) == []


async def test_cancelling_ends_the_process_and_cleans_up(clips: Path, tmp_path: Path) -> None:
    it = tools(tmp_path / "scratch", clips / "long.mkv")
    started: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def work() -> None:
        async with aclosing(it.run(Reencode("http://a.example/", "webm"), 10 * 2**20)) as steps:  # type: ignore[type-var]
            async for step in steps:
                if isinstance(step, float) and step > 0 and not started.done():
                    started.set_result(None)

    task = asyncio.create_task(work())
    await asyncio.wait({started, task}, return_when=asyncio.FIRST_COMPLETED)
    [ours] = [child for child in psutil.Process().children() if child.name() == "ffmpeg"]
    assert ours.nice() >= 10
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not ours.is_running() and list((tmp_path / "scratch").iterdir()) == []


async def test_longer_than_allowed_is_refused(clips: Path, tmp_path: Path) -> None:
    with pytest.raises(MediaRefused, match="longer than"):
        await made(tools(tmp_path / "scratch", clips / "long.mkv", longest=5.0), "webm", 10 * 2**20)
    assert list((tmp_path / "scratch").iterdir()) == []


@pytest.mark.parametrize("body", [
    b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", b"ffconcat version 1.0\nfile /etc/passwd\n", b"\x1aE\xdf\xa3" + bytes(9000),
    b"RIFF\x24\x10\x00\x00WAVEfmt " + bytes(9000), b"OggS" + b"\xff" * 9000, b"\x00\x00\x00\x20ftypisom" + b"moov" * 3000,
], ids=["playlist", "concat", "matroska", "wav", "ogg", "mp4"])  # fmt: skip
async def test_broken_and_hostile_files_give_a_reason_and_leave_nothing(tmp_path: Path, body: bytes) -> None:
    it = tools(tmp_path / "scratch", body)
    with pytest.raises(MediaRefused, match="cannot be read"):
        await made(it, "mp3")
    assert list((tmp_path / "scratch").iterdir()) == []


async def test_the_child_reaches_neither_files_nor_the_network(tmp_path: Path) -> None:
    """A shell in ffmpeg's place tries what a broken ffmpeg could be made to do."""
    secret, out, folder = tmp_path / "secret", tmp_path / "out", tmp_path / "scratch"
    secret.write_text("mine")
    folder.mkdir()
    heard: list[object] = []
    server = await asyncio.start_server(lambda _, writer: (heard.append(writer), writer.close()), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    script = f"echo began > result; cat {secret} >> result; echo x > {out}; echo x > /dev/tcp/127.0.0.1/{port}; exit 0"
    config = {"folder": str(folder), "program": shutil.which("bash"), "largest": 0, "memory": 0}
    child = await SpawnChild()("ffmpeg", config | {"arguments": ["-c", script]})
    await child.wait()
    server.close()
    await server.wait_closed()
    if not child.ready["confined"]:
        pytest.skip("this kernel has no Landlock")
    assert (folder / "result").read_text() == "began\n" and not out.exists()
    assert child.ready["confined"] == 1 or not heard


async def test_hostile_sources_leave_nothing(web: Web, tmp_path: Path) -> None:
    """The fetcher's own list, through the whole of it; one good source after them."""
    names = Names()
    limits = MediaLimits(largest=200_000, seconds=0.3, silence=0.2)
    fetcher = MediaFetcher(limits, resolve=names, is_allowed=lambda ip: ip == OPEN or is_public(ip))
    encoder = Encoder(Path(FFMPEG or ""), frozenset(formats.FORMATS))
    it = ScratchTools(tmp_path / "scratch", SpawnChild(), fetcher.fetch, encoder=encoder)
    for number in range(40):
        names.looks = 0
        source = hostile(random.Random(number), web, number)
        with pytest.raises(MediaRefused):
            async for _ in it.run(Reencode(source, "mp3"), KIB900):  # type: ignore[arg-type]
                pass
        assert list((tmp_path / "scratch").iterdir()) == []
    await fetcher.close()
    assert web.shut_out == 0


async def test_from_the_address_to_the_new_file(web: Web, clips: Path, tmp_path: Path) -> None:
    body = (clips / "short.mkv").read_bytes()
    web.answers["/clip"] = lambda writer: _say(writer, body)
    fetcher = MediaFetcher(MediaLimits(), resolve=Names(), is_allowed=lambda ip: ip == OPEN)
    it, notes = await media_tools(tmp_path, SpawnChild(), fetcher, transcribe=False, reencode=True)
    assert it is not None and notes == ()
    assert len(it.allowed) == 1 and it.allowed[0].startswith("Re-encoding runs in a process of its own")
    task = Reencode(f"http://good.example:{web.port}/clip", "mp4")
    steps = [step async for step in it.run(task, KIB900)]
    await fetcher.close()
    assert sniffed(base64.b64decode(str(steps[-1]))[:4096]) == "mp4"


async def test_what_is_installed_is_offered_and_what_is_not_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetcher = MediaFetcher(MediaLimits())
    found, notes = await media_tools(tmp_path, SpawnChild(), fetcher, transcribe=False, reencode=True)
    assert found is not None and "mp3" in found.offer.formats and found.offer.kinds == ("reencode",) and notes == ()
    monkeypatch.setattr(confinement, "_version", lambda: 0)
    open_, notes = await media_tools(tmp_path, SpawnChild(), fetcher, transcribe=False, reencode=True)
    assert open_ is not None and notes == open_.allowed and "Nothing shuts it in" in notes[0]
    none, notes = await media_tools(tmp_path, SpawnChild(), fetcher, transcribe=False, reencode=False)
    assert none is None and notes == ()
    none, notes = await media_tools(tmp_path, SpawnChild(), fetcher, transcribe=True, reencode=False)
    assert none is None and "Transcription is switched on" in notes[0]
    await fetcher.close()
