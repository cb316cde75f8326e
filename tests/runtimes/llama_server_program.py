"""A program that takes the arguments of llama.cpp's own server and runs the real engine: what an official build does,
where none can be had."""

from __future__ import annotations

import argparse
import os
import sys
import threading


def main() -> None:
    if "--list-devices" in sys.argv:
        print(os.environ.get("STAND_IN_DEVICES", "Available devices:"))
        return
    parser = argparse.ArgumentParser()
    for name in ("--host", "--model"):
        parser.add_argument(name, required=True)
    for name in (
        "--port", "--parallel", "--ctx-size", "--threads", "--n-gpu-layers", "--batch-size", "--ubatch-size", "--cache-ram",
    ):  # fmt: skip
        parser.add_argument(name, type=int, required=True)
    parser.add_argument("--alias", default="")
    parser.add_argument("--slot-prompt-similarity", type=float, required=True)
    parser.add_argument("--no-webui", action="store_true", required=True)
    parser.add_argument("--slots", action="store_true", required=True)
    args = parser.parse_args()
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path, params.port = args.model, args.port
    params.api_keys = [os.environ["LLAMA_API_KEY"]]
    params.n_parallel, params.n_ctx, params.ui, params.verbosity = args.parallel, args.ctx_size, False, 0
    params.n_batch, params.n_ubatch, params.cache_ram_mib = args.batch_size, args.ubatch_size, args.cache_ram
    params.slot_prompt_similarity = args.slot_prompt_similarity
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = args.threads
    if args.alias:
        params.model_alias = {args.alias}
    server = xllamacpp.Server(params)
    print("ready at", server.listening_address, flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main()
