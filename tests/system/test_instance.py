from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.domain.errors import ProfileError
from desktop_app.system.instance import acquire

ROOT = Path(__file__).parents[2]
_HOLDER = """
import sys
from pathlib import Path
from desktop_app.system.instance import acquire
lock = acquire(Path(sys.argv[1]))
print("held" if lock else "taken", flush=True)
sys.stdin.readline()
"""


def _holder(home: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", _HOLDER, str(home)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)


def test_one_program_per_profile(tmp_path: Path) -> None:
    lock = acquire(tmp_path)
    assert lock is not None
    with _holder(tmp_path) as other:
        assert other.communicate("\n")[0] == "taken\n"
    lock.release()
    lock.release()
    again = acquire(tmp_path)
    assert again is not None
    again.release()


def test_a_killed_program_holds_nothing(tmp_path: Path) -> None:
    with _holder(tmp_path) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        assert acquire(tmp_path) is None
        other.kill()
    lock = acquire(tmp_path)
    assert lock is not None
    lock.release()


def test_a_folder_that_cannot_be_locked(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="--home"):
        acquire(tmp_path / "gone")
