"""Who may talk to the program, and what it answers, over real HTTP."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop_app.control.client import Failed, NotRunning, ask, raise_window
from desktop_app.domain.errors import ProfileError
from tests.control.fakes import NOW, FakeDesk, Program, endpoint

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def patient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Program]]:
    """One program that is asked many wrong things."""
    home = tmp_path_factory.mktemp("patient")
    with Program(home) as program:
        yield home, program


def told(home: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((home / "control.json").read_text())
    return found


def raw(home: Path, method: str, path: str, body: str | None = None, **headers: str) -> tuple[int, bytes]:
    """A request as anybody could send it; the headers replace the right ones, "" leaves one out."""
    where = told(home)
    right = {"Host": f"127.0.0.1:{where['port']}", "Authorization": f"Bearer {where['token']}"}
    connection = http.client.HTTPConnection("127.0.0.1", where["port"], timeout=5)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in {**right, **headers}.items():
        if value:
            connection.putheader(name, value)
    connection.putheader("Content-Length", str(len(body or "")))
    connection.endheaders((body or "").encode())
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, content


def test_the_file_is_private_and_goes_with_the_program(tmp_path: Path) -> None:
    with Program(tmp_path):
        where = told(tmp_path)
        assert where.keys() == {"port", "token", "pid", "version"}
        assert where["pid"] == os.getpid()
        assert len(where["token"]) >= 40
        assert [f.name for f in tmp_path.iterdir()] == ["control.json"]
        if os.name == "posix":
            assert stat.S_IMODE((tmp_path / "control.json").stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == []


def test_the_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with Program(tmp_path):
        (tmp_path / "control.json").write_text("another's")
    assert (tmp_path / "control.json").read_text() == "another's"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Authorization": ""}, 401),
        ({"Authorization": "Bearer wrong"}, 401),
        ({"Authorization": "Bearer \xff"}, 401),
        ({"Host": ""}, 400),
        ({"Host": "evil.example"}, 403),
        ({"Host": "127.0.0.1:1"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_anybody_else_is_refused(patient: tuple[Path, Program], headers: dict[str, str], status: int) -> None:
    home, program = patient
    for method, path in (("POST", "/quit"), ("GET", "/status"), ("GET", "/nowhere")):
        assert raw(home, method, path, **headers)[0] == status
    assert program.desk.asked == []


def test_localhost_by_name_is_the_same_machine(tmp_path: Path) -> None:
    with Program(tmp_path):
        assert raw(tmp_path, "GET", "/status", Host=f"localhost:{told(tmp_path)['port']}")[0] == 200


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/nowhere", None, 404),
        ("GET", "/quit", None, 405),
        ("POST", "/pause", "{", 400),
        ("POST", "/pause", "[]", 400),
        ("POST", "/pause", "[" * 60_000, 400),
        ("POST", "/pause", "x" * 100_000, 400),
        ("POST", "/pause", '{"seconds": -1}', 400),
        ("POST", "/pause", '{"seconds": 1e300}', 400),
        ("POST", "/pause", '{"seconds": NaN}', 400),
        ("POST", "/pause", '{"seconds": true}', 400),
        ("POST", "/benchmark", '{"model": 1}', 400),
        ("POST", "/benchmark", '{"model": "gone"}', 409),
        ("GET", "/jobs?limit=0", None, 400),
        ("GET", "/jobs?limit=9999", None, 400),
        ("GET", "/earnings?by=colour", None, 400),
        ("GET", "/earnings?since=yesterday", None, 400),
    ],
)
def test_wrong_questions(
    patient: tuple[Path, Program], method: str, path: str, body: str | None, status: int
) -> None:
    home, program = patient
    assert raw(home, method, path, body)[0] == status
    assert program.desk.asked == []
    assert ask(home, "GET", "/status")["state"] == "offering"


def test_status_has_what_scripts_rely_on(tmp_path: Path) -> None:
    with Program(tmp_path):
        found = ask(tmp_path, "GET", "/status")
    assert (found["state"], found["reason"], found["provider_id"]) == ("offering", "Waiting for jobs", "provider-1")
    assert (found["network"], found["gpu"], found["runtime"], found["models"]) == ("practice", None, "built-in", ["tiny"])
    assert found["jobs"] == {"running": 1, "queued": 2, "completed": 3, "failed": 1, "outbox": 1}
    assert found["earned"] == {"today": "1.5", "total": "2.925", "unit": "PLAY"}
    assert (found["uptime_s"], found["pid"]) == (300.0, os.getpid())


def test_steering(tmp_path: Path) -> None:
    with Program(tmp_path) as program:
        paused = ask(tmp_path, "POST", "/pause", body={"seconds": 3600})
        assert (paused["state"], paused["paused_until"]) == ("paused", "2026-11-22T15:00:00+00:00")
        ask(tmp_path, "POST", "/pause", body={"seconds": None})
        assert ask(tmp_path, "POST", "/resume")["state"] == "offering"
        ask(tmp_path, "POST", "/stop-now")
        ask(tmp_path, "POST", "/quit")
        assert raise_window(tmp_path)
        assert program.raised == 1
        verbs = [("pause", NOW + timedelta(hours=1)), ("pause", None), ("resume", None), ("stop_now", None), ("quit", None)]
        assert program.desk.asked == verbs


def test_earnings(tmp_path: Path) -> None:
    since = datetime(2026, 10, 23, 14, 0, tzinfo=UTC)
    with Program(tmp_path) as program:
        found = ask(tmp_path, "GET", "/earnings", query={"since": since.isoformat(), "by": "client,time_of_day"})
        assert program.desk.asked == [("earnings", since)]
    assert (found["total"], found["gross"], found["fee"], found["energy"]) == ("2.925", "3", "0.075", None)
    assert (found["net"], found["unpaid_jobs"], found["unit"], found["network"]) == (None, 1, "PLAY", "practice")
    assert (found["daily_average"], found["top_client"]) == ("0.0975", "ait1a")
    assert found["breakdowns"].keys() == {"client", "time_of_day"}
    assert found["breakdowns"]["client"]["ait1a"]["total"] == "2.925"


def test_earnings_of_all_time_are_averaged_from_the_first_day(tmp_path: Path) -> None:
    with Program(tmp_path):
        found = ask(tmp_path, "GET", "/earnings", query={"since": "", "by": ""})
    assert (found["since"], found["daily_average"], found["breakdowns"]) == (None, "1.13225806", {})


@pytest.mark.parametrize(("error", "says"), [(ProfileError("no disk", next_step="Buy one"), "Buy one"), (ValueError("x"), "x")])
def test_what_the_world_does_not_allow_is_said(tmp_path: Path, error: Exception, says: str) -> None:
    with Program(tmp_path) as program:
        program.desk.broken = error
        with pytest.raises(Failed, match=says):
            ask(tmp_path, "GET", "/earnings")


@pytest.mark.logs("error")
def test_our_own_bug_is_logged_and_not_shown(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with Program(tmp_path) as program:
        program.desk.broken = RuntimeError("inner workings")
        with pytest.raises(Failed, match="its log has the details") as caught:
            ask(tmp_path, "GET", "/earnings")
    assert "inner workings" not in str(caught.value)
    assert "inner workings" in caplog.text


@pytest.mark.parametrize(
    "content", [None, "", "[]", '{"port": 1}', '{"port": "x", "token": "y"}', '{"port": 99999, "token": "y"}', '{"port": 1, "token": "ü"}']
)  # fmt: skip
def test_without_a_program(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "control.json").write_text(content)
    with pytest.raises(NotRunning):
        ask(tmp_path, "GET", "/status")
    assert not raise_window(tmp_path, patience=0.0)


def test_another_server_at_the_port_of_a_killed_program(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    with Program(other):
        told_by_killed = {**told(other), "token": "of the killed one"}
        (tmp_path / "control.json").write_text(json.dumps(told_by_killed))
        with pytest.raises(NotRunning):
            ask(tmp_path, "GET", "/status")


def test_a_program_that_does_not_answer(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        (tmp_path / "control.json").write_text(json.dumps({"port": deaf.getsockname()[1], "token": "t"}))
        with pytest.raises(Failed, match=r"within 0\.1 s"):
            ask(tmp_path, "GET", "/status", timeout=0.1)


async def test_in_a_running_loop_it_leaves_the_signals_alone_and_does_nothing_while_idle(tmp_path: Path) -> None:
    import signal

    before = signal.getsignal(signal.SIGINT)
    desk = FakeDesk()
    running = endpoint(tmp_path, desk)
    await running.start()
    assert signal.getsignal(signal.SIGINT) is before
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    # The loop of Windows waits for a caller in a task of its own.
    assert not [task for task in others if "accept_coro" not in str(task.get_coro())]
    await running.close()
    await running.close()


async def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    running = endpoint(tmp_path / "gone", FakeDesk())
    with pytest.raises(OSError, match="gone"):
        await running.start()


_QASYNC = """
import asyncio, sys
from pathlib import Path
import qasync
from PySide6.QtWidgets import QApplication
from desktop_app.control.client import ask
from tests.control.fakes import FakeDesk, endpoint

async def main(home):
    running = endpoint(home, FakeDesk())
    await running.start()
    found = await asyncio.to_thread(ask, home, "GET", "/status")
    assert found["state"] == "offering"
    await running.close()
    print("well")

app = QApplication([])
loop = qasync.QEventLoop(app)
asyncio.set_event_loop(loop)
with loop:
    loop.run_until_complete(main(Path(sys.argv[1])))
"""


def test_in_the_loop_of_the_window(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-W", "error::ResourceWarning", "-c", _QASYNC, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "well"), done.stderr
    assert "Warning" not in done.stderr
