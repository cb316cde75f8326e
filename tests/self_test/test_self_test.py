"""`--self-test`: passes where everything works, and names what does not."""

import json
import sqlite3
import subprocess
import sys

import pytest

from desktop_app.domain.errors import ProfileError
from desktop_app.self_test.profile import history_opens, profile_works
from desktop_app.self_test.report import Failed, Report
from desktop_app.self_test.tls import tls_works
from desktop_app.storage.history import FILE, History
from tests.e2e.programs import environment

PARTS = {"start", "profile", "window", "chart", "tls", "keyring", "engine", "job"}


def test_every_part_of_the_program_works_and_a_broken_history_is_found(tmp_path):
    (tmp_path / FILE).write_bytes(b"no database at all, but long enough to be looked at" * 100)
    command = [sys.executable, "-m", "desktop_app", "--self-test", "--home", str(tmp_path)]
    answer = subprocess.run(command, capture_output=True, text=True, env=environment(), timeout=110, check=False)
    told = json.loads(answer.stdout)
    assert {name for name, found in told["checks"].items() if found["works"]} == PARTS, told
    assert told["checks"]["history"]["works"] is False
    assert (answer.returncode, told["passed"], told["frozen"]) == (1, False, False)
    assert [file.name for file in tmp_path.iterdir()] == [FILE]


async def test_a_history_is_opened_as_a_copy_and_stays_as_it_is(tmp_path):
    profile, scratch = tmp_path / "profile", tmp_path / "scratch"
    profile.mkdir()
    scratch.mkdir()
    assert await history_opens(profile, scratch) == "none yet"
    history = await History.open(profile / FILE)
    await history.close()
    before = (profile / FILE).read_bytes()
    assert "can be opened" in await history_opens(profile, scratch)
    assert (profile / FILE).read_bytes() == before


async def test_a_history_of_a_newer_version_is_refused(tmp_path):
    profile, scratch = tmp_path / "profile", tmp_path / "scratch"
    profile.mkdir()
    scratch.mkdir()
    history = await History.open(profile / FILE)
    await history.close()
    with sqlite3.connect(profile / FILE) as conn:
        conn.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('history', '9999_x', '')")
    conn.close()
    with pytest.raises(ProfileError):
        await history_opens(profile, scratch)


async def test_the_profile_of_the_test_watches_nobody_and_leaves_the_card_alone(tmp_path):
    await profile_works(tmp_path)
    settings = json.loads((tmp_path / "settings.json").read_text())
    assert settings["gpu_uuid"] == "none" and "film" in settings["signals_off"]


async def test_tls_is_spoken_and_strangers_are_refused(tmp_path):
    assert "OpenSSL" in await tls_works(tmp_path)


@pytest.mark.logs("error")
async def test_whatever_goes_wrong_is_the_checks_finding():
    report = Report("1", False)

    async def fails(error):
        raise error

    for name, error in {"world": ProfileError("no room"), "seen": Failed("blank"), "bug": KeyError("x")}.items():
        assert not await report.check(name, lambda error=error: fails(error))
    assert not report.passed
    assert [found["works"] for found in report.shape()["checks"].values()] == [False] * 3
    assert report.checks["bug"]["says"] == "KeyError: 'x'"
