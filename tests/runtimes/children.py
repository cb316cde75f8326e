"""The child programs as the real command runs them, for tests that start children of their own."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from desktop_app.runtimes import engine
from desktop_app.system.child_side import child_main

if __name__ == "__main__":
    sys.exit(child_main(sys.argv[1], {"engine": engine.serve}))
