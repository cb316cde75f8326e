"""The verb `practice-network`: serve until interrupted, one JSON line on stdout when ready."""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import sys
from dataclasses import asdict

from desktop_app.domain.errors import WorldError
from desktop_app.sandbox.config import PracticeConfig, Ready, config_from
from desktop_app.sandbox.serve import serve


def run(args: argparse.Namespace) -> int:
    """The exit code: 0 after an interrupt or a termination, 1 with one line on stderr."""
    try:
        asyncio.run(_serve(config_from(args)))
    except WorldError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    return 0


async def _serve(config: PracticeConfig) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Not loop.add_signal_handler: Windows has none.
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
    await serve(config, announce, stop)


def announce(ready: Ready) -> None:
    """The one line that tells whoever started it where it listens."""
    print(json.dumps(asdict(ready)), flush=True)
