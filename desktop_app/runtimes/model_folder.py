"""The folder of model files: what is in it and may be offered. A job names a model, never a path."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from desktop_app.provider.ports import Model
from desktop_app.runtimes import gguf, practice_model

_PART = re.compile(r"(?P<name>.+)-(?P<part>\d{5})-of-(?P<parts>\d{5})")
_SPEECHLESS = frozenset({"", "clip", "bert", "nomic-bert", "jina-bert-v2", "t5encoder"})


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A model that the engine can be asked to load. `size` is in bytes, over all its parts."""

    name: str
    path: Path
    size: int
    context: int | None
    is_practice: bool

    def as_model(self) -> Model:
        return Model(self.name, self.size, self.context, practice_model.NOTE if self.is_practice else "")


class ModelFolder:
    """Every `*.gguf` directly in the folder that holds a model which writes text; a file is read again only when
    its size or time changed. The practice model is offered only `with_practice`: its nonsense is not for sale."""

    def __init__(self, folder: Path, *, with_practice: bool) -> None:
        self.folder = folder
        self._with_practice = with_practice
        self._heads: dict[tuple[str, int, int], gguf.Head | None] = {}

    def scan(self) -> dict[str, ModelFile]:
        """By name, sorted; empty when the folder is not there."""
        found: dict[str, ModelFile] = {}
        try:
            paths = sorted(p for p in self.folder.glob("*.gguf") if p.is_file() and not p.name.startswith("."))
        except OSError:
            return found
        for path in paths:
            file = self._file(path, paths)
            if file is not None:
                found[file.name] = file
        return found

    def _file(self, path: Path, paths: list[Path]) -> ModelFile | None:
        head = self._head(path)
        if head is None or head.architecture in _SPEECHLESS or (head.is_practice and not self._with_practice):
            return None
        try:
            part = _PART.fullmatch(path.stem)
            if part is None:
                return ModelFile(path.stem, path, path.stat().st_size, head.context, head.is_practice)
            whole = [p for p in paths if (m := _PART.fullmatch(p.stem)) and m["name"] == part["name"]]
            if int(part["part"]) != 1 or len(whole) != int(part["parts"]):
                return None  # the engine is given the first part, and only when all are there
            size = sum(p.stat().st_size for p in whole)
            return ModelFile(part["name"], path, size, head.context, head.is_practice)
        except OSError:
            return None  # it went away just now

    def _head(self, path: Path) -> gguf.Head | None:
        try:
            state = path.stat()
            key = (path.name, state.st_size, state.st_mtime_ns)
            if key not in self._heads:
                self._heads[key] = gguf.read_head(path)
        except gguf.NotGguf:
            self._heads[key] = None
        except OSError:
            return None
        return self._heads[key]
