"""The built-in engine's own process: llama.cpp's HTTP server on loopback. The only importer of xllamacpp.

It runs in a child process so that ending it gives all memory back at once, and so that its crash is not ours.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import psutil

from desktop_app.runtimes import confinement

OWN_TEXT = 0.8
"""The share of a prompt that a slot must hold already to be taken for it: as much as an interrupted text's own slot
holds, and not as little as any two conversations begin alike, or the next job would wipe that slot out."""


def serve(config: Mapping[str, Any], announce: Callable[[Mapping[str, Any]], None]) -> None:
    """Load the model and serve until killed; RuntimeError when the model cannot be loaded.

    `config`: `model` (path), `size` (of the model in bytes), `key` (the one API key that is served), `slots` (streams
    at once), `context` (tokens a stream), `threads` and `gpu_layers` (None = the engine's own choice), `card` (the
    UUID of the one card that may be used, "" for all), `server` (the program of another build of llama.cpp, "" for the
    wheel's). Announced: `url` and `device`, the card's name or "" when this
    build computes on the processor, and `confined` as confinement.confine tells (a card's driver needs more than can be
    foreseen, so an engine on a card is not shut in)."""
    if config.get("server"):
        from desktop_app.runtimes import engine_server

        return engine_server.serve(config, announce)
    if config.get("card"):
        os.environ["CUDA_VISIBLE_DEVICES"] = config["card"]  # read when CUDA is loaded, which is below
    import xllamacpp

    device = _card(xllamacpp.get_device_info()) if config.get("gpu_layers") != 0 else ""
    params = _params(xllamacpp.CommonParams(), config)
    model = Path(config["model"])
    readable = [model.parent, model.resolve().parent, *confinement.python_places()]
    confined = 0 if device else confinement.confine(readable)
    params.n_batch = params.n_ubatch = max(config["slots"], batch_tokens(config["size"], on_card=bool(device)))
    server = xllamacpp.Server(params)
    announce({"url": server.listening_address, "device": device, "confined": confined})
    threading.Event().wait()
    return None


def _params(params: Any, config: Mapping[str, Any]) -> Any:
    threads = config.get("threads") or usual_threads()
    params.model.path = config["model"]
    params.api_keys = [config["key"]]  # other users of this machine reach the port too
    params.n_parallel = config["slots"]
    params.n_ctx = config["slots"] * config["context"]
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    params.cache_ram_mib = 0  # else up to 8 GiB of other people's prompts stay in memory
    params.slot_save_path = ""
    params.slot_prompt_similarity = OWN_TEXT
    params.ui = False
    params.verbosity = 0  # its log would quote prompts
    if config.get("gpu_layers") is not None:
        params.n_gpu_layers = config["gpu_layers"]
    return params


def batch_tokens(model_bytes: int, *, on_card: bool) -> int:
    """How many prompt tokens are computed at once, which is how often a closed stream is noticed.

    A card does 512 in no time. On a processor 64 are as fast as more; with larger models half of that still costs
    little, and a batch takes seconds rather than tens of seconds."""
    if on_card:
        return 512
    return 64 if model_bytes < 2**30 else 32


def _card(devices: list[dict[str, Any]]) -> str:
    """The first graphics card that the engine's build can use; the wheel on PyPI knows none."""
    return next((str(d["description"]) for d in devices if d["type"].name.endswith("GPU")), "")


def usual_threads() -> int:
    """One logical core stays free: with all of them taken, one busy program of the owner's makes every token wait
    for it. More threads than physical cores gain nothing."""
    logical = os.cpu_count() or 2
    return max(1, min(logical - 1, psutil.cpu_count(logical=False) or logical))
