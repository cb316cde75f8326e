"""The release asks for every model's file; here, of a host on this machine."""

from __future__ import annotations

import importlib.util
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "packaging" / "model_addresses.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("model_addresses", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class _Host(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        name = self.path.rpartition("/")[2]
        if name == "linked.gguf":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:1/nobody")
            self.send_header("X-Linked-Size", "1234")
            self.send_header("X-Linked-ETag", f'"{"a" * 64}"')
        elif name == "plain.gguf":
            self.send_response(200)
            self.send_header("Content-Length", "1234")
        else:
            self.send_response(404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Host)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("name", "size", "found"),
    [
        ("linked.gguf", 1234, (True, "there, its SHA-256 is told")),
        ("plain.gguf", 1234, (True, "there, no SHA-256 is told")),
        ("linked.gguf", 99, (False, "1234 bytes, the list says 99")),
        ("gone.gguf", 1234, (False, "status 404")),
    ],
)
def test_an_address(script: ModuleType, host: str, name: str, size: int, found: tuple[bool, str]) -> None:
    assert script.judge(f"{host}/{name}", size) == found


def test_a_host_that_is_not_there(script: ModuleType) -> None:
    good, says = script.judge("http://127.0.0.1:1/x.gguf", 1)
    assert not good and says.startswith("no answer")


def test_one_bad_address_fails_the_step(
    script: ModuleType, host: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(*names: str) -> Path:
        models = [{"name": name, "gguf": {"url": f"{host}/{name}", "bytes": 1234}} for name in names]
        path = tmp_path / "models.json"
        path.write_text(json.dumps({"models": [*models, {"name": "by ollama", "ollama": {}}]}))
        return path

    assert script.main(told("linked.gguf")) == 0
    assert script.main(told("linked.gguf", "gone.gguf")) == 1
    assert "gone.gguf: status 404" in capsys.readouterr().out
