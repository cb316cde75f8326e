"""A model of the owner's own under a public name. Source: the provider guide, "Specialized Model Hosting"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.domain import arguments

REQUIREMENTS = ("gpu_memory", "specialization", "accuracy_requirement")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,99}")


@dataclass(frozen=True, slots=True)
class Hosted:
    """`source` is a GGUF file or the name of a model that the runtime has. `memory` in GB, None = not asked.

    `accuracy` (0 to 1) is what the owner declares of it; it is published as declared. `premium` in AITBC an hour, above
    the usual rate."""

    name: str
    source: str
    memory: Decimal | None = None
    specialization: str = ""
    accuracy: Decimal | None = None
    premium: Decimal = Decimal(0)


def parse(model_name: object, model_path: object, requirements: object, premium_rate: object = 0) -> Hosted:
    """The guide's arguments; ValueError names the field and what is allowed."""
    name = arguments.name_text("model_name", model_name, 100)
    if not _NAME.fullmatch(name):
        raise ValueError("model_name must be of letters, digits and . _ : - and begin with a letter or digit")
    source = arguments.name_text("model_path", str(model_path) if model_path is not None else None, 1000)
    if not isinstance(requirements, Mapping) or any(field not in REQUIREMENTS for field in requirements):
        raise ValueError(f"requirements must be a mapping of {', '.join(REQUIREMENTS)}")
    memory, accuracy = requirements.get("gpu_memory"), requirements.get("accuracy_requirement")
    special = requirements.get("specialization")
    return Hosted(
        name,
        source,
        None if memory is None else arguments.number("requirements.gpu_memory", memory, 0, 1024),
        "" if special is None else arguments.name_text("requirements.specialization", special, 60),
        None if accuracy is None else arguments.share("requirements.accuracy_requirement", accuracy),
        arguments.number("premium_rate", premium_rate, 0, arguments.MOST_AITBC),
    )
