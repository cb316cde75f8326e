"""The GGUF container, as far as we need it: read a model file's head, write a small one. Standard library only.

A file is: magic, version, counts of tensors and of metadata entries; the entries (key, type, value); the
tensors' descriptions; then their data, aligned to 32 bytes. All numbers are little-endian.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from desktop_app.domain.phrases import Phrase

MAGIC = b"GGUF"
ALIGNMENT = 32
PRACTICE_KEY = "aitbc_provider.practice"

_NUMBERS = {0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?", 10: "<Q", 11: "<q", 12: "<d"}
_U32, _I32, _F32, _BOOL, _STRING, _ARRAY = 4, 5, 6, 7, 8, 9
_LONGEST_TEXT = 16 * 1024 * 1024
_MOST_ENTRIES = 10_000
_MOST_ITEMS = 4_000_000
_MOST_TENSORS = 100_000

BLOCKS = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 9: (32, 36), 10: (256, 84),
    11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 15: (256, 292), 16: (256, 66), 17: (256, 74),
    18: (256, 98), 19: (256, 50), 20: (32, 18), 21: (256, 110), 22: (256, 82), 23: (256, 136), 24: (1, 1), 25: (1, 2),
    26: (1, 4), 27: (1, 8), 28: (1, 8), 29: (256, 56), 30: (1, 2), 34: (256, 54), 35: (256, 66), 39: (32, 17),
}  # fmt: skip
"""By the number of a kind of tensor: how many numbers a block has, and how many bytes."""


class NotGguf(ValueError):
    """The file is not a model file, or is broken."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a model file says about itself. `context` is the trained context in tokens, None = not told;
    `is_practice` marks our own random-weights model; `licence` is its name, "" = not told."""

    architecture: str
    context: int | None
    is_practice: bool
    licence: str = ""


def read_head(path: Path) -> Head:
    """The head of a model file; NotGguf when it is none, OSError when it cannot be read.

    Reading ends as soon as all is known: the vocabulary that follows has megabytes."""
    try:
        with path.open("rb") as file:
            return _head(file)
    except (struct.error, UnicodeDecodeError) as error:
        raise NotGguf(Phrase("the file breaks off or is damaged")) from error


def _head(file: BinaryIO) -> Head:
    if file.read(4) != MAGIC:
        raise NotGguf(Phrase("not a GGUF file"))
    version, _, entries = struct.unpack("<IQQ", file.read(20))
    if version not in (2, 3) or entries > _MOST_ENTRIES:
        raise NotGguf(Phrase("an unknown version of GGUF"))
    found: dict[str, Any] = {}
    for _ in range(entries):
        key = _text(file)
        value = _value(file, struct.unpack("<I", file.read(4))[0])
        found[key] = value
        if key.endswith(".context_length") or key == "tokenizer.ggml.tokens":
            break  # by custom these come after the general keys and before the vocabulary
    architecture = str(found.get("general.architecture", ""))
    context = found.get(f"{architecture}.context_length")
    licence = found.get("general.license.name") or found.get("general.license") or ""
    return Head(
        architecture, context if isinstance(context, int) else None, bool(found.get(PRACTICE_KEY, False)),
        "".join(c for c in str(licence) if c.isprintable())[:80],
    )  # fmt: skip


def needed_size(path: Path) -> int:
    """Bytes that the file must have for all its tensors; NotGguf when it is none or breaks off before them.

    Of a kind of numbers that is not known here only the beginning counts."""
    try:
        with path.open("rb") as file:
            return _needed(file)
    except (struct.error, UnicodeDecodeError) as error:
        raise NotGguf(Phrase("the file breaks off or is damaged")) from error


def _needed(file: BinaryIO) -> int:
    if file.read(4) != MAGIC:
        raise NotGguf(Phrase("not a GGUF file"))
    version, tensors, entries = struct.unpack("<IQQ", file.read(20))
    if version not in (2, 3) or entries > _MOST_ENTRIES or tensors > _MOST_TENSORS:
        raise NotGguf(Phrase("an unknown version of GGUF"))
    alignment = ALIGNMENT
    for _ in range(entries):
        key = _text(file)
        value = _value(file, struct.unpack("<I", file.read(4))[0])
        if key == "general.alignment" and isinstance(value, int) and 0 < value <= 4096:
            alignment = value
    end = 0
    for _ in range(tensors):
        _text(file)
        (dimensions,) = struct.unpack("<I", file.read(4))
        if dimensions > 8:
            raise NotGguf(Phrase("a tensor has too many dimensions"))
        shape = struct.unpack(f"<{dimensions}Q", file.read(8 * dimensions))
        kind, offset = struct.unpack("<IQ", file.read(12))
        numbers, size = BLOCKS.get(kind, (1, 0))
        end = max(end, offset + -(-math.prod(shape) // numbers) * size)
    return -(-file.tell() // alignment) * alignment + end


def _text(file: BinaryIO) -> str:
    (length,) = struct.unpack("<Q", file.read(8))
    if length > _LONGEST_TEXT:
        raise NotGguf(Phrase("a text in the file is too long"))
    raw = file.read(length)
    if len(raw) != length:
        raise NotGguf(Phrase("the file breaks off"))
    return raw.decode()


def _value(file: BinaryIO, kind: int) -> Any:
    if kind in _NUMBERS:
        form = _NUMBERS[kind]
        return struct.unpack(form, file.read(struct.calcsize(form)))[0]
    if kind == _STRING:
        return _text(file)
    if kind != _ARRAY:
        raise NotGguf(Phrase("an unknown type of value"))
    inner, count = struct.unpack("<IQ", file.read(12))
    if count > _MOST_ITEMS or inner == _ARRAY:
        raise NotGguf(Phrase("a list in the file is too long"))
    if inner in _NUMBERS:
        file.seek(count * struct.calcsize(_NUMBERS[inner]), 1)
    else:
        for _ in range(count):
            _value(file, inner)
    return None


# ---- writing ---------------------------------------------------------------------------------------------------

F32, F16 = 0, 1


@dataclass(frozen=True, slots=True)
class Tensor:
    """`shape` as the file wants it: the fastest-moving dimension first. `kind` is F32 or F16."""

    name: str
    shape: tuple[int, ...]
    kind: int
    data: bytes


def entry(key: str, value: bool | int | float | str | Sequence[str] | Sequence[int] | Sequence[float]) -> bytes:
    """One metadata entry; whole numbers are unsigned 32 bits, lists of them signed."""
    return _string(key) + _typed(value)


def _string(text: str) -> bytes:
    raw = text.encode()
    return struct.pack("<Q", len(raw)) + raw


def _typed(value: Any) -> bytes:
    if isinstance(value, bool):
        return struct.pack("<I?", _BOOL, value)
    if isinstance(value, int):
        return struct.pack("<II", _U32, value)
    if isinstance(value, float):
        return struct.pack("<If", _F32, value)
    if isinstance(value, str):
        return struct.pack("<I", _STRING) + _string(value)
    if isinstance(value[0], str):
        return struct.pack("<IIQ", _ARRAY, _STRING, len(value)) + b"".join(map(_string, value))
    kind, form = (_F32, "f") if isinstance(value[0], float) else (_I32, "i")
    return struct.pack(f"<IIQ{len(value)}{form}", _ARRAY, kind, len(value), *value)


def write(file: BinaryIO, entries: Sequence[bytes], tensors: Iterable[Tensor]) -> None:
    """A whole model file."""
    kept = list(tensors)
    file.write(MAGIC + struct.pack("<IQQ", 3, len(kept), len(entries)) + b"".join(entries))
    offset = 0
    for tensor in kept:
        file.write(_string(tensor.name) + struct.pack(f"<I{len(tensor.shape)}Q", len(tensor.shape), *tensor.shape))
        file.write(struct.pack("<IQ", tensor.kind, offset))
        offset += _padded(len(tensor.data))
    file.write(bytes(_padded(file.tell()) - file.tell()))
    for tensor in kept:
        file.write(tensor.data + bytes(_padded(len(tensor.data)) - len(tensor.data)))


def _padded(size: int) -> int:
    return -(-size // ALIGNMENT) * ALIGNMENT
