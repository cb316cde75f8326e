"""Models of the owner's own: what is asked of them, what is told of them, how right they are."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.domain.hosting import (
    Question,
    kept,
    lacking,
    measured,
    parse,
    parse_questions,
    read,
)  # fmt: skipfrom desktop_app.domain.inference import Inference
from desktop_app.domain.inference import Inference
from desktop_app.domain.pricing import Prices
from desktop_app.domain.screening import Rules, price

GIB = 2**30
GUIDE = {"gpu_memory": 16, "specialization": "medical_text", "accuracy_requirement": 0.95}


def test_the_guides_arguments():
    found = parse("custom-medical-llm", "/models/medical-llm-v2.pt", GUIDE, 0.2)
    assert found.is_file and found.runs_as == "custom-medical-llm" and found.premium == Decimal("0.2")
    assert found.published() == {
        "name": "custom-medical-llm", "specialization": "medical_text", "accuracy": "0.95",
        "accuracy_basis": "declared by the provider",
    }  # fmt: skip
    assert "declared by the provider" in found.sentence() and "/models" not in found.sentence()


@pytest.mark.parametrize("source,is_file", [
    ("llama3.2:3b", False), ("org/model:tag", False), ("model.GGUF", True), ("~/a", True), ("C:\\m\\a", True),
    (Path("/m/a"), True),
])  # fmt: skip
def test_a_file_or_a_name(source, is_file):
    assert parse("m", source, {}).is_file is is_file


def test_measured_accuracy_takes_the_place_of_the_declared_one():
    found = measured(parse("m", "tiny", {"accuracy_requirement": 0.5}), [True, True, False])
    assert (found.accuracy, found.questions) == (Decimal("0.6667"), 3)
    assert found.published()["accuracy_basis"] == "measured with 3 questions of the provider's own"


def test_a_premium_is_part_of_the_price_of_that_model_only():
    rules = Rules(["m", "usual"], Prices(Decimal("0.1"), Decimal(0)), tokens_per_s=1, premiums={"m": Decimal("0.2")})
    asked = [Inference(model, "hi", max_tokens=3600) for model in ("m", "usual")]
    assert [price(request, rules) for request in asked] == [Decimal("0.3"), Decimal("0.1")]


def test_right_is_an_answer_that_holds_the_expected_one():
    question = Question("What is 2 + 2?", "Four  apples")
    assert question.is_right("It is\nfour APPLES.") and not question.is_right("It is four.")


@pytest.mark.parametrize("capacity,size,on_card,words", [
    (24 * GIB, GIB, True, ""), (None, GIB, False, "no graphics card"), (12 * GIB, GIB, True, "this card has 12 GB"),
    (20 * GIB, 21 * GIB, True, "more than this card can hold"), (20 * GIB, 21 * GIB, False, ""),
])  # fmt: skip
def test_what_the_card_cannot_hold(capacity, size, on_card, words):
    why = lacking(parse("m", "tiny", GUIDE), capacity, size, on_card=on_card)
    assert words in why if words else why == ""


def test_what_is_kept_reads_back():
    hosted = {name: parse(name, "a.gguf", GUIDE, "0.2") for name in ("a", "b")}
    hosted["b"] = measured(hosted["b"], [True] * 20)
    assert read(**json.loads(json.dumps(kept(hosted)))) == hosted


@pytest.mark.parametrize("call,words", [
    (lambda: parse("no spaces", "x", {}), "model_name must be of letters"),
    (lambda: parse("a:b", "x.gguf", {}), "model_name must be without a colon"),
    (lambda: parse("a", 5, {}), "model_path must be a text"),
    (lambda: parse("a", "x", {"gpu": 1}), "requirements does not know 'gpu'"),
    (lambda: parse("a", "x", []), "requirements must be a mapping"),
    (lambda: parse("a", "x", {"accuracy_requirement": 2}), "requirements.accuracy_requirement must be a number from 0 to 1"),
    (lambda: parse("a", "x", {}, -1), "premium_rate must be a number from 0"),
    (lambda: parse_questions([("a",)]), "questions must be a list of 1 to 200 pairs"),
    (lambda: parse_questions([("a", "")]), "questions must be a list"), (lambda: parse_questions([]), "questions must be"),
])  # fmt: skip
def test_a_wrong_argument_is_named(call, words):
    with pytest.raises(ValueError) as caught:
        call()
    assert words in str(caught.value)
