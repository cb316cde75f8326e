"""What a customer may ask of an `inference` job, read from an untrusted payload (protocol page, section 7.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop_app.domain.phrases import Phrase

LARGEST_PROMPT = 1_000_000
LARGEST_OUTPUT = 32_768
DEFAULT_OUTPUT = 512
_MODEL_NAME = 200
_MOST_MESSAGES = 1000
_OUTPUT_NAMES = ("max_tokens", "max_completion_tokens", "num_predict")
_ANSWER_OPENED_BY_CUSTOMER = Phrase("the last of 'messages' must be from the user")


class BadPayload(ValueError):
    """The payload cannot be worked on; the text is meant for the customer and never quotes the payload."""

    def __init__(self, told: Phrase) -> None:
        super().__init__(told)


@dataclass(frozen=True, slots=True)
class Turn:
    """What was said before the prompt. `role` is user or assistant."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Inference:
    """A prompt for a model, with the turns of the conversation before it. `max_tokens` is a count of generated
    tokens; `seed` None leaves it to the runtime."""

    model: str
    prompt: str
    system: str = ""
    max_tokens: int = DEFAULT_OUTPUT
    temperature: float | None = None
    top_p: float | None = None
    seed: int | None = None
    stop: tuple[str, ...] = ()
    history: tuple[Turn, ...] = ()

    def messages(self) -> list[dict[str, str]]:
        """The whole conversation as chat messages, the prompt last."""
        system = [{"role": "system", "content": self.system}] if self.system else []
        turns = [{"role": turn.role, "content": turn.content} for turn in self.history]
        return [*system, *turns, {"role": "user", "content": self.prompt}]


def job_type(payload: Mapping[str, Any]) -> str:
    """The payload's type; `inference` also when the type is absent and model and prompt are there."""
    declared = payload.get("type")
    is_bare = declared is None and "service_type" not in payload
    if is_bare and "model" in payload and ("prompt" in payload or "messages" in payload):
        return "inference"
    if isinstance(declared, str) and declared:
        return declared[:60]
    service = payload.get("service_type")
    return service[:60] if isinstance(service, str) and service else "unknown"


def parse(payload: Mapping[str, Any], *, largest_output: int = LARGEST_OUTPUT) -> Inference:
    """The request, its options bounded by the owner's limit; BadPayload with a reason for the customer."""
    options = payload.get("options")
    merged = {**options, **payload} if isinstance(options, Mapping) else dict(payload)
    if merged.get("images"):
        raise BadPayload(Phrase("images are not accepted here"))
    system, history, prompt = _conversation(merged)
    return Inference(
        model=_text(merged, "model", _MODEL_NAME, required=True),
        prompt=prompt,
        system=system,
        history=history,
        max_tokens=min(largest_output, _max_tokens(merged)),
        temperature=_number(merged, "temperature", 0.0, 5.0),
        top_p=_number(merged, "top_p", 0.0, 1.0),
        seed=_seed(merged),
        stop=_stop(merged),
    )


def _conversation(fields: Mapping[str, Any]) -> tuple[str, tuple[Turn, ...], str]:
    """(system, earlier turns, prompt). A prompt beside `messages` comes after them, unless it only repeats the last."""
    system = _text(fields, "system", LARGEST_PROMPT, required=False)
    said = fields.get("messages")
    if said is None or said == []:
        return system, (), _text(fields, "prompt", LARGEST_PROMPT, required=True)
    if not isinstance(said, list) or len(said) > _MOST_MESSAGES:
        raise BadPayload(Phrase("'messages' must be a list of up to {most} messages", most=_MOST_MESSAGES))
    turns = [_message(message) for message in said]
    prompt = _text(fields, "prompt", LARGEST_PROMPT, required=False)
    if prompt.strip() and turns[-1] != Turn("user", prompt):
        turns.append(Turn("user", prompt))
    if sum(len(turn.content) for turn in turns) > LARGEST_PROMPT:
        raise BadPayload(Phrase("'messages' are longer than {most} characters", most=LARGEST_PROMPT))
    first = [turn.content for turn in turns if turn.role == "system" and turn.content.strip()]
    spoken = [turn for turn in turns if turn.role != "system"]
    if not spoken or spoken[-1].role != "user" or not spoken[-1].content.strip():
        raise BadPayload(_ANSWER_OPENED_BY_CUSTOMER)
    return "\n\n".join([system, *first] if system else first), tuple(spoken[:-1]), spoken[-1].content


def _message(message: Any) -> Turn:
    if not isinstance(message, Mapping):
        raise BadPayload(Phrase("each of 'messages' must have a role and a content"))
    role = "system" if message.get("role") == "developer" else message.get("role")
    if role not in ("system", "user", "assistant"):
        raise BadPayload(Phrase("the role of a message must be system, user or assistant"))
    if message.get("images"):
        raise BadPayload(Phrase("images are not accepted here"))
    content = message.get("content")
    if isinstance(content, list):
        content = "".join(_part(part) for part in content)
    return Turn(role, _text({"messages": content}, "messages", LARGEST_PROMPT, required=False))


def _part(part: Any) -> str:
    """The text of a part of a message; nothing else is accepted."""
    if isinstance(part, Mapping) and part.get("type", "text") in ("text", "input_text"):
        return _text(part, "text", LARGEST_PROMPT, required=False)
    raise BadPayload(Phrase("images, sound and files in 'messages' are not accepted here, only text"))


def _text(fields: Mapping[str, Any], name: str, longest: int, *, required: bool) -> str:
    value = fields.get(name)
    if value is None and not required:
        return ""
    if not isinstance(value, str) or (required and not value.strip()):
        raise BadPayload(Phrase("the job needs a text in '{name}'", name=name))
    if len(value) > longest:
        raise BadPayload(Phrase("'{name}' is longer than {most} characters", name=name, most=longest))
    if "\x00" in value:
        raise BadPayload(Phrase("'{name}' holds a null character", name=name))
    try:
        value.encode()
    except UnicodeEncodeError:
        raise BadPayload(Phrase("'{name}' is not valid Unicode text", name=name)) from None
    return value


def _number(fields: Mapping[str, Any], name: str, low: float, high: float) -> float | None:
    value = fields.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        told = Phrase("'{name}' must be a number from {low} to {high}", name=name, low=f"{low:g}", high=f"{high:g}")
        raise BadPayload(told)
    return float(value)


def _max_tokens(fields: Mapping[str, Any]) -> int:
    for name in _OUTPUT_NAMES:
        value = fields.get(name)
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int) or value == 0:
            raise BadPayload(Phrase("'{name}' must be a whole number above 0", name=name))
        return LARGEST_OUTPUT if value < 0 else value
    return DEFAULT_OUTPUT


def _seed(fields: Mapping[str, Any]) -> int | None:
    value = fields.get("seed")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not -(2**63) <= value < 2**63:
        raise BadPayload(Phrase("'seed' must be a whole number"))
    return value % 2**31 if value >= 0 else None  # below 0 means "any" where customers come from


def _stop(fields: Mapping[str, Any]) -> tuple[str, ...]:
    value = fields.get("stop")
    if value is None:
        return ()
    words = [value] if isinstance(value, str) else value
    if (
        not isinstance(words, list)
        or len(words) > 16
        or not all(isinstance(w, str) and 0 < len(w) <= 200 for w in words)
    ):
        raise BadPayload(Phrase("'stop' must be a text or a list of up to 16 texts"))
    return tuple(words)
