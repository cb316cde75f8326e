"""What the measurements share: an instant runtime, reading both sides' books, figures."""

from __future__ import annotations

import json
import sqlite3
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PRICED = {"payment_amount": "0.05", "buyer_address": "0x" + "b" * 40}


class _Ollama(BaseHTTPRequestHandler):
    """An Ollama whose one model answers at once: what remains is the program's own time."""

    protocol_version = "HTTP/1.1"
    model = "instant:latest"

    def do_GET(self) -> None:
        self._json({"version": "0.0-instant", "models": [{"name": self.model, "model": self.model, "size": 1}]})

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if not self.path.endswith(("/generate", "/chat")):
            return self._json({"model_info": {}, "details": {}, "template": "{{ .Prompt }}"})
        words = {"response": "done", "message": {"role": "assistant", "content": "done"}}
        end = {"done": True, "done_reason": "stop", "prompt_eval_count": 1, "eval_count": 1, "response": ""}
        lines = [{"model": self.model, "done": False, **words}, {"model": self.model, **end}]
        self._send("".join(json.dumps(line) + "\n" for line in lines).encode(), "application/x-ndjson")
        return None

    def _json(self, content: dict[str, Any]) -> None:
        self._send(json.dumps(content).encode(), "application/json")

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None: ...


@contextmanager
def instant_runtime() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Ollama)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def rows(database: Path, query: str) -> list[tuple[Any, ...]]:
    """A read beside the running program."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10) as connection:
        found = connection.execute(query).fetchall()
    connection.close()
    return found


def moment(text: str) -> datetime:
    """A time of the practice network's state file: naive UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def micros(microseconds: int) -> datetime:
    """A time of the program's history."""
    return datetime.fromtimestamp(microseconds / 1e6, UTC)


def figures(values: list[float]) -> dict[str, float]:
    """Median, p90 and maximum in the values' own unit."""
    ordered = sorted(values)
    return {
        "n": len(ordered),
        "median": round(statistics.median(ordered), 4),
        "p90": round(ordered[int(0.9 * (len(ordered) - 1))], 4),
        "max": round(ordered[-1], 4),
    }
