"""Model files of the owner's own (port `ModelShelf`)."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from desktop_app.domain.errors import ModelMissing, WorldError
from desktop_app.domain.hosting import Hosted
from desktop_app.domain.phrases import Phrase
from desktop_app.runtimes import gguf


class ModelShelf:
    """`folder` is the one whose GGUF files the built-in engine runs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def look(self, wanted: Hosted) -> int:
        """The file's bytes. FileNotFoundError names a file that is not there; ModelMissing one that is no GGUF."""
        path = _path(wanted)
        if not path.is_file():
            raise FileNotFoundError(f"there is no model file {wanted.source}")
        try:
            gguf.read_head(path)
        except gguf.NotGguf as error:
            raise ModelMissing(
                Phrase("{source} is not a GGUF file", source=wanted.source),
                next_step=Phrase("Convert it to GGUF, the format of llama.cpp and Ollama"),
            ) from error
        return path.stat().st_size

    def put(self, wanted: Hosted) -> None:
        """One file under two names where the disk allows it, else a link, else a copy."""
        source, target = _path(wanted).resolve(), self._place(wanted)
        if target.exists() and not target.samefile(source):
            raise WorldError(
                Phrase("another model is called {name}", name=wanted.name), title=Phrase("This name is taken")
            )
        if target.exists():
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)  # a link to a file that is gone
            _link(source, target)
        except OSError as error:
            raise WorldError(
                Phrase(
                    "{source} cannot be put among the models ({error})",
                    source=wanted.source,
                    error=error.strerror or error,
                ),
                title=Phrase("The model cannot be hosted"),
            ) from error

    def take(self, wanted: Hosted) -> None:
        target = self._place(wanted)
        if target != _path(wanted).absolute():
            target.unlink(missing_ok=True)

    def _place(self, wanted: Hosted) -> Path:
        return self._folder.absolute() / f"{wanted.name}.gguf"


def _path(wanted: Hosted) -> Path:
    return Path(wanted.source).expanduser()


def _link(source: Path, target: Path) -> None:
    for way in (os.link, os.symlink):
        try:
            way(source, target)
            return
        except OSError:
            continue  # another disk, or a system that allows it to few
    half = target.with_suffix(".part")
    shutil.copyfile(source, half)
    half.replace(target)
