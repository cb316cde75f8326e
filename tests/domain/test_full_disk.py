"""A full disk is told from everything else that keeps a file from being written."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import NoReturn

import pytest

from desktop_app.domain.errors import ProfileError
from desktop_app.domain.full_disk import is_full
from desktop_app.storage.history import FILE, History
from desktop_app.system import decisions, owners_word, settings


def full(*_: object) -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def read_only(*_: object) -> NoReturn:
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))


def test_which_errors_are_a_full_disk() -> None:
    assert is_full(OSError(errno.ENOSPC, "")) and is_full(OSError(errno.EDQUOT, ""))
    assert not is_full(PermissionError(errno.EACCES, "")) and not is_full(OSError("no number"))


@pytest.mark.parametrize("file", ["settings", "rules", "word"])
def test_what_helps_is_room_on_the_disk_and_no_right_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    def told() -> ProfileError:
        with pytest.raises(ProfileError) as error:
            if file == "settings":
                settings.SettingsFile(tmp_path).load()
            elif file == "rules":
                decisions.DecisionsFile(tmp_path).save({})
            else:
                owners_word.OwnersWordFile(tmp_path).keep(owners_word.OwnersWord(True))
        return error.value

    for module in (settings, decisions, owners_word):
        monkeypatch.setattr(module, "write_private", full)
    error = told()
    assert error.title == "The disk is full" and "Free some space" in error.details and "right to" not in error.details
    for module in (settings, decisions, owners_word):
        monkeypatch.setattr(module, "write_private", read_only)
    assert "Read-only" in told().details


async def test_a_history_for_which_there_is_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "open", full)
    with pytest.raises(ProfileError, match="The disk is full"):
        await History.open(tmp_path / FILE)


def test_each_part_of_an_error_is_a_sentence() -> None:
    error = ProfileError("It is gone (no such device)", next_step="Give this user a new one")
    assert error.details == "It is gone (no such device). Give this user a new one."
    assert error.sentence == "The profile folder cannot be used: It is gone (no such device). Give this user a new one."
    assert ProfileError().details == ""
