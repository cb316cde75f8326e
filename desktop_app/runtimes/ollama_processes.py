"""Ollama's processes on this machine, by the names of processes only (nothing is opened)."""

from __future__ import annotations

_NAMES = (
    "ollama",
    "ollama.exe",
    "ollama_llama_server",
    "ollama_llama_server.exe",
    "ollama-runner",
    "ollama-runner.exe",
)


def pids() -> tuple[int, ...]:
    """Process ids of the server and its runners; the runner is what holds the card's memory."""
    import psutil

    return tuple(p.pid for p in psutil.process_iter(["name"]) if (p.info["name"] or "").removesuffix(".exe") in _NAMES)
