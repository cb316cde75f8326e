"""What a customer may ask of sound and film, read from an untrusted payload (protocol page, section 7.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from desktop_app.domain.inference import BadPayload, Inference
from desktop_app.domain.media import MediaRefused, checked_place
from desktop_app.domain.phrases import Phrase

TRANSCRIBE, REENCODE = "transcribe", "reencode"
_LONGEST_PROMPT = 2000


@dataclass(frozen=True, slots=True)
class Transcription:
    """Speech at an address, to be written down. It is known whole or not at all: no tokens of it can be kept."""

    source: str
    model: str = "base"
    prompt: str = ""
    max_tokens: ClassVar[int] = 0


@dataclass(frozen=True, slots=True)
class Reencode:
    """Sound or film at an address, wanted in another format."""

    source: str
    format: str = "mp4"
    model: ClassVar[str] = "ffmpeg"
    max_tokens: ClassVar[int] = 0


MediaTask = Transcription | Reencode
Request = Inference | MediaTask


@dataclass(frozen=True, slots=True)
class MediaOffer:
    """What is installed and switched on: `formats` to re-encode into, `voices` that write down speech."""

    formats: frozenset[str] = frozenset()
    voices: frozenset[str] = frozenset()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The job types, as the network calls them."""
        return (*((TRANSCRIBE,) if self.voices else ()), *((REENCODE,) if self.formats else ()))


def parse_media(kind: str, payload: Mapping[str, Any], offer: MediaOffer) -> MediaTask:
    """What is asked for; BadPayload with a reason for the customer."""
    source = payload.get("url") or payload.get("input")
    try:
        checked_place(source)
    except MediaRefused as refused:
        raise BadPayload(refused.told) from None
    assert isinstance(source, str)  # nothing else passed
    if kind == TRANSCRIBE:
        model = _word(payload, "model", "base", offer.voices)
        prompt = payload.get("prompt", "")
        if not isinstance(prompt, str) or len(prompt) > _LONGEST_PROMPT:
            raise BadPayload(Phrase("'prompt' must be a text of at most {most} characters", most=_LONGEST_PROMPT))
        return Transcription(source, model, prompt)
    name = "output_format" if payload.get("output_format") is not None else "format"
    return Reencode(source, _word(payload, name, "mp4", offer.formats))


def _word(payload: Mapping[str, Any], name: str, usual: str, known: frozenset[str]) -> str:
    value = payload.get(name)
    value = usual if value in (None, "") else value
    word = value.lower().removeprefix(".") if isinstance(value, str) else ""
    if word not in known:
        raise BadPayload(Phrase("'{name}' must be one of {known} here", name=name, known=", ".join(sorted(known))))
    return word
