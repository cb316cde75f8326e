"""The virtual environment in `.venv`: made, filled from a lock, and left alone while nothing changed."""

import contextlib
import hashlib
import importlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "dev-setup.json"
LOCKS = {name: ROOT / "packaging" / f"{name}.lock" for name in ("run", "test", "freeze", "compiler")}
COVERS = {"run": ("run",), "test": ("run", "test")}  # the test lock holds everything of the run lock
COMPILERS = ("cc", "gcc", "clang")
PIP_FLOOR = (22, 3)  # knows --python

# What would lead a child away from the environment.
ASTRAY = ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT")
PIP_SETTINGS = {
    "PIP_USER": "0",
    "PIP_REQUIRE_VIRTUALENV": "0",
    "PIP_NO_INPUT": "1",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_ROOT_USER_ACTION": "ignore",
}
# What a failed step says, and what it means to a person; the first match counts.
MEANINGS = (
    (r"No space left on device|not enough space|Disk quota exceeded", "the disk is full"),
    (
        r"name resolution|NameResolutionError|NewConnectionError|Connection refused|Connection aborted"
        r"|Network is unreachable|ConnectTimeout|ReadTimeout|timed out|ProxyError|CERTIFICATE_VERIFY_FAILED",
        "the package index cannot be reached; is there a network?",
    ),
    (r"DO NOT MATCH THE HASHES", "a downloaded package differs from the lock; nothing of it was installed"),
    (
        r"No matching distribution found for (?P<what>\S+)",
        "no package {what} for this Python ({python}) and this machine ({machine})",
    ),
    (r"Permission denied|Read-only file system|Access is denied", f"{ROOT} cannot be written to"),
)
NO_PIP = (
    "pip 22.3 or newer is needed and this Python has none: "
    "sudo apt-get install python3-pip, or python3 -m ensurepip --user"
)


class Trouble(Exception):
    """Something a person can put right; its text is the one line they read."""


def explain(output: str) -> str | None:
    """The sentence for what a failed step printed; None when it says nothing we know."""
    for pattern, meaning in MEANINGS:
        if found := re.search(pattern, output):
            where = {"python": platform.python_version(), "machine": platform.machine()}
            return meaning.format(**found.groupdict(), **where) if "{" in meaning else meaning
    return None


def environment(base: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The variables for a child: the environment's programs first, nothing that leads away from it."""
    kept = {name: value for name, value in base.items() if name not in ASTRAY}
    path = os.pathsep.join(filter(None, (str(BIN), base.get("PATH", os.defpath))))
    return {**kept, "PATH": path, "VIRTUAL_ENV": str(VENV)}


def count(lock: Path) -> int:
    """How many packages a lock names; one that differs by Python version counts each time."""
    return len(re.findall(r"^[\w.-]+==", lock.read_text(encoding="utf-8"), re.MULTILINE))


# What is there


def foundation() -> dict[str, str]:
    """What the environment stands on; when one of these changes it is made anew."""
    return {"python": f"{platform.python_version()} {sys.base_prefix}", "checkout": str(ROOT)}


def filling(name: str) -> dict[str, str]:
    """What the environment is filled with for a verb: digest by name."""
    files = {lock: LOCKS[lock] for lock in COVERS[name]} | {"project": ROOT / "pyproject.toml"}
    return {key: hashlib.sha256(file.read_bytes()).hexdigest() for key, file in files.items()}


def stamped() -> dict[str, str]:
    """What the last finished set-up left behind; empty when there was none."""
    try:
        content = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def holds(stamp: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    """Whether everything wanted is in the stamp, with the same value."""
    return all(stamp.get(key) == value for key, value in wanted.items())


# Setting up


def prepare(name: str) -> None:
    """See to it that `.venv` holds the lock `name` ("run" or "test") and the project itself."""
    with alone():
        base, wanted, stamp = foundation(), filling(name), stamped()
        usable = PYTHON.exists() and holds(stamp, base)
        if usable and holds(stamp, wanted):
            return
        began = time.monotonic()
        print(f"Setting up .venv: {count(LOCKS[name])} packages, once, a minute or so ...", flush=True)
        STAMP.unlink(missing_ok=True)
        if not usable:
            create()
        pip = usable_pip()
        install(pip, "--require-hashes", "--only-binary", ":all:", "-r", str(LOCKS[name]))
        install(pip, "--no-deps", "--no-build-isolation", "-e", ".")
        STAMP.write_text(json.dumps({**base, **wanted}, indent=1), encoding="utf-8")
        print(f"Set up in {time.monotonic() - began:.0f} s.", flush=True)


def provide_compiler() -> None:
    """A C compiler for the tests' stub of the driver's library, where this system has none: the one in the ziglang
    wheel. It is 100 MB, so it is no part of the test lock; without it those tests are skipped."""
    if any(map(shutil.which, COMPILERS)) or not captured([str(PYTHON), "-c", "import ziglang"]).returncode:
        return
    with alone():
        print("No C compiler here: fetching one for the tests, 100 MB, once ...", flush=True)
        try:
            install(usable_pip(), "--require-hashes", "--only-binary", ":all:", "-r", str(LOCKS["compiler"]))
        except Trouble as trouble:
            print(f"{trouble}; the tests that need one are skipped.", flush=True)


def create() -> None:
    """Make an empty environment; without pip, because Debian's Python comes without ensurepip."""
    if VENV.is_symlink():
        raise Trouble(f"{VENV} is a link; remove it, and it will be made as a folder")
    if VENV.is_dir():
        shutil.rmtree(VENV)
    maker = getattr(sys, "_base_executable", None) or sys.executable
    quietly([maker, "-m", "venv", "--without-pip", str(VENV)], "the virtual environment could not be made")


def usable_pip() -> list[str]:
    """The command of a pip that installs into the environment: the caller's, or one inside."""
    inside = [str(PYTHON), "-m", "pip"]
    callers = dict.fromkeys((sys.executable, getattr(sys, "_base_executable", "")))
    candidates = [[caller, "-m", "pip", "--python", str(PYTHON)] for caller in callers if caller]
    for command in (*candidates, inside):
        if new_enough(command):
            return command
    captured([str(PYTHON), "-m", "ensurepip"])
    if new_enough(inside):
        return inside
    raise Trouble(NO_PIP)


def new_enough(pip: Sequence[str]) -> bool:
    """Whether this pip is there and knows what we ask of it."""
    answer = captured([*pip[:3], "--version"])
    found = re.match(r"pip (\d+)\.(\d+)", answer.stdout)
    return answer.returncode == 0 and found is not None and tuple(map(int, found.groups())) >= PIP_FLOOR


def install(pip: Sequence[str], *what: str) -> None:
    """Install into the environment, or say in one line why not."""
    quietly([*pip, "install", "--quiet", "--no-warn-script-location", *what], "pip could not install")


def captured(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a command in the checkout, its output kept; never raises for its exit code."""
    return subprocess.run(
        command, cwd=ROOT, env={**environment(), **PIP_SETTINGS}, stdin=subprocess.DEVNULL, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
    )  # fmt: skip


def quietly(command: Sequence[str], failure: str) -> None:
    """Run a command without a word; when it fails, its meaning in one line, or all it said."""
    answer = captured(command)
    if answer.returncode:
        raise Trouble(explain(answer.stdout) or f"{failure}:\n{answer.stdout.strip()}")


# One set-up at a time


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Hold the checkout's set-up lock; waits, and says so, while another process sets up."""
    folder = ROOT / "build"
    folder.mkdir(exist_ok=True)
    with (folder / "dev-setup.lock").open("a+b") as file:
        if not acquire(file.fileno(), wait=False):
            print("Waiting for another set-up in this checkout ...", flush=True)
            while not acquire(file.fileno(), wait=True):
                time.sleep(1)
        yield  # closing the file, or the end of the process, lets go


def acquire(descriptor: int, *, wait: bool) -> bool:
    """Take the lock of an open file; False when another process has it."""
    try:
        if os.name == "nt":
            msvcrt = importlib.import_module("msvcrt")
            msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            fcntl = importlib.import_module("fcntl")
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except (BlockingIOError, PermissionError, TimeoutError):
        return False
    return True
