"""Writing down speech in a real child of ours: an engine of the tests in faster-whisper's place, and the real one as
far as it goes without weights."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from desktop_app.domain.errors import GenerationFailed
from desktop_app.domain.media import MediaRefused, sniffed
from desktop_app.domain.media_jobs import Transcription
from desktop_app.net.media_fetch import Media, MediaFetcher, MediaLimits
from desktop_app.runtimes.media.installed import forget_scratch, media_tools
from desktop_app.runtimes.media.tools import ScratchTools
from desktop_app.system.child import SpawnChild

TASK = Transcription("http://a.example/", "base", "names: Ada")

def spoken(path: Path, seconds: int) -> bytes:
    import wave

    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16_000)
        out.writeframes(bytes(32_000 * seconds))
    return path.read_bytes()


def tools(tmp_path: Path, body: bytes, **more: float) -> ScratchTools:
    async def fetch(_: object, into: Path) -> Media:
        into.write_bytes(body)
        return Media(into, sniffed(body) or "wav", len(body))

    voice = tmp_path / "voices" / "base"
    voice.mkdir(parents=True)
    (voice / "model.bin").write_text("weights")
    return ScratchTools(tmp_path / "scratch", SpawnChild(), fetch, voices={"base": voice}, **more)


async def heard(it: ScratchTools) -> str:
    steps = [step async for step in it.run(TASK, 900 * 1024)]
    assert isinstance(steps[-1], str)
    return steps[-1]


@pytest.mark.usefixtures("engine")
async def test_text_comes_back_and_no_file_stays(tmp_path: Path) -> None:
    it = tools(tmp_path, spoken(tmp_path / "speech.wav", 3))
    assert await heard(it) == "(16000, 1, 2) 3 s, names: Ada"
    assert list((tmp_path / "scratch").iterdir()) == []


@pytest.mark.usefixtures("engine")
async def test_what_is_no_sound_or_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MediaRefused, match="no sound that can be read"):
        await heard(tools(tmp_path, b"RIFF\x24\x10\x00\x00WAVEfmt "))
    with pytest.raises(MediaRefused, match="longer than"):
        await heard(tools(tmp_path / "other", spoken(tmp_path / "speech.wav", 3), longest=2.0))
    assert [*(tmp_path / "scratch").iterdir(), *(tmp_path / "other" / "scratch").iterdir()] == []


@pytest.mark.usefixtures("engine")
async def test_what_a_crash_left_is_gone_and_the_models_folder_is_offered(tmp_path: Path) -> None:
    tools(tmp_path, b"")
    (tmp_path / "scratch" / "left").write_bytes(b"something of a customer's")
    fetcher = MediaFetcher(MediaLimits())
    found, notes = await media_tools(tmp_path, SpawnChild(), fetcher, transcribe=True, reencode=False)
    assert list((tmp_path / "scratch").iterdir()) == []
    await fetcher.close()
    (tmp_path / "scratch" / "left").write_bytes(b"something of a customer's")
    forget_scratch(tmp_path)  # switched off by now
    assert not (tmp_path / "scratch").exists()
    assert found is not None and found.offer.voices == {"base"} and found.offer.kinds == ("transcribe",) and notes == ()


@pytest.mark.skipif(find_spec("faster_whisper") is None, reason="needs the extra `transcribe` (faster-whisper)")
@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="needs espeak-ng")
async def test_the_real_engine_up_to_the_loading_of_weights(tmp_path: Path) -> None:
    speech = tmp_path / "speech.wav"
    words = ["espeak-ng", "-w", str(speech), "Good morning. The weather is fine today."]
    await asyncio.to_thread(subprocess.run, words, check=True)
    with pytest.raises(GenerationFailed):  # what lies there as weights are none
        await heard(tools(tmp_path, speech.read_bytes()))
    assert list((tmp_path / "scratch").iterdir()) == []
