"""The practice model's file, and the reader of model files."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from desktop_app.runtimes import gguf, practice_model


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    for name, seed in (("a", 0), ("b", 0), ("c", 1)):
        practice_model.write(tmp_path / name, seed=seed)
    a, b, c = ((tmp_path / name).read_bytes() for name in "abc")
    assert a == b != c
    assert 100_000 < len(a) < 500_000
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "b", "c"]


def test_it_is_written_once(tmp_path: Path) -> None:
    path = practice_model.ensure(tmp_path / "new" / "folder")
    written = path.stat().st_mtime_ns
    assert practice_model.ensure(path.parent) == path
    assert path.stat().st_mtime_ns == written


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        practice_model.ensure(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_head_is_read_and_nothing_more(tmp_path: Path) -> None:
    path = tmp_path / "large.gguf"
    practice_model.write(path, shape=practice_model.MB50)
    assert 45e6 < path.stat().st_size < 60e6
    began = time.process_time()
    assert gguf.read_head(path) == gguf.Head("llama", 4096, True)
    assert time.process_time() - began < 0.1


def test_a_broken_file_is_none_of_ours(tmp_path: Path) -> None:
    path = practice_model.ensure(tmp_path)
    whole = path.read_bytes()
    for length in [*range(0, 160, 7), 4]:
        path.write_bytes(whole[:length])
        with pytest.raises(gguf.NotGguf):
            gguf.read_head(path)
    for place in range(4, 160):
        path.write_bytes(whole[:place] + b"\xff" + whole[place + 1 :])
        try:
            gguf.read_head(path)
        except gguf.NotGguf:
            continue
