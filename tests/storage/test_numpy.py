"""The WORKAROUND that keeps numpy out while sqlite_utils is imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_SCRIPT = """
import asyncio, sys
from pathlib import Path
from desktop_app.storage.history import History
path = Path(sys.argv[1])
async def main():
    await (await History.open(path)).close()
asyncio.run(main())
assert "numpy" not in sys.modules, "numpy was imported"
print("sqlite_utils" in sys.modules)
import numpy
numpy.zeros(1)
"""


def test_numpy_stays_out_and_can_still_be_imported(tmp_path: Path) -> None:
    def run() -> str:
        command = [sys.executable, "-c", _SCRIPT, str(tmp_path / "history.db")]
        return subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path.cwd()).stdout.strip()

    assert run() == "True", "a new file is made through sqlite_utils"
    assert run() == "False", "an up to date one does not need it"
