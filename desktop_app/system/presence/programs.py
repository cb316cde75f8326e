"""Listed programs that run, by name only: processes are never opened, which anti-cheat software minds.

On Linux the system's newest process id is read once a second; only the ids since then are looked at, and processes
are listed only when there are many. On Windows the list of names is read every 2 s."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import time
from collections.abc import Callable, Collection, Mapping
from io import FileIO
from pathlib import Path

from desktop_app.domain.phrases import Phrase
from desktop_app.domain.presence import Kind, Sighting
from desktop_app.domain.times import until_whole_second
from desktop_app.provider.ports import CannotTell

EVERY = 1.0 if sys.platform == "linux" else 2.0
_LISTED_ANEW_EVERY = 3600.0
_COMM = 15
"""Linux cuts a program's name after this many bytes."""
_STEAM_LAUNCHER = "reaper"
_MOST_TRIED = 6
"""New process ids that are tried one by one; for more the whole list is cheaper."""

Tell = Callable[[Sighting], None]
Listed = Callable[[], Mapping[str, str]]


class ListedPrograms:
    """`listed` gives names of programs, as "hop.exe" or "hop", with their titles; it is asked in a thread, now and
    then. `steam:<number>` is a game that Steam's own launcher names in its command line."""

    name = Phrase("list of programs", "what watches")
    kinds = frozenset({Kind.PROGRAM})

    def __init__(self, listed: Listed, proc: Path = Path("/proc")) -> None:
        self._listed, self._proc = listed, proc
        self._titles: dict[str, str] = {}
        self._loadavg: FileIO | None = None
        self._forget()

    def _forget(self) -> None:
        self._running: dict[int, str] = {}
        self._young: list[int] = []
        self._newest = -1

    async def watch(self, tell: Tell) -> None:
        try:
            await self._watch(tell)
        finally:
            self.close()

    def close(self) -> None:
        if self._loadavg is not None:
            self._loadavg.close()
            self._loadavg = None

    async def _watch(self, tell: Tell) -> None:
        was, list_at = "", 0.0
        while True:
            if time.monotonic() >= list_at:
                list_at = time.monotonic() + _LISTED_ANEW_EVERY
                self._use(await asyncio.to_thread(self._listed))
            try:
                now = next(iter(self.look().values()), "")
            except OSError as error:
                raise CannotTell(
                    Phrase("the list of processes cannot be read ({error})", error=error.strerror or error)
                ) from error
            if now != was:
                tell(Sighting(Kind.PROGRAM, bool(now), time.monotonic(), now or was))
                was = now
            await asyncio.sleep(until_whole_second(time.monotonic(), EVERY))

    def _use(self, listed: Mapping[str, str]) -> None:
        titles = {_key(name): title for name, title in listed.items()}
        if titles != self._titles:
            self._titles = titles
            self._forget()

    def look(self) -> dict[int, str]:
        """Process id to title of every listed program that runs."""
        if sys.platform == "linux":
            self._look_at_new()
        elif sys.platform == "win32":
            from desktop_app.system.presence.windows import process_names

            names = ((pid, _key(name)) for pid, name in process_names())
            self._running = {pid: self._titles[name] for pid, name in names if name in self._titles}
        return self._running

    def _look_at_new(self) -> None:
        for pid in [pid for pid in self._running if not (self._proc / str(pid)).exists()]:
            del self._running[pid]
        newest = self._newest_pid()
        before, self._newest = self._newest, newest
        new: Collection[int] = range(before + 1, newest + 1)
        if before < 0 or newest < before:
            new = self._all()
        elif len(new) > _MOST_TRIED:
            new = [pid for pid in self._all() if pid in new]
        # What is new is looked at twice: a starting program has its parent's name for a moment.
        self._young = [pid for pid in {*new, *self._young} if self._note(pid) and pid in new]

    def _newest_pid(self) -> int:
        if self._loadavg is None:
            self._loadavg = (self._proc / "loadavg").open("rb", buffering=0)
        return int(os.pread(self._loadavg.fileno(), 128, 0).rsplit(None, 1)[-1])

    def _all(self) -> list[int]:
        return [int(name) for name in os.listdir(self._proc) if name.isdigit()]  # noqa: PTH208

    def _note(self, pid: int) -> bool:
        """Whether there is such a process; a listed one is kept."""
        comm = self._read(pid, "comm").rstrip(b"\n")
        if (title := self._title(pid, comm)) and self._is_process(pid):
            self._running[pid] = title
        return bool(comm)

    def _is_process(self, pid: int) -> bool:
        """Threads take numbers, too, and have names."""
        found = re.search(rb"^Tgid:\s*(\d+)", self._read(pid, "status"), re.M)
        return found is None or int(found[1]) == pid

    def _title(self, pid: int, comm: bytes) -> str:
        name = comm.decode("utf-8", "replace").lower()
        if name == _STEAM_LAUNCHER:
            return self._steam_game(self._read(pid, "cmdline").split(b"\0"))
        if len(comm) < _COMM:
            return self._titles.get(_key(name), "")
        whole = (title for key, title in self._titles.items() if name in (_cut(key), _cut(key + ".exe")))
        return next(whole, "")

    def _steam_game(self, words: list[bytes]) -> str:
        """Steam's launcher, not the game, says which one it started; `Install=1` means that it only installs."""
        line = b" ".join(words[:8]).decode("utf-8", "replace")
        found = re.search(r"SteamLaunch\b.*?\bAppId=(\d+)", line)
        if found is None or "Install=1" in line:
            return ""
        return self._titles.get(f"steam:{found[1]}", "")

    def _read(self, pid: int, name: str) -> bytes:
        try:
            return (self._proc / str(pid) / name).read_bytes()
        except OSError:
            return b""


def _key(name: str) -> str:
    return name.lower().removesuffix(".exe")


def _cut(name: str) -> str:
    return name.encode()[:_COMM].decode("utf-8", "ignore")
