"""The peer we compete with, as the protocol page's section 13 describes it: our own re-creation of its loop.

    python -m tests.benchmarks.reference_worker COORDINATOR MODEL_SERVER KEY ID

One thread: a heartbeat every 15 s, a poll every 3 s, one job at a time, generated without streaming; during a job
neither heartbeats nor polls and no look for a cancellation. Every job it takes is reported as a result."""

from __future__ import annotations

import json
import sys
import time
import urllib.error
import urllib.request
from typing import Any

HEARTBEAT, POLL = 15.0, 3.0
TICK = 0.5
CAPABILITIES = {
    "gpus": [{"name": "none", "memory_mb": 0}], "models": ["instant:latest"], "price": 0.01, "platform": "CPU",
    "supported_tasks": ["inference"], "max_concurrent_jobs": 1,
}  # fmt: skip


class ReferenceWorker:
    def __init__(self, coordinator: str, models: str, key: str, miner: str) -> None:
        self._coordinator, self._models = coordinator, models
        self._headers = {"X-Api-Key": key, "X-Miner-ID": miner, "Content-Type": "application/json"}

    def run(self) -> None:
        self._call("/v1/miners/register", {"capabilities": CAPABILITIES, "concurrency": 1})
        print("registered", flush=True)
        beat = poll = 0.0
        while True:
            now = time.monotonic()
            if now - beat >= HEARTBEAT:
                self._call("/v1/miners/heartbeat", {"inflight": 0, "status": "active", "metadata": {}})
                beat = now
            if now - poll >= POLL:
                poll = now
                job = self._call("/v1/miners/poll", {"max_wait_seconds": 5})
                if job:
                    self._work(job)
            time.sleep(TICK)

    def _work(self, job: dict[str, Any]) -> None:
        began, payload = time.monotonic(), job["payload"]
        print(json.dumps({"job": job["job_id"], "began": time.time()}), flush=True)
        answer = self._ask(self._models + "/api/generate", {
            "model": payload.get("model"), "prompt": payload.get("prompt", ""), "stream": False,
        })  # fmt: skip
        spent = time.monotonic() - began
        result = {"status": "completed", "output": answer.get("response", ""), "execution_time": spent, "gpu_used": True}
        self._call(f"/v1/miners/{job['job_id']}/result", {"result": result, "metrics": {"duration_ms": round(1000 * spent)}})

    def _call(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        try:
            return self._ask(self._coordinator + path, body)
        except urllib.error.HTTPError as error:
            error.close()
            return {}

    def _ask(self, url: str, body: dict[str, Any]) -> dict[str, Any]:
        request = urllib.request.Request(url, json.dumps(body).encode(), self._headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            text = answer.read().decode().strip()
        return dict(json.loads(text.splitlines()[-1])) if text else {}


if __name__ == "__main__":
    ReferenceWorker(*sys.argv[1:5]).run()
