"""Which well-known models suit the card and the runtime that were chosen in the wizard."""

from __future__ import annotations

from desktop_app.domain.model_list import Choice, Machine, Way, choice, way_of
from desktop_app.provider.onboarding.answers import PROCESSOR, Answers
from desktop_app.provider.onboarding.ports import Found, FoundRuntime


def suited(found: Found, answers: Answers) -> Choice:
    """By the chosen card's memory, or the computer's own where jobs run on the processor."""
    chosen = next((r for r in found.runtimes if r.url == answers.runtime_url), None)
    runtime = chosen or next(iter(found.runtimes), FoundRuntime("built-in", "", True))
    return choice(found.listed, runtime.name, _machine(found, answers, runtime.name), found.have, runtime.url)


def _machine(found: Found, answers: Answers, runtime: str) -> Machine:
    card = next((card for card in found.cards if card.uuid == answers.card), found.card)
    has_card = bool(card.name) and answers.card != PROCESSOR
    if has_card and (found.engine_on_card or way_of(runtime) is not Way.GGUF):
        return Machine(card.memory_bytes, on_card=True)
    return Machine(found.memory, on_card=False)
