"""llama.cpp's own server builds: listed by the release, fetched with consent, run as the built-in engine."""

from __future__ import annotations

import hashlib
import io
import json
import random
import sys
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import psutil
import pytest

from desktop_app.control import verbs
from desktop_app.domain.downloads import DownloadFailed, WrongContent
from desktop_app.domain.errors import RuntimeUnreachable
from desktop_app.offline import ProfileOffline
from desktop_app.runtimes import confinement, engine_builds, practice_model
from desktop_app.runtimes.builtin import BuiltInRuntime
from desktop_app.runtimes.engine_builds import Build, EngineStore, fitting, here
from desktop_app.runtimes.library.rules import Rules
from desktop_app.system.child import SpawnChild
from desktop_app.system.clock import SystemClock
from desktop_app.system.paths import resource
from tests.runtimes.help import MODEL, REQUEST, first, listen
from tests.runtimes.library.faulty_server import FaultyServer

SERVER = "build/bin/llama-server"
PROGRAM = f'#!/bin/sh\nexec "{sys.executable}" "{Path(__file__).with_name("llama_server_program.py")}" "$@"\n'
only_unix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")


def tar(**files: str) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        for name, text in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    return data.getvalue()


def zipped(**files: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()


def build(content: bytes, url: str, **more: Any) -> Build:
    digest = hashlib.sha256(content).hexdigest()
    usual = Build("b1", here(), "cuda", url.replace("model.gguf", "engine"), digest, len(content), "tar", SERVER)
    return replace(usual, **more)


async def fetched(folder: Path, content: bytes, *faults: str, **more: Any) -> Path:
    async with FaultyServer([content], random.Random(4), list(faults)) as server:
        store = EngineStore(folder, SystemClock())
        return await store.fetch(build(content, server.url, **more), lambda have, total: None, Rules(first_pause=0.0))


def test_the_list_that_is_shipped_can_be_read() -> None:
    builds = engine_builds.read(resource("engines.json"))
    assert all(b.url.startswith("https://") for b in builds)


def test_what_fits_this_computer() -> None:
    cuda, vulkan = build(b"", "https://x"), build(b"", "https://x", backend="vulkan")
    other = build(b"", "https://x", platform="win-amd64-of-another")
    assert fitting((vulkan, cuda), nvidia=True) is cuda
    assert fitting((vulkan, cuda), nvidia=False) is vulkan
    assert fitting((cuda, other), nvidia=False) is None
    assert fitting((), nvidia=True) is None


@pytest.mark.parametrize(
    "wrong", [{"sha256": ""}, {"url": "http://elsewhere/x"}, {"archive": "exe"}, {"size": 0}, {"sha256": "zz"}]
)
def test_a_list_that_is_wrong(tmp_path: Path, wrong: dict[str, Any]) -> None:
    good = {
        "name": "b1", "platform": here(), "backend": "cuda", "url": "https://x/y", "sha256": "0" * 64, "size": 9,
        "archive": "zip", "server": SERVER,
    }  # fmt: skip
    path = tmp_path / "engines.json"
    path.write_text(json.dumps({"version": 1, "builds": [good]}))
    assert engine_builds.read(path)[0].name == "b1"
    path.write_text(json.dumps({"version": 1, "builds": [good | wrong]}))
    with pytest.raises(ValueError, match=r"engine|SHA-256"):
        engine_builds.read(path)


@pytest.mark.parametrize("pack", [tar, zipped])
async def test_fetched_through_faults_and_unpacked(tmp_path: Path, pack: Any) -> None:
    content = pack(**{SERVER: PROGRAM, "build/bin/libggml.so": "x" * 30_000})
    kind = "tar" if pack is tar else "zip"
    server = await fetched(tmp_path, content, "cut", "busy", "cut", archive=kind)
    assert server.read_text() == PROGRAM and EngineStore(tmp_path, SystemClock()).installed() == server
    assert sorted(path.name for path in tmp_path.iterdir()) == [hashlib.sha256(content).hexdigest()[:16]]
    newer = pack(**{SERVER: PROGRAM + "#"})
    second = await fetched(tmp_path, newer, archive=kind)
    assert not server.exists() and EngineStore(tmp_path, SystemClock()).installed() == second
    EngineStore(tmp_path, SystemClock()).remove()
    assert EngineStore(tmp_path, SystemClock()).installed() is None


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"no archive at all", "tar"), (b"no archive at all", "zip"), (tar(readme="x"), "tar"),
        (tar(**{SERVER: "x", "../outside": "x"}), "tar"), (zipped(**{SERVER: "x", "/etc/outside": "x"}), "zip"),
        (zipped(**{SERVER: "x", "a/../../outside": "x"}), "zip"),
    ],
    ids=("no tar", "no zip", "without the server", "tar above the folder", "absolute path", "zip above the folder"),
)  # fmt: skip
async def test_an_archive_that_is_not_what_it_should_be(tmp_path: Path, content: bytes, kind: str) -> None:
    with pytest.raises(WrongContent):
        await fetched(tmp_path / "engines", content, archive=kind)
    assert EngineStore(tmp_path / "engines", SystemClock()).installed() is None
    assert [path.name for path in tmp_path.iterdir()] == ["engines"] and not list((tmp_path / "engines").iterdir())


async def test_an_engine_of_another_checksum(tmp_path: Path) -> None:
    content = tar(**{SERVER: PROGRAM})
    with pytest.raises(DownloadFailed, match="SHA-256"):
        await fetched(tmp_path, content, sha256="1" * 64)
    assert not list(tmp_path.iterdir())


@only_unix
async def test_it_runs_as_the_built_in_engine(tmp_path: Path, models_dir: Path, spawn: SpawnChild) -> None:
    devices = "Available devices:\n  CUDA0: NVIDIA Test Card (8192 MiB, 8000 MiB free)"
    program = PROGRAM.replace("exec ", f"export STAND_IN_DEVICES='{devices}'\nexec ")
    server = await fetched(tmp_path, tar(**{SERVER: program}))
    runtime = BuiltInRuntime(
        models_dir, spawn, slots=2, context=1024, threads=1, prefer=MODEL, with_practice=True, server=str(server)
    )
    await runtime.start()
    assert runtime.on_card and runtime.note.startswith("Runs on NVIDIA Test Card.")
    pids = await runtime.pids()
    assert len(pids) == 2, "the child, and the engine below it"
    key = runtime._host.engine.headers["Authorization"].split()[-1]  # type: ignore[union-attr]
    assert not [word for pid in pids for word in psutil.Process(pid).cmdline() if key in word]
    wheel = BuiltInRuntime(models_dir, spawn, slots=2, context=1024, threads=1, prefer=MODEL, with_practice=True)
    assert (await listen(runtime, REQUEST)).text == (await listen(wheel, REQUEST)).text
    await wheel.close()
    stream = runtime.generate(replace(REQUEST, max_tokens=900))
    await first(stream)
    assert await runtime.release()
    _, alive = psutil.wait_procs([psutil.Process(pid) for pid in pids if psutil.pid_exists(pid)], timeout=10)
    assert not alive, "ending the child ends the engine below it"
    await runtime.close()


@only_unix
async def test_where_it_finds_no_card_it_is_shut_in(tmp_path: Path, models_dir: Path, spawn: SpawnChild) -> None:
    """An engine that can read the owner's diary ends itself."""
    if confinement.level() < confinement.SHUT_IN:
        pytest.skip("this kernel cannot shut it in")
    diary = tmp_path / "diary"
    diary.write_text("dear diary")
    stand_in = Path(__file__).with_name("llama_server_program.py")
    program = PROGRAM.replace("exec ", f"if cat {diary} > /dev/null 2>&1; then exit 9; fi\nexec ")
    program = program.replace(str(stand_in), "$(dirname $0)/stand_in.py")
    beside = str(PurePosixPath(SERVER).with_name("stand_in.py"))
    server = await fetched(tmp_path / "engines", tar(**{SERVER: program, beside: stand_in.read_text()}))
    runtime = BuiltInRuntime(
        models_dir, spawn, slots=2, context=1024, threads=1, prefer=MODEL, with_practice=True, server=str(server)
    )
    await runtime.start()
    assert not runtime.on_card and "connect to nowhere" in runtime.note
    assert (await listen(runtime, REQUEST)).finish is not None
    await runtime.close()


def test_what_the_owner_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*argv: str) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        return (
            verbs.run(["models", "engine", *argv], ProfileOffline.at, out=out, err=err),
            out.getvalue(),
            err.getvalue(),
        )

    home = ["--home", str(tmp_path)]
    monkeypatch.setattr(engine_builds, "read", lambda path: ())
    code, said, _ = run(*home)
    assert code == 0 and "install Ollama" in said and "processor" in said
    code, _, err = run("--fetch", *home)
    assert code == 1 and err.startswith("There is nothing to fetch: ")
    offered = build(b"x", "https://builds.example/e.zip", backend="vulkan", size=250_000_000)
    monkeypatch.setattr(engine_builds, "read", lambda path: (offered,))
    assert "b1 can be fetched from builds.example (250 MB)" in run(*home)[1]
    assert run("--remove", *home)[0] == 0


@only_unix
async def test_an_engine_that_cannot_load_the_model(tmp_path: Path, spawn: SpawnChild) -> None:
    server = await fetched(tmp_path / "engines", tar(**{SERVER: "#!/bin/sh\nexit 3\n"}))
    practice_model.ensure(tmp_path, MODEL)
    runtime = BuiltInRuntime(tmp_path, spawn, prefer=MODEL, with_practice=True, server=str(server))
    with pytest.raises(RuntimeUnreachable, match="could not load"):
        await runtime.start()
    await runtime.close()
