"""The WORKAROUND that keeps numpy out while sqlite_utils is imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from desktop_app.storage.schema import STEPS

_SCRIPT = """
import asyncio, sys
from pathlib import Path
from desktop_app.storage.database import Database
from desktop_app.storage.schema import STEPS
path, steps = Path(sys.argv[1]), STEPS[:int(sys.argv[2])]
async def main():
    await (await Database.open(path, steps=steps)).close()
asyncio.run(main())
assert "numpy" not in sys.modules, "numpy was imported"
print("sqlite_utils" in sys.modules)
import numpy
numpy.zeros(1)
"""


def test_numpy_stays_out_and_can_still_be_imported(tmp_path: Path) -> None:
    def run(steps: int) -> str:
        command = [sys.executable, "-c", _SCRIPT, str(tmp_path / "history.db"), str(steps)]
        return subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path.cwd()).stdout.strip()

    assert run(len(STEPS) - 1) == "False", "a new file is made without sqlite_utils"
    assert run(len(STEPS)) == "True", "an older one is brought up to date through it"
    assert run(len(STEPS)) == "False", "an up to date one does not need it"
