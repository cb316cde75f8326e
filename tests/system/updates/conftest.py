"""A release on a loopback server, and an installed program that is a shell script."""

import importlib.util
import io
import tarfile
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from desktop_app.system.updates.installed import InstalledUpdates
from desktop_app.system.updates.place import ARCHIVE, Origin, Place

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = "aitbc-provider"


def signing():
    spec = importlib.util.spec_from_file_location("sign", ROOT / "packaging" / "sign.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCRIPT = """#!/bin/sh
case "$1" in --self-test) exit {code} ;; esac
echo {version}
"""


def tree(folder: Path, version: str, code: int = 0) -> None:
    folder.mkdir(parents=True)
    (folder / PROGRAM).write_text(SCRIPT.format(version=version, code=code))
    (folder / PROGRAM).chmod(0o755)


def packed(target: Path, version: str, *, code: int = 0, root: str = "aitbc-provider-new") -> Path:
    """An archive with a program whose self-test ends with `code`."""
    content = SCRIPT.format(version=version, code=code).encode()
    with tarfile.open(target, "w:xz") as archive:
        entry = tarfile.TarInfo(f"{root}/{PROGRAM}")
        entry.size, entry.mode = len(content), 0o755
        archive.addfile(entry, io.BytesIO(content))
    return target


@dataclass
class Release:
    """A server with files; what it says can be changed."""

    folder: Path
    secret: Path
    public: str
    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    cut: dict[str, int] = field(default_factory=dict)

    def publish(self, version: str, *, code: int = 0, secret: Path | None = None) -> None:
        package = packed(self.folder / f"p-{version}.tar.xz", version, code=code)
        self.files[f"/{package.name}"] = package.read_bytes()
        at = datetime(2026, 1, 2, tzinfo=UTC)
        told = signing().manifest(secret or self.secret, version, self.url, ["Faster start"], {ARCHIVE: package}, at)
        self.files["/manifest.json"] = told.encode()


@pytest.fixture
def release(tmp_path):
    folder = tmp_path / "release"
    folder.mkdir()
    made = Release(folder, folder / "secret", signing().keys(folder / "secret"))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = made.files.get(self.path)
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write((body or b"")[: made.cut.get(self.path)])
            self.close_connection = True

        def log_message(self, *_words):
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass
class Machine:
    """An installed program and a profile; `updates(version)` are those of that version, running now."""

    release: Release
    folder: Path
    profile: Path

    def updates(self, version: str = "0.1.0") -> InstalledUpdates:
        origin = Origin(f"{self.release.url}/manifest.json", (self.release.public,))
        return InstalledUpdates(version, self.profile, origin, Place(ARCHIVE, self.folder, PROGRAM))

    @property
    def version(self) -> str:
        return (self.folder / PROGRAM).read_text().split()[-1]

    def treasures(self) -> dict[str, bytes]:
        """The profile's own files, which no update may touch."""
        return {f.name: f.read_bytes() for f in self.profile.iterdir() if f.is_file() and f.name != "update.json"}


@pytest.fixture
def machine(release, tmp_path):
    home = tmp_path / "portable" / "aitbc-provider"
    tree(home, "0.1.0")
    profile = tmp_path / "profile"
    profile.mkdir()
    (profile / "history.db").write_bytes(b"what was earned")
    (profile / "settings.json").write_bytes(b"{}")
    return Machine(release, home, profile)
