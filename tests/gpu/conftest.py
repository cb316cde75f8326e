"""The stub library, compiled once, and a process that asks it through the real binding."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
Ask = Callable[[str], Any]


def compiler() -> list[str]:
    """The system's C compiler, else the one in the ziglang wheel where it is installed."""
    for name in ("cc", "gcc", "clang"):
        if found := shutil.which(name):
            return [found]
    return [sys.executable, "-m", "ziglang", "cc"] if importlib.util.find_spec("ziglang") else []


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if sys.platform != "linux" or not compiler():
        pytest.skip("the stub library needs Linux and a C compiler (cc, gcc, clang or the ziglang wheel)")
    folder = tmp_path_factory.mktemp("nvml")
    flags = ["-O1", "-shared", "-fPIC", "-Wl,-soname,libnvidia-ml.so.1"]
    built = folder / "libnvidia-ml.so.1"
    subprocess.run([*compiler(), *flags, "-o", str(built), str(HERE / "nvml_stub.c")], check=True)
    return folder


@pytest.fixture(scope="module")
def sysfs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sys")


@pytest.fixture(scope="module")
def ask(library: Path, sysfs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """One process for all questions of a module, so each also tells that the ones before left nothing behind."""
    state = tmp_path_factory.mktemp("state") / "state"
    environment = os.environ | {
        "LD_LIBRARY_PATH": str(library), "NVML_STUB_STATE": str(state), "SYSFS": str(sysfs)
    }  # fmt: skip
    with subprocess.Popen(
        [sys.executable, "-W", "error", str(HERE / "ask.py")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True,
    ) as process:  # fmt: skip
        stdin, stdout = process.stdin, process.stdout
        assert stdin is not None and stdout is not None

        def question(line: str) -> Any:
            stdin.write(line + "\n")
            stdin.flush()
            return json.loads(stdout.readline())

        yield question
        stdin.close()
    assert process.returncode == 0
