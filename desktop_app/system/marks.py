"""Addresses for which the owner entered a secret, so that no keyring is opened for one that nobody entered."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.errors import ProfileError
from desktop_app.domain.phrases import Phrase
from desktop_app.system.files import write_private


class Marks:
    """A file with an address a line. ProfileError where it cannot be used."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def all(self) -> frozenset[str]:
        try:
            return frozenset(self._path.read_text("utf-8").split())
        except FileNotFoundError:
            return frozenset()
        except (OSError, ValueError) as error:
            raise ProfileError(Phrase("{marks} cannot be read ({error})", marks=self._path, error=error)) from error

    def add(self, url: str) -> None:
        self._write(self.all() | {url})

    def drop(self, url: str) -> None:
        kept = self.all()
        if url in kept:
            self._write(kept - {url})

    def _write(self, urls: frozenset[str]) -> None:
        try:
            write_private(self._path, "".join(f"{url}\n" for url in sorted(urls)).encode())
        except OSError as error:
            raise ProfileError(
                Phrase("{marks} cannot be written ({error})", marks=self._path, error=error.strerror or error)
            ) from error
