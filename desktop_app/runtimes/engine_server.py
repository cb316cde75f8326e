"""llama.cpp's own server program as the engine, in place of the wheel's: the same API, run below our child process.

It is tied to that process as that process is to us, and gets only what it needs: the key travels in its environment,
which it reads in place of an argument that everybody could see."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from desktop_app.runtimes import confinement

_ALL_LAYERS = 999


def serve(config: Mapping[str, Any], announce: Callable[[Mapping[str, Any]], None]) -> None:
    """As engine.serve, for `config["server"]`, the program's path; RuntimeError when it ends before it is ready."""
    server = Path(config["server"])
    environment = {**os.environ, "LLAMA_API_KEY": config["key"]}
    if config.get("card"):
        environment["CUDA_VISIBLE_DEVICES"] = config["card"]
    device = _device(server, environment) if config.get("gpu_layers") != 0 else ""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]

    def begin() -> None:
        _end_with_parent()
        if not device:  # a card's driver needs more than can be foreseen
            confinement.confine(_readable(server, Path(config["model"])), port=port)

    process = subprocess.Popen(
        arguments(config, port, on_card=bool(device)),
        cwd=server.parent, env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr,
        preexec_fn=begin if sys.platform == "linux" else None,  # noqa: PLW1509  no other thread forks
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(process, url)
        announce({"url": url, "device": device, "confined": 0 if device else confinement.level()})
        code = process.wait()
    finally:
        process.kill()
    raise RuntimeError(f"the engine ended with code {code}")


def arguments(config: Mapping[str, Any], port: int, *, on_card: bool) -> list[str]:
    """Its command line. No cache of prompts beside the slots, no web pages."""
    from desktop_app.runtimes.engine import OWN_TEXT, batch_tokens, usual_threads

    slots = config["slots"]
    batch = max(slots, batch_tokens(config["size"], on_card=on_card))
    layers = config["gpu_layers"] if config.get("gpu_layers") is not None else _ALL_LAYERS
    named = {
        "--host": "127.0.0.1", "--port": port, "--model": config["model"], "--parallel": slots,
        "--ctx-size": slots * config["context"], "--threads": config.get("threads") or usual_threads(),
        "--n-gpu-layers": layers, "--batch-size": batch, "--ubatch-size": batch, "--cache-ram": 0,
        "--slot-prompt-similarity": OWN_TEXT,
    }  # fmt: skip
    return [config["server"], *(str(part) for pair in named.items() for part in pair), "--no-webui", "--slots"]


def _readable(server: Path, model: Path) -> list[Path]:
    places = [path.parent for path in (server, server.resolve(), model, model.resolve())]
    return [*places, *confinement.python_places()]


def _device(server: Path, environment: Mapping[str, str]) -> str:
    """The first card that this build can use, "" when it finds none."""
    try:
        done = subprocess.run(
            [str(server), "--list-devices"], cwd=server.parent, env=dict(environment), stdin=subprocess.DEVNULL,
            capture_output=True, text=True, errors="replace", timeout=60, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    lines = done.stdout.partition("Available devices:")[2].splitlines()
    found = [line.partition(": ")[2].rpartition(" (")[0].strip() for line in lines if ": " in line]
    return next((name for name in found if name), "")


def _wait_until_ready(process: subprocess.Popen[bytes], url: str) -> None:
    while process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=2) as answer:  # 503 while it loads
                if answer.status == 200:
                    return
        except OSError:
            pass
        time.sleep(0.05)
    raise RuntimeError(f"the engine ended with code {process.returncode} while it was loading the model")


def _end_with_parent() -> None:
    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL, 0, 0, 0)
