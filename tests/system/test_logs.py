from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.system import logs
from desktop_app.system.logs import Logs

log = logging.getLogger("desktop_app.test")


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Logs]:
    monkeypatch.setattr(logs, "_secrets", ())
    monkeypatch.setattr(logs, "LARGEST", 5000)
    level = logging.getLogger().level
    running = Logs(tmp_path)
    running.start()
    yield running
    running.stop()
    logging.getLogger().setLevel(level)


def test_a_private_file_with_utc_times(started: Logs) -> None:
    log.info("hello")
    started.stop()
    text = started.path.read_text()
    assert text.endswith(" INFO    desktop_app.test: hello\n")
    assert text[10] == "T"
    assert text[23] == "Z"
    if os.name == "posix":
        assert stat.S_IMODE(started.path.stat().st_mode) == 0o600


def test_secrets_are_taken_out_of_messages_and_tracebacks(started: Logs) -> None:
    logs.hide("miner-key-123")
    logs.hide("short")
    logs.hide(None)
    log.info("key=%s short", "miner-key-123")
    try:
        raise RuntimeError("bad miner-key-123")
    except RuntimeError:
        log.info("failed", exc_info=True)
    started.stop()
    text = started.path.read_text()
    assert "miner-key-123" not in text
    assert "key=[hidden] short" in text
    assert "RuntimeError: bad [hidden]" in text


@pytest.mark.logs
def test_the_console_hears_warnings_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    running = Logs(tmp_path)
    running.start()
    log.info("quiet")
    log.warning("loud")
    running.stop()
    heard = capsys.readouterr().err
    assert "loud" in heard
    assert "quiet" not in heard


def test_its_size_is_bounded(started: Logs) -> None:
    for number in range(200):
        log.info("%04d %s", number, "x" * 200)
    log.info("y" * 100_000)
    found = started.files()
    assert [f.name for f in found] == ["provider.log.3", "provider.log.2", "provider.log.1", "provider.log"]
    assert all(f.stat().st_size < 30_000 for f in found)
    assert all(stat.S_IMODE(f.stat().st_mode) == 0o600 for f in found) or os.name != "posix"


def test_a_folder_that_cannot_be_written_leaves_the_console(tmp_path: Path) -> None:
    running = Logs(tmp_path / "gone")
    running.start()
    log.info("nowhere")
    assert running.files() == []
    running.stop()


def test_half_a_character_does_not_stop_the_log(started: Logs, monkeypatch: pytest.MonkeyPatch) -> None:
    # Only to the program's own handlers: what pytest keeps of the log must be fit to be passed on.
    monkeypatch.setattr(logging.getLogger(), "handlers", started._handlers)
    log.info("half \ud800")
    started.stop()
    assert "half \\ud800" in started.path.read_text()
