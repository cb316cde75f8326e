"""Model files of the owner's own (port `ModelShelf`)."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.errors import ModelMissing
from desktop_app.domain.hosting import Hosted
from desktop_app.runtimes import gguf


class ModelShelf:
    """`folder` is the one whose GGUF files the built-in engine runs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def look(self, wanted: Hosted) -> None:
        """FileNotFoundError names a file that is not there; ModelMissing one that is no GGUF."""
        path = Path(wanted.source).expanduser()
        if not path.is_file():
            raise FileNotFoundError(f"there is no model file {wanted.source}")
        try:
            gguf.read_head(path)
        except gguf.NotGguf as error:
            raise ModelMissing(
                f"{wanted.source} is not a GGUF file",
                next_step="Convert it to GGUF, the format of llama.cpp and Ollama",
            ) from error
