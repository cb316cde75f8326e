"""The file that keeps the owner's pause and Stop now."""

from __future__ import annotations

import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.domain.errors import ProfileError
from desktop_app.domain.owners_word import OwnersWord
from desktop_app.system.owners_word import FILE, OwnersWordFile

THEN = datetime(2026, 5, 4, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "word", [OwnersWord(paused=True), OwnersWord(paused=True, until=THEN), OwnersWord(True), OwnersWord(True, True, THEN)]
)
def test_what_was_said_is_read_back_and_gone_after_resume(tmp_path: Path, word: OwnersWord) -> None:
    file = OwnersWordFile(tmp_path)
    file.keep(word)
    assert file.load() == word
    assert sys.platform == "win32" or stat.S_IMODE(file.path.stat().st_mode) == 0o600
    file.keep(OwnersWord())
    assert file.load() == OwnersWord() and not file.path.exists()


@pytest.mark.logs
@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"{}", b'{"stopped": 1, "paused": true, "until": null}', b"\xff",
     b'{"stopped": false, "paused": true, "until": "2026-05-04T14:30:00"}',
     b'{"stopped": false, "paused": true, "until": 5}', b"[" * 100_000],
)  # fmt: skip
def test_what_cannot_be_read_is_a_no(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert OwnersWordFile(tmp_path).load() == OwnersWord(paused=True)


def test_where_it_cannot_be_written_it_is_said(tmp_path: Path) -> None:
    file = OwnersWordFile(tmp_path / "not there")
    with pytest.raises(ProfileError, match="cannot be written"):
        file.keep(OwnersWord(True))


def test_a_pause_is_over_at_its_end_and_a_stop_is_not() -> None:
    word = OwnersWord(True, True, THEN)
    assert word.at(THEN) == OwnersWord(True) and OwnersWord(paused=True).at(THEN) == OwnersWord(paused=True)
