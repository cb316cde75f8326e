"""An update of the portable folder: unpacked beside it, tried, swapped with it in one step."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop_app.domain.phrases import Phrase
from desktop_app.domain.updates import UpdateFailed
from desktop_app.net.unpacking import unpack_tar
from desktop_app.system.updates.swap import exchange

TRIAL_SECONDS = 900.0
Trial = Callable[[Sequence[str]], int]


def run_trial(command: Sequence[str]) -> int:
    """Run a version's self-test, behind the owner's programs; its exit code, 1 when it does not come to an end."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LD_", "_PYI"))}
    lower = (lambda: os.nice(15)) if os.name == "posix" else None
    try:
        return subprocess.run(
            command, env=kept, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            timeout=TRIAL_SECONDS, check=False, preexec_fn=lower,
        ).returncode  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return 1


class ArchiveInstall:
    """`folder` is the program's, `program` its file in there, `profile` the owner's profile."""

    def __init__(self, folder: Path, program: str, profile: Path, trial: Trial = run_trial) -> None:
        self.folder, self._program, self._profile, self._trial = folder, program, profile, trial
        self.beside = folder.with_name(f".{folder.name}.other")

    async def put(self, package: Path) -> None:
        """The new version in the folder's place, the old one beside it. UpdateFailed leaves everything as it was."""
        try:
            await asyncio.to_thread(self._unpacked, package)
            await asyncio.to_thread(self._tried)
            exchange(self.folder, self.beside)
        except UpdateFailed:
            self.forget()
            raise
        except (OSError, tarfile.TarError, EOFError, ValueError) as error:
            self.forget()
            raise UpdateFailed(
                Phrase("it could not be unpacked ({error})", error=getattr(error, "strerror", None) or error)
            ) from error

    def back(self) -> None:
        """The old version in its place again, if it is still here and can open the profile as it is now; UpdateFailed
        when not."""
        if not (self.beside / self._program).is_file():
            raise UpdateFailed(Phrase("the version before is not here any more"))
        self._tried()
        exchange(self.folder, self.beside)
        self.forget()

    def forget(self) -> None:
        """Only the version in place is kept."""
        shutil.rmtree(self.beside, ignore_errors=True)

    def _unpacked(self, package: Path) -> None:
        self.forget()
        scratch = self.beside.with_name(self.beside.name + ".part")
        shutil.rmtree(scratch, ignore_errors=True)
        try:
            with tarfile.open(package, "r:xz") as archive:
                unpack_tar(archive, scratch)
            roots = list(scratch.iterdir())
            if len(roots) != 1 or not (roots[0] / self._program).is_file():
                raise UpdateFailed(Phrase("the package does not hold this program"))
            roots[0].replace(self.beside)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    def _tried(self) -> None:
        if self._trial([str(self.beside / self._program), "--self-test", "--home", str(self._profile)]):
            raise UpdateFailed(Phrase("the other version did not pass its self-test on this machine"))
