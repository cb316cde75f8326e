"""The WORKAROUND that keeps httpx's command line out of the program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_SCRIPT = """
import sys
import desktop_app.net.client
print(*(name for name in ("httpx", "httpx._main", "click", "rich") if name in sys.modules))
"""


def test_the_client_comes_without_a_command_line() -> None:
    done = subprocess.run([sys.executable, "-c", _SCRIPT], check=True, capture_output=True, text=True, cwd=Path.cwd())
    assert done.stdout.split() == ["httpx"]
