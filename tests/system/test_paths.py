from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from desktop_app.domain.errors import ProfileError
from desktop_app.system.clock import SystemClock
from desktop_app.system.paths import profile_dir, resource


def test_the_flag_wins_over_the_environment_over_the_usual_place(tmp_path: Path) -> None:
    environment = {"AITBC_PROVIDER_HOME": str(tmp_path / "environment")}
    assert profile_dir(str(tmp_path / "flag"), environment) == tmp_path / "flag"
    assert profile_dir(None, environment) == tmp_path / "environment"


@pytest.mark.skipif(sys.platform != "linux", reason="the usual place of Linux")
def test_the_usual_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert profile_dir(None, {}) == tmp_path / "aitbc-provider"


@pytest.mark.skipif(os.name != "posix", reason="folder modes are POSIX")
def test_a_new_folder_is_private_and_an_old_one_is_left_as_it_is(tmp_path: Path) -> None:
    assert stat.S_IMODE(profile_dir(str(tmp_path / "a" / "b")).stat().st_mode) == 0o700
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o755)
    assert stat.S_IMODE(profile_dir(str(shared)).stat().st_mode) == 0o755


def test_a_folder_that_cannot_be_made_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ProfileError, match="--home"):
        profile_dir(str(tmp_path / "file" / "profile"))


def test_resources_are_found_in_a_frozen_program_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert resource("icons").is_dir()
    inside = tmp_path / "desktop_app" / "resources" / "icons"
    inside.mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource("icons") == inside
    with pytest.raises(FileNotFoundError, match="nothing-like-it"):
        resource("nothing-like-it")


async def test_the_clock() -> None:
    clock = SystemClock()
    before = clock.monotonic()
    await clock.sleep(0.01)
    await clock.sleep(-1)
    assert clock.monotonic() - before >= 0.009
    assert clock.now().utcoffset().total_seconds() == 0  # type: ignore[union-attr]
