"""Writing down speech in a real child of ours: an engine of the tests in faster-whisper's place, and the real one as
far as it goes without weights."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import textwrap
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
ENGINE = """
    import wave
    from dataclasses import dataclass

    @dataclass
    class Segment:
        end: float
        text: str

    class WhisperModel:
        def __init__(self, folder, device, compute_type, local_files_only):
            assert local_files_only and open(folder + "/model.bin").read() == "weights"

        def transcribe(self, sound, initial_prompt):
            with wave.open(sound) as plain:
                form = plain.getframerate(), plain.getnchannels(), plain.getsampwidth()
                seconds = plain.getnframes() / plain.getframerate()
            return iter([Segment(seconds / 2, f" {form}"), Segment(seconds, f" {seconds:.0f} s, {initial_prompt}")]), None
"""
DECODER = """
    import wave

    class FFmpegError(Exception): ...

    class Frame:
        def __init__(self, data):
            self.samples, self.planes = len(data) // 2, [data]

    class AudioResampler:
        def __init__(self, **form): ...
        def resample(self, frame): return [frame]

    class open:
        def __init__(self, source, format, options):
            assert options == {"protocol_whitelist": "file,pipe"}
            try:
                self._plain = wave.open(source)
            except (wave.Error, EOFError):
                raise FFmpegError from None
        def __enter__(self): return self
        def __exit__(self, *_): self._plain.close()
        def decode(self, audio):
            while data := self._plain.readframes(8000):
                yield Frame(data)
"""


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child finds these under faster-whisper's and its decoder's names."""
    packages = tmp_path / "site-packages"
    packages.mkdir()
    (packages / "faster_whisper.py").write_text(textwrap.dedent(ENGINE))
    (packages / "av.py").write_text(textwrap.dedent(DECODER))
    monkeypatch.setenv("PYTHONPATH", f"{packages}:{Path(__file__).parents[3]}")
    monkeypatch.syspath_prepend(str(packages))


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
