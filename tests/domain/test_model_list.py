"""The list of well-known models: its file, what fits, what is suggested."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.model_list import Machine, Way, choice, licences, parse, way_of
from desktop_app.domain.score import HEADROOM, fits, needed
from desktop_app.system.paths import resource

GIB = 2**30
TOLD = json.loads(resource("models.json").read_bytes())
LISTED = parse(TOLD)


def card(gib: float | None) -> Machine:
    return Machine(None if gib is None else round(gib * GIB), on_card=True)


def test_the_programs_own_list_is_as_it_should_be() -> None:
    assert len(LISTED) >= 12
    assert sum(bool(one.url) for one in LISTED) >= 12
    assert all(one.ollama and one.ollama_size > 0.2 * 10**9 for one in LISTED)
    for one in LISTED:
        if one.url:  # the two ways to have it are not of another order of magnitude
            assert 0.5 < one.ollama_size / one.size < 2
            assert one.quantisation.lower() in one.url.lower()


def test_a_licence_is_found_by_the_name_at_ollama_and_by_that_of_the_file() -> None:
    found = licences(LISTED)
    assert found["qwen3:0.6b"] == found["Qwen3-0.6B-Q8_0"] == "Apache 2.0"
    assert found["llama3.2:1b"] == "Llama 3.2 Community License"


@pytest.mark.parametrize(
    "break_it",
    [
        lambda told: told.update(version=2),
        lambda told: told["models"].append(told["models"][0]),
        lambda told: told["models"][0].update(name=" "),
        lambda told: told["models"][0].update(colour="red"),
        lambda told: told["models"][0].pop("licence"),
        lambda told: [told["models"][0].pop(way) for way in ("ollama", "gguf")],
        lambda told: told["models"][0]["gguf"].update(url="http://models.example/x.gguf"),
        lambda told: told["models"][0]["gguf"].update(url="https://models.example/x.bin"),
        lambda told: told["models"][0]["gguf"].update(bytes="639446688"),
        lambda told: told["models"][0]["gguf"].update(bytes=0),
        lambda told: told["models"][0]["gguf"].update(sha256="abc"),
        lambda told: told["models"][0]["ollama"].pop("about_bytes"),
        lambda told: told["models"][0]["ollama"].pop("name"),
        lambda told: told.update(models={}),
    ],
)
def test_a_list_that_is_not(break_it: Any) -> None:
    told = copy.deepcopy(TOLD)
    break_it(told)
    with pytest.raises(ValueError):
        parse(told)


@pytest.mark.parametrize(
    ("gib", "first"),
    [(4, "Qwen3 1.7B"), (8, "Qwen3 4B"), (12, "Qwen3 8B"), (16, "Mistral Nemo 12B Instruct"), (24, "Phi-4 14B"),
     (80, "Llama 3.3 70B Instruct")],
)  # fmt: skip
def test_the_suggested_one_leaves_room_for_more_jobs(gib: int, first: str) -> None:
    found = choice(LISTED, "built-in", card(gib), ())
    assert found.offers[0].name == first and "a third of the card" in found.offers[0].suggested
    assert not found.says and all(offer.is_exact for offer in found.offers)


def test_a_small_card_gets_the_smallest_and_a_tiny_one_none() -> None:
    tight = choice(LISTED, "built-in", card(1.25), ())
    assert tight.offers[0].name == "Qwen3 0.6B" and "one job at a time" in tight.offers[0].suggested
    tiny = choice(LISTED, "built-in", card(0.5), ())
    assert tiny.says.startswith("None of these fits: the smallest needs about 1.0 GiB and this card has 0.5 GiB.")
    assert tiny.offers and not any(offer.fits or offer.suggested for offer in tiny.offers)


def test_a_processor_is_suggested_a_small_one() -> None:
    found = choice(LISTED, "built-in", Machine(64 * GIB, on_card=False), ())
    assert found.offers[0].name == "Llama 3.2 3B Instruct" and "processor" in found.offers[0].suggested
    assert "this computer has" in choice(LISTED, "built-in", Machine(4 * GIB, on_card=False), ()).offers[-1].why


def test_a_card_that_does_not_tell_its_memory() -> None:
    found = choice(LISTED, "ollama", card(None), ())
    assert all(offer.fits for offer in found.offers) and "does not tell its memory" in found.offers[0].suggested


def test_each_runtime_gets_its_own_way() -> None:
    assert [way_of(name) for name in ("built-in", "Ollama", "LM Studio")] == [Way.GGUF, Way.OLLAMA, Way.NONE]
    by_ollama = choice(LISTED, "ollama", card(24), {"qwen3:8b"})
    assert {offer.source for offer in by_ollama.offers if offer.is_here} == {"qwen3:8b"}
    assert not any(offer.is_exact for offer in by_ollama.offers)
    here = choice(LISTED, "built-in", card(24), {"Qwen3-8B-Q4_K_M"})
    assert [offer.name for offer in here.offers if offer.is_here] == ["Qwen3 8B"]
    # An address that was not confirmed is not guessed: this one Ollama alone can fetch.
    names = [{offer.name for offer in found.offers} for found in (here, by_ollama)]
    assert names[1] - names[0] == {"gpt-oss 20B"}
    far = choice(LISTED, "ollama", card(24), (), "http://192.168.1.5:11434")
    assert not far.offers and far.says.startswith("ollama runs on another computer")
    assert choice(LISTED, "ollama", card(24), (), "http://127.0.0.1:11434").offers
    none = choice(LISTED, "LM Studio", card(24), ())
    assert not none.offers and none.says.startswith("LM Studio looks after its models itself")


@given(st.one_of(st.none(), st.integers(0, 200 * GIB)), st.booleans(), st.sampled_from(["built-in", "ollama"]))
def test_what_is_offered_is_by_the_same_rule_as_everything_that_fits(memory: int | None, on_card: bool, runtime: str) -> None:
    found = choice(LISTED, runtime, Machine(memory, on_card), ())
    assert all(offer.fits == fits(offer.size, memory) for offer in found.offers)
    suggested = [offer for offer in found.offers if offer.suggested]
    assert bool(suggested) == any(offer.fits for offer in found.offers) == (not found.says)
    assert suggested == [*found.offers[: len(suggested)]] and len(suggested) <= 1
    for offer in suggested:
        assert memory is None or needed(offer.size) <= memory * (1 - HEADROOM)
    rest = [offer.size for offer in found.offers[len(suggested) :]]
    assert rest == sorted(rest)
