"""The verbs: what they print and how they end."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.control import verbs
from desktop_app.control.doctor import examine
from desktop_app.control.render import table
from desktop_app.domain import tax
from desktop_app.domain.errors import ProfileError
from desktop_app.domain.phrases import written
from tests.control.fakes import NOW, STATE, FakeOffline, Program

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def profile(tmp_path: Path) -> FakeOffline:
    return FakeOffline(tmp_path)


@pytest.fixture
def run(profile: FakeOffline) -> Run:
    def do(*argv: str) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        code = verbs.run(argv, lambda home: profile, out=out, err=err)
        return code, out.getvalue(), err.getvalue()

    return do


@pytest.mark.parametrize("verb", ["status", "pause", "resume", "stop-now", "jobs", "models", "benchmark"])
def test_without_a_program_they_say_so_and_end_with_3(run: Run, verb: str) -> None:
    assert run(verb) == (3, "", "The program is not running.\n")
    assert run(verb, "--json")[0] == 3


def test_with_a_program_they_end_with_0(run: Run, tmp_path: Path) -> None:
    with Program(tmp_path) as program:
        code, out, err = run("status")
        assert (code, err) == (0, "")
        assert out.startswith("offering: Waiting for jobs\n")
        assert "1.5000 PLAY today, 2.9250 PLAY in all" in out
        assert "none: no NVIDIA card was found" in out
        assert "practice (play money)" in out
        assert run("pause", "--until-game-ends") == (1, "", "no game is running\n")
        assert run("pause", "--for", "1h") == (0, "paused: Paused by you\n", "")
        assert run("pause")[0] == run("resume")[0] == run("stop-now")[0] == 0
        asked = [("pause_for_game", None), ("pause", NOW + timedelta(hours=1)), ("pause", None), ("resume", None), ("stop_now", None)]
        assert program.desk.asked == asked


def test_a_card_is_chosen_by_its_number(run: Run, profile: FakeOffline) -> None:
    lines = run("gpus")[1].splitlines()
    assert lines[1].split()[:7] == ["*", "0", "RTX", "3060", "12.0", "GiB", "13.0"] and "GPU-b" in lines[2]
    offered = {card["name"]: card["is_offered"] for card in json.loads(run("gpus", "--use", "1", "--json")[1])["gpus"]}
    assert profile.chosen == {"gpu_uuid": "GPU-b"} and offered == {"RTX 3060": False, "RTX 4090": True}
    code, out, err = run("gpus", "--use", "2")
    assert (code, out) == (1, "") and "choose 0, 1, GPU-a, GPU-b, first, none" in err
    assert run("gpus", "--use", "none")[0] == 0 and profile.chosen == {"gpu_uuid": "none"}


def test_jobs_models_and_benchmark_are_tables(run: Run, tmp_path: Path) -> None:
    with Program(tmp_path):
        jobs = run("jobs")[1].splitlines()
        assert "1.4625 PLAY" in jobs[1]
        assert jobs[2].endswith("no such model?[2J"), "nothing that a terminal would obey"
        assert len(run("jobs", "--limit", "1")[1].splitlines()) == 2
        models = run("models")[1].splitlines()
        assert models[1].split() == ["tiny", "0.00", "GiB", "2048", "tokens", "practice"]
        assert models[2].split() == ["large", "-", "-"]
        assert "25.0 tokens/s" in run("benchmark", "--model", "tiny")[1]
        code, out, err = run("benchmark", "--model", "gone")
        assert (code, out, err.count("\n")) == (1, "", 1)


def test_json_everywhere(run: Run, tmp_path: Path) -> None:
    with Program(tmp_path):
        for verb in ("status", "pause", "resume", "stop-now", "jobs", "models", "benchmark", "earnings", "doctor"):
            code, out, _ = run(verb, "--json")
            assert code == 0
            assert isinstance(json.loads(out), dict), verb


@pytest.mark.parametrize("running", [True, False])
def test_earnings_are_the_same_with_and_without_a_program(run: Run, tmp_path: Path, running: bool) -> None:
    words = ("earnings", "--period", "30d", "--by", "client,model_type,time_of_day,day,tier")
    if running:
        with Program(tmp_path):
            as_json, as_text = run(*words, "--json"), run(*words)
    else:
        as_json, as_text = run(*words, "--json"), run(*words)
    assert as_json[0] == as_text[0] == 0
    found = json.loads(as_json[1])
    assert (found["total"], found["gross"], found["fee"], found["energy"]) == ("2.925", "3", "0.075", None)
    assert (found["net"], found["unpaid_jobs"], found["network"], found["unit"]) == (None, 1, "practice", "PLAY")
    assert list(found["breakdowns"]) == ["client", "model_type", "time_of_day", "day", "tier"]
    assert "by hour of the day (UTC)" in as_text[1]
    assert "unknown, no tariff is set" in as_text[1]


@pytest.mark.parametrize(
    "argv",
    [
        (), ("dance",), ("status", "--nope"), ("pause", "--for", "soon"), ("pause", "--for", "1h", "--until-game-ends"), ("pause", "--for", "0s"),
        ("pause", "--for", "999999999w"), ("jobs", "--limit", "0"), ("jobs", "--limit", "1" * 20),
        ("earnings", "--by", "client,colour"), ("earnings", "--period", "-1d"), ("export",), ("export", "all"),
    ],
)  # fmt: skip
def test_a_wrong_word_is_one_line_and_ends_with_2(run: Run, argv: tuple[str, ...]) -> None:
    code, out, err = run(*argv)
    assert (code, out, err.count("\n")) == (2, "", 1), err


@pytest.mark.parametrize("argv", [("--help",), ("earnings", "--help"), ("export", "diagnostics", "--help")])
def test_help(run: Run, argv: tuple[str, ...]) -> None:
    code, out, err = run(*argv)
    assert (code, err) == (0, "")
    assert out.startswith("usage: aitbc-provider")


def test_a_profile_that_cannot_be_used_ends_with_1() -> None:
    def unusable(_home: str | None) -> FakeOffline:
        raise ProfileError("no such disk", next_step="Choose another with --home")

    err = io.StringIO()
    assert verbs.run(["status"], unusable, err=err) == 1
    assert err.getvalue() == "The profile folder cannot be used: no such disk. Choose another with --home.\n"


def test_the_home_that_is_named_is_the_one_that_is_asked(profile: FakeOffline) -> None:
    homes: list[str | None] = []

    def make(home: str | None) -> FakeOffline:
        homes.append(home)
        return profile

    verbs.run(["status", "--home", "x"], make, err=io.StringIO())
    verbs.run(["export", "settings", "--home", "y"], make, out=io.StringIO())
    assert homes == ["x", "y"]


def test_doctor(run: Run, profile: FakeOffline) -> None:
    assert run("doctor") == (0, "ok   program: not running\nok   disk: 12 GiB are free\n", "")
    profile.bad = True
    code, out, err = run("doctor")
    assert (code, err) == (1, "Not well: disk, bug.\n")
    assert "BAD  disk: The disk is nearly full: only 3 MiB are left\n     -> Free some space\n" in out
    assert "the secret" not in out
    code, out, _ = run("doctor", "--json")
    assert (code, json.loads(out)["ok"]) == (1, False)


def test_doctor_beside_a_program(run: Run, tmp_path: Path) -> None:
    with Program(tmp_path):
        assert "ok   program: running, offering: Waiting for jobs\n" in run("doctor")[1]
        [about, *_] = examine(profile := FakeOffline(tmp_path))["checks"]
        assert profile.running is not None, "what runs is looked at, not what the settings name"
        assert profile.running["runtime"] == STATE.runtime
    assert written(about["says"].values["reason"]) == written(STATE.reason)  # as the program itself said it


def test_export_earnings(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("export", "earnings")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (code, len(rows)) == (0, 2)
    assert (rows[0]["job_id"], rows[0]["customer"], rows[0]["credited"]) == ("'=job", "ait1,a", "2.925")
    assert [row["paid"] for row in rows] == ["yes", "no"]
    assert tuple(rows[0]) == tax.COLUMNS, "the window's file has the same"
    assert [(row["token_rate"], row["worth"], row["energy_kwh"], row["energy_cost"]) for row in rows] == [
        ("2", "5.85", "", ""), ("2", "5.85", "1.000000", "0.3"),
    ]  # fmt: skip
    assert json.loads(run("export", "earnings", "--json")[1])[0]["job_id"] == "=job"
    target = tmp_path / "earnings.csv"
    assert run("export", "earnings", "--to", str(target)) == (0, f"Written to {target}.\n", "")
    assert target.read_text() == out
    code, _, err = run("export", "earnings", "--to", str(target))
    assert (code, err) == (1, f"{target} cannot be used: File exists.\n")
    assert target.read_text() == out
    assert run("export", "earnings", "--to", str(tmp_path / "gone" / "x"))[0] == 1


def test_export_text_never_to_the_terminal(run: Run, tmp_path: Path) -> None:
    assert run("export", "text", "job-1")[0] == 2
    assert run("export", "text", "job-1", "--to", str(tmp_path / "a.txt"))[0] == 0
    assert (tmp_path / "a.txt").read_text() == "what job-1 wrote"


def test_export_settings(run: Run) -> None:
    assert json.loads(run("export", "settings")[1]) == {"version": 2, "concurrency": 2, "name": "Büro", "rules": {}}


def test_import_settings(run: Run, profile: FakeOffline, tmp_path: Path) -> None:
    (tmp_path / "good").write_bytes(b"good")
    (tmp_path / "bad").write_bytes(b"bad")
    code, out, _ = run("import", "settings", str(tmp_path / "good"), "--same-provider")
    assert code == 0 and "next start" in out and "The setting x is left out." in out
    assert profile.chosen == {"taken": "good True"}
    assert run("import", "settings", str(tmp_path / "bad"))[0::2] == (1, "Nothing was changed: this is not a file of settings.\n")
    assert run("import", "settings", str(tmp_path / "gone"))[0] == 1


def test_diagnostics_hold_no_keys(run: Run, tmp_path: Path) -> None:
    log = (
        "X-Api-Key: miner-secret\nAuthorization: Bearer abc.def\n{'token': 'qwertz'}\n"
        f"http://me:pw@host/ in {Path.home()}/x\nall well\n"
    )
    (tmp_path / "provider.log").write_text(log)
    target = tmp_path / "d.zip"
    code, out, _ = run("export", "diagnostics", "--to", str(target), "--json")
    assert (code, json.loads(out)["written"]) == (0, str(target))
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == ["doctor.json", "settings.json", "versions.json", "provider.log"]
        kept = archive.read("provider.log").decode()
        assert json.loads(archive.read("versions.json"))["python"] == sys.version
    for secret in ("miner-secret", "abc.def", "qwertz", "me:pw", str(Path.home())):
        assert secret not in kept
    assert "all well" in kept
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_diagnostics_name_themselves(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("export", "diagnostics")[0] == 0
    assert len(list(tmp_path.glob("aitbc-provider-diagnostics-*.zip"))) == 1


def test_numbers_end_at_the_same_place() -> None:
    assert table([("a", "1.0"), ("long", "100.25")], right={1}) == "a        1.0\nlong  100.25"


def test_a_verb_imports_nothing_heavy() -> None:
    script = (
        "import sys; from desktop_app.control.verbs import run; run(['--help'], None);"
        "heavy = {'asyncio', 'httpx', 'starlette', 'uvicorn', 'sqlite3', 'PySide6', 'numpy', 'msgspec'} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 0, done.stderr
