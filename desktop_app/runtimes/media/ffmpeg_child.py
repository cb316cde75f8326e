"""The child that becomes ffmpeg, shut in first: it writes into its scratch folder alone and connects to nowhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from desktop_app.runtimes import confinement

LEAST_FILE = 1024 * 1024


def serve(config: Mapping[str, Any], announce: Callable[[Mapping[str, Any]], None]) -> None:
    """`program` with `arguments` in `folder`; `largest` bytes a file, `memory` bytes of addresses, 0 for no limit.

    The process that was started turns into ffmpeg, so it ends with us as the child it is. Linux only."""
    if sys.platform != "linux":
        raise OSError("re-encoding needs Linux")
    import resource

    folder, program = Path(config["folder"]), Path(config["program"])
    largest = max(LEAST_FILE, int(config["largest"]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    if memory := int(config["memory"]):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    os.chdir(folder)
    cards = [place for place in Path("/dev").glob("nvidia*") if not place.is_dir()]
    confined = confinement.confine([program.parent, program.resolve().parent], writable=[folder, *cards])
    announce({"confined": confined})
    os.execv(program, [program.name, *config["arguments"]])
