"""A model of random weights for practice and tests: the real engine runs it, its text is nonsense.

The weights are noise, so what steers the text is one dimension of the hidden state that no layer writes to: it is
the same for every token, and each token's output row reads it as a bias. Whole words get none; letters, bytes and
control tokens get one that no temperature overcomes, so the text is readable words and goes on until the caller's
token limit.
"""

from __future__ import annotations

import os
import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.phrases import Phrase
from desktop_app.runtimes import gguf

NAME = "practice-tiny"
NOTE = Phrase("The practice model is random numbers: its text is nonsense.")

_WORDS = tuple(
    """the a an of and to in is it on at by or but then when while until after before
    gpu memory model token queue job night owner fan heat price market light water river
    runs waits turns sings counts sleeps works grows falls moves asks answers
    fast slow warm cold green quiet bright small large old new café naïve über""".split()  # noqa: SIM905
)
_MARKS = (".", ",", "!", "?")
_BIAS_AXIS = 4.0
_NEVER = -20.0
_TEMPLATE = (
    "{% for m in messages %}{{ m['role'] + ': ' + m['content'] + '\n' }}{% endfor %}"
    "{% if add_generation_prompt %}assistant:{% endif %}"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of a llama-architecture network. `width` must be a multiple of `heads`."""

    width: int
    layers: int
    heads: int
    kv_heads: int
    inner: int
    context: int = 4096


TINY = Shape(width=64, layers=2, heads=4, kv_heads=2, inner=128)
MB50 = Shape(width=512, layers=8, heads=8, kv_heads=4, inner=1536)


def ensure(folder: Path, name: str = NAME) -> Path:
    """The tiny model in this folder, written when it is not there yet; OSError when it cannot be."""
    path = folder / f"{name}.gguf"
    if not path.is_file():
        write(path)
    return path


def write(path: Path, *, shape: Shape = TINY, seed: int = 0) -> None:
    """Write the model, the same bytes for the same seed and shape; OSError when it cannot be written.

    The file appears complete or not at all. TINY has 260 KB and takes 20 ms, MB50 has 50 MB."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            gguf.write(file, _entries(shape), _tensors(shape, random.Random(seed)))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _vocabulary() -> list[tuple[str, float, int, bool]]:
    """(text, merge score, token type, is spoken). Every prefix of a word is a token too: the tokenizer builds a
    word by merging pairs, and the longer merge must win."""
    normal, unknown, control, byte = 1, 2, 3, 6
    vocabulary = [("<unk>", 0.0, unknown, False), ("<s>", 0.0, control, False), ("</s>", 0.0, control, False)]
    vocabulary += [(f"<0x{value:02X}>", 0.0, byte, False) for value in range(256)]
    pieces = {"▁": False} | {chr(code): chr(code) in _MARKS for code in range(33, 127)}
    for word in _WORDS:
        whole = f"▁{word}"
        for end in range(2, len(whole) + 1):
            pieces[whole[:end]] = pieces.get(whole[:end], False) or end == len(whole)
        pieces |= {letter: False for letter in word if letter not in pieces}
    for index, (text, spoken) in enumerate(pieces.items()):
        score = 10.0 + len(text) if len(text) > 1 else -float(index + 1)
        vocabulary.append((text, score, normal, spoken))
    return vocabulary


def _entries(shape: Shape) -> list[bytes]:
    vocabulary = _vocabulary()
    return [
        gguf.entry("general.architecture", "llama"),
        gguf.entry("general.name", NAME),
        gguf.entry(gguf.PRACTICE_KEY, True),
        gguf.entry("llama.context_length", shape.context),
        gguf.entry("llama.embedding_length", shape.width),
        gguf.entry("llama.block_count", shape.layers),
        gguf.entry("llama.feed_forward_length", shape.inner),
        gguf.entry("llama.attention.head_count", shape.heads),
        gguf.entry("llama.attention.head_count_kv", shape.kv_heads),
        gguf.entry("llama.rope.dimension_count", shape.width // shape.heads),
        gguf.entry("llama.attention.layer_norm_rms_epsilon", 1e-5),
        gguf.entry("llama.vocab_size", len(vocabulary)),
        gguf.entry("general.file_type", 1),
        gguf.entry("tokenizer.ggml.model", "llama"),
        gguf.entry("tokenizer.ggml.pre", "default"),
        gguf.entry("tokenizer.ggml.tokens", [text for text, _, _, _ in vocabulary]),
        gguf.entry("tokenizer.ggml.scores", [score for _, score, _, _ in vocabulary]),
        gguf.entry("tokenizer.ggml.token_type", [kind for _, _, kind, _ in vocabulary]),
        gguf.entry("tokenizer.ggml.bos_token_id", 1),
        gguf.entry("tokenizer.ggml.eos_token_id", 2),
        gguf.entry("tokenizer.ggml.unknown_token_id", 0),
        gguf.entry("tokenizer.ggml.add_bos_token", True),
        gguf.entry("tokenizer.chat_template", _TEMPLATE),
    ]


def _tensors(shape: Shape, dice: random.Random) -> Iterator[gguf.Tensor]:
    vocabulary, width, kv = _vocabulary(), shape.width, shape.width // shape.heads * shape.kv_heads
    yield _matrix("token_embd.weight", width, len(vocabulary), 1.0, dice, axis=[_BIAS_AXIS] * len(vocabulary))
    yield _ones("output_norm.weight", width)
    biases = [0.0 if spoken else _NEVER for _, _, _, spoken in vocabulary]
    yield _matrix("output.weight", width, len(vocabulary), 2.0 / width**0.5, dice, axis=biases)
    inward, from_inner = 1.0 / width**0.5, 1.0 / shape.inner**0.5
    for layer in range(shape.layers):
        block = f"blk.{layer}."
        yield _ones(f"{block}attn_norm.weight", width)
        yield _ones(f"{block}ffn_norm.weight", width)
        yield _matrix(f"{block}attn_q.weight", width, width, inward, dice)
        yield _matrix(f"{block}attn_k.weight", width, kv, inward, dice)
        yield _matrix(f"{block}attn_v.weight", width, kv, inward, dice)
        yield _matrix(f"{block}attn_output.weight", width, width, inward, dice, still=True)
        yield _matrix(f"{block}ffn_gate.weight", width, shape.inner, inward, dice)
        yield _matrix(f"{block}ffn_up.weight", width, shape.inner, inward, dice)
        yield _matrix(f"{block}ffn_down.weight", shape.inner, width, from_inner, dice, still=True)


def _matrix(
    name: str,
    columns: int,
    rows: int,
    size: float,
    dice: random.Random,
    *,
    axis: list[float] | None = None,
    still: bool = False,
) -> gguf.Tensor:
    """Random weights of about ±`size`. `axis` sets the bias column, `still` keeps the layer from writing to it."""
    data = bytearray(_noise(columns * rows, size, dice))
    for row, value in enumerate(axis or ()):
        struct.pack_into("<e", data, row * columns * 2, value)
    if still:
        data[: columns * 2] = bytes(columns * 2)
    return gguf.Tensor(name, (columns, rows), gguf.F16, bytes(data))


def _noise(count: int, size: float, dice: random.Random) -> bytes:
    """`count` half floats between ±size/2 and ±2·size: random sign, mantissa and lowest exponent bit, set for all of
    them at once in one big integer (a loop over 25 million weights would take half a minute)."""
    (exponent,) = struct.unpack("<H", struct.pack("<e", size / 2))
    exponent = exponent & 0x7800 or 0x0400
    keep = int.from_bytes(struct.pack("<H", 0x87FF) * count, "little")
    base = int.from_bytes(struct.pack("<H", exponent) * count, "little")
    return (int.from_bytes(dice.randbytes(count * 2), "little") & keep | base).to_bytes(count * 2, "little")


def _ones(name: str, count: int) -> gguf.Tensor:
    return gguf.Tensor(name, (count,), gguf.F32, struct.pack("<f", 1.0) * count)
