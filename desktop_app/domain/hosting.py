"""A model of the owner's own under a public name: what it is, what it needs, what it costs beyond the usual price, and
how right it is, by the owner's word or by the owner's questions. Source: the provider guide, "Specialized Model
Hosting"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from desktop_app.domain import arguments
from desktop_app.domain.money import as_text, exact
from desktop_app.domain.phrases import Phrase

REQUIREMENTS = ("gpu_memory", "specialization", "accuracy_requirement")
MOST_QUESTIONS = 200
ANSWER_TOKENS = 256
GIB = 2**30
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,99}")
_FILES = (".gguf", ".ggml", ".bin", ".pt", ".pth", ".safetensors", ".onnx", ".ckpt")


@dataclass(frozen=True, slots=True)
class Hosted:
    """`source` is a model file or the name of a model that the runtime has. `memory` in GB (2^30 bytes), None = not
    asked. `accuracy` (0 to 1) is published with its basis: declared by the owner, or, where `questions` is not 0,
    measured with so many questions of the owner's own. `premium` in AITBC an hour, above the usual rate."""

    name: str
    source: str
    memory: Decimal | None = None
    specialization: str = ""
    accuracy: Decimal | None = None
    premium: Decimal = Decimal(0)
    questions: int = 0

    @property
    def is_file(self) -> bool:
        return _is_file(self.source)

    @property
    def runs_as(self) -> str:
        """What the runtime knows it by: a file is put among its models under the public name."""
        return self.name if self.is_file else self.source

    def published(self) -> dict[str, Any]:
        """What the network is told of it; never where it lies."""
        told: dict[str, Any] = {"name": self.name}
        if self.specialization:
            told["specialization"] = self.specialization
        if self.accuracy is not None:
            told |= {"accuracy": as_text(self.accuracy), "accuracy_basis": self.basis}
        return told

    def sentence(self) -> str:
        """The same for the software offer."""
        told = [self.specialization] if self.specialization else []
        told += [f"accuracy {as_text(self.accuracy)}, {self.basis}"] if self.accuracy is not None else []
        return f"Served by AITBC Provider: {'; '.join(told)}" if told else ""

    @property
    def basis(self) -> str:
        if not self.questions:
            return "declared by the provider"
        asked = "one question" if self.questions == 1 else f"{self.questions} questions"
        return f"measured with {asked} of the provider's own"


@dataclass(frozen=True, slots=True)
class Question:
    """Right is an answer that holds the expected one, whatever its case and spaces."""

    prompt: str
    answer: str

    def is_right(self, text: str) -> bool:
        return _plain(self.answer) in _plain(text)


def measured(wanted: Hosted, answers: Sequence[bool]) -> Hosted:
    """With the measured accuracy in place of the declared one."""
    share = (Decimal(sum(answers)) / len(answers)).quantize(Decimal("0.0001"))
    return replace(wanted, accuracy=share, questions=len(answers))


def lacking(wanted: Hosted, capacity: int | None, size: int | None, *, on_card: bool) -> str:
    """Why this machine cannot hold it, in a sentence, or "". `capacity` is the card's memory and `size` the model's, in
    bytes; `on_card`: models are computed on the card."""
    if wanted.memory and capacity is None:
        return Phrase(
            "{name} needs {memory} GB of GPU memory, and there is no graphics card here.",
            name=wanted.name, memory=exact(wanted.memory),
        )  # fmt: skip
    if wanted.memory and capacity is not None and wanted.memory * GIB > capacity:
        return Phrase(
            "{name} needs {memory} GB of GPU memory; this card has {there} GB.",
            name=wanted.name, memory=exact(wanted.memory), there=exact(round(Decimal(capacity) / GIB, 1)),
        )  # fmt: skip
    if on_card and capacity is not None and size is not None and size > capacity:
        there = exact(round(Decimal(size) / GIB, 1))
        return Phrase("{name} has {there} GB, more than this card can hold.", name=wanted.name, there=there)
    return ""


def parse(model_name: object, model_path: object, requirements: object, premium_rate: object = 0) -> Hosted:
    """The guide's arguments; ValueError names the field and what is allowed."""
    name = arguments.name_text("model_name", model_name, 100)
    if not _NAME.fullmatch(name):
        raise ValueError("model_name must be of letters, digits and . _ : - and begin with a letter or digit")
    path = str(model_path) if isinstance(model_path, PurePath) else model_path
    source = arguments.name_text("model_path", path, 1000)
    if ":" in name and _is_file(source):
        raise ValueError("model_name must be without a colon for a model file, whose name it becomes")
    needs = arguments.fields("requirements", {} if requirements is None else requirements, REQUIREMENTS)
    memory, accuracy, special = (needs.get(word) for word in ("gpu_memory", "accuracy_requirement", "specialization"))
    return Hosted(
        name,
        source,
        None if memory is None else arguments.number("requirements.gpu_memory", memory, 0, 1024),
        "" if special is None else arguments.name_text("requirements.specialization", special, 60),
        None if accuracy is None else arguments.share("requirements.accuracy_requirement", accuracy),
        arguments.number("premium_rate", premium_rate, 0, arguments.MOST_AITBC),
    )


def parse_questions(questions: object) -> tuple[Question, ...]:
    """Pairs of a prompt and the expected answer; ValueError names the field and what is allowed."""
    wanted = f"questions must be a list of 1 to {MOST_QUESTIONS} pairs of two texts, a prompt and the expected answer"
    if not isinstance(questions, list | tuple) or not 1 <= len(questions) <= MOST_QUESTIONS:
        raise ValueError(wanted)
    found = []
    for pair in questions:
        texts = pair if isinstance(pair, list | tuple) and len(pair) == 2 else ("", "")
        if not all(isinstance(text, str) and text.strip() for text in texts):
            raise ValueError(wanted)
        found.append(Question(pair[0], pair[1]))
    return tuple(found)


def kept(models: Mapping[str, Hosted]) -> dict[str, Any]:
    """As it is written down; `read` makes it again."""
    return {
        "models": [
            {
                "model_name": one.name,
                "model_path": one.source,
                "requirements": {
                    "gpu_memory": None if one.memory is None else as_text(one.memory),
                    "specialization": one.specialization or None,
                    "accuracy_requirement": None if one.accuracy is None else as_text(one.accuracy),
                },
                "premium_rate": as_text(one.premium),
                "questions": one.questions,
            }
            for one in models.values()
        ]
    }


def read(models: object) -> dict[str, Hosted]:
    """By public name; ValueError for what is no such list."""
    if not isinstance(models, list) or not all(isinstance(one, Mapping) for one in models):
        raise ValueError("models must be a list of mappings")
    found = {}
    for one in models:
        told = dict(one)
        asked = arguments.count("questions", told.pop("questions", 0), 0, MOST_QUESTIONS)
        hosted = replace(parse(**told), questions=asked)
        found[hosted.name] = hosted
    return found


def _is_file(source: str) -> bool:
    """A runtime's names may hold a slash ("org/model:tag"); what is a path begins like one or ends like a file."""
    return source.startswith(("/", "~", "./", "../", "\\")) or source[1:3] == ":\\" or source.lower().endswith(_FILES)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
