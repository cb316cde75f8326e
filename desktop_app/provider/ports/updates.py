"""What the updates service needs of the machine."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from desktop_app.domain.updates import Manifest, Package


class Updates(Protocol):
    """Where updates come from, and how this installation takes one. Every method may raise WorldError; then nothing
    was changed."""

    @property
    def current(self) -> str:
        """The version that runs."""

    @property
    def kind(self) -> str:
        """The kind of package that fits this installation, "" when none does."""

    @property
    def by_owner(self) -> bool:
        """Whether only the owner can install (a package of the system); then `install` is never called."""

    async def manifest(self) -> Manifest:
        """The newest one, its signature found good; it is never older than one seen before."""

    async def fetch(self, package: Package) -> Path:
        """The package on this disk, whole and as announced; one that is here already is not fetched again."""

    async def install(self, package: Path, version: str) -> None:
        """Unpack it beside this version, let it test itself, and put it in this one's place: the next start is the
        new version's."""
