"""Child programs of ours: started with their settings on stdin, ready with one line on stdout, never orphans.

A child ends when we do, however we end: on Linux the kernel kills it (PR_SET_PDEATHSIG), on Windows a job object
does, and everywhere it watches its stdin, which only we hold open. Settings travel on stdin because a command line
and an environment can be read by other processes.

PR_SET_PDEATHSIG fires when the *thread* that forked ends, so children are to be started from a thread that lives as
long as they shall (the loop's thread).
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any

from desktop_app.domain.errors import WillNotStart
from desktop_app.domain.phrases import Phrase
from desktop_app.system import job_object
from desktop_app.system.child_side import LOWERED, PARENT, bind_to_parent, child_main

__all__ = ["ChildProcess", "SpawnChild", "bind_to_parent", "child_main", "own_command", "own_environment"]

_STDERR_KEPT = 4096
_LONGEST_READY_LINE = 64 * 1024
_PASSED_ON = frozenset(
    """PATH HOME LANG LANGUAGE TZ TMPDIR TEMP TMP LD_LIBRARY_PATH PYTHONPATH PYTHONHOME VIRTUAL_ENV XDG_CACHE_HOME
    SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT USERPROFILE APPDATA LOCALAPPDATA PROGRAMDATA
    PROGRAMFILES""".split()  # noqa: SIM905
)
_PASSED_ON_GROUPS = ("LC_", "CUDA_", "NVIDIA_", "GGML_", "HIP_", "VK_", "OMP_", "PYTHONWARN", "NVML_STUB_")

if sys.platform == "win32":
    _NO_CONSOLE = subprocess.CREATE_NO_WINDOW
    _LOWERED = subprocess.BELOW_NORMAL_PRIORITY_CLASS
else:
    _NO_CONSOLE = _LOWERED = 0  # the child lowers itself


def own_command(program: str) -> list[str]:
    """The command line of one of our own child programs, in a checkout and in a frozen program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "_child", program]
    return [sys.executable, "-m", "desktop_app", "_child", program]


def own_environment() -> dict[str, str]:
    """What a child needs of our environment; keys and tokens are not among it."""
    return {k: v for k, v in os.environ.items() if k.upper() in _PASSED_ON or k.upper().startswith(_PASSED_ON_GROUPS)}


class ChildProcess:
    """A child that said it is ready (port `Child`)."""

    def __init__(self, process: asyncio.subprocess.Process, errors: _Tail) -> None:
        self._process = process
        self._errors = errors
        self.ready: Mapping[str, Any] = {}

    @property
    def pid(self) -> int:
        """Its own word first: in a virtual environment on Windows we started a launcher."""
        told = self.ready.get("pid")
        return told if isinstance(told, int) else self._process.pid

    @property
    def running(self) -> bool:
        return self._process.returncode is None

    @property
    def exit_code(self) -> int | None:
        """Negative for a signal, None while it runs."""
        return self._process.returncode

    def last_line(self) -> str:
        """The last line it wrote to stderr, printable and short."""
        return self._errors.last_line()

    async def introduce(self, line: bytes) -> None:
        """Send the settings, take the ready line. EOFError when there is none, ValueError when it is none."""
        assert self._process.stdin is not None and self._process.stdout is not None  # pipes, see SpawnChild
        with contextlib.suppress(ConnectionError):  # it ended already: the missing ready line tells
            self._process.stdin.write(line)
            await self._process.stdin.drain()
        raw = await self._process.stdout.readline()
        if not raw:
            raise EOFError
        told = json.loads(raw)
        if not isinstance(told, dict):
            raise ValueError("not a ready line")
        self.ready = told

    async def kill(self) -> None:
        """End it now; its memory is back on return."""
        if self.running:
            with contextlib.suppress(ProcessLookupError):
                if sys.platform == "win32":
                    self._process.kill()
                else:
                    # WORKAROUND python/cpython#87744 (Python 3.11): asyncio's own kill() first looks whether the
                    # process ended, and so takes the exit code away from the thread that waits for it.
                    os.kill(self._process.pid, signal.SIGKILL)
        await self.wait()

    async def wait(self) -> int:
        """Its exit code, negative for a signal, once it ended."""
        code = await self._process.wait()
        assert self._process.stdin is not None  # a pipe, see SpawnChild
        self._process.stdin.close()
        await self._errors.finished()
        return code


class SpawnChild:
    """Starts child programs (port `Spawn`). `command` tells the command line for a program's name."""

    def __init__(self, command: Callable[[str], list[str]] = own_command) -> None:
        self._command = command

    async def __call__(self, program: str, config: Mapping[str, Any], *, timeout: float = 60.0) -> ChildProcess:
        """The child once it is ready.

        `timeout` in seconds. WillNotStart with the child's last line when it ends before, or says nothing
        in time; the child is gone then, also when the caller is cancelled."""
        line = json.dumps({**config, PARENT: os.getpid()}).encode() + b"\n"
        child = await self._start(program)
        try:
            async with asyncio.timeout(timeout):
                await child.introduce(line)
        except BaseException as error:
            await asyncio.shield(asyncio.ensure_future(child.kill()))
            if isinstance(error, TimeoutError):
                told = Phrase("the {program} program was not ready within {seconds} s",
                              program=program, seconds=f"{timeout:.0f}")  # fmt: skip
                raise _not_ready(told) from None
            if isinstance(error, EOFError):
                said = child.last_line() or Phrase("exit code {code}", code=child.exit_code)
                told = Phrase("the {program} program ended at its start: {said}", program=program, said=said)
                raise _not_ready(told) from None
            if isinstance(error, ValueError):
                told = Phrase("the {program} program said something that cannot be read", program=program)
                raise _not_ready(told) from None
            raise
        return child

    async def _start(self, program: str) -> ChildProcess:
        try:
            process = await asyncio.create_subprocess_exec(
                *self._command(program),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=own_environment(),
                creationflags=_NO_CONSOLE | (_LOWERED if program in LOWERED else 0),
                limit=_LONGEST_READY_LINE,
            )
        except OSError as error:
            told = Phrase("the {program} program could not be started: {error}", program=program, error=error.strerror)
            raise _not_ready(told) from error
        job_object.bind(process.pid)
        assert process.stderr is not None
        return ChildProcess(process, _Tail(process.stderr))


def _not_ready(why: Phrase) -> WillNotStart:
    return WillNotStart(why, next_step=Phrase("Start the app again"))


class _Tail:
    """The last of what a child writes to stderr; read all the time, or a full pipe would stop the child."""

    def __init__(self, stream: asyncio.StreamReader) -> None:
        self._kept = b""
        self._task = asyncio.ensure_future(self._read(stream))

    async def _read(self, stream: asyncio.StreamReader) -> None:
        while chunk := await stream.read(4096):
            self._kept = (self._kept + chunk)[-_STDERR_KEPT:]

    async def finished(self) -> None:
        await asyncio.shield(self._task)

    def last_line(self) -> str:
        lines = self._kept.decode(errors="replace").strip().splitlines()
        return "".join(c if c.isprintable() else " " for c in lines[-1])[:300] if lines else ""
