"""A stand-in for faster-whisper and its decoder, for the real child of ours."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

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
