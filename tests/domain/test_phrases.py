"""Phrases are their English sentence, and remember how it was made."""

from __future__ import annotations

import copy
import json
import pickle

from desktop_app.domain.phrases import Number, Phrase, Several, read, together, written


def test_a_phrase_is_its_english_sentence() -> None:
    phrase = Phrase("The card is {heat} °C hot", heat=86)
    assert phrase == "The card is 86 °C hot"
    assert json.dumps(phrase) == '"The card is 86 \\u00b0C hot"'
    assert (phrase.pattern, phrase.values) == ("The card is {heat} °C hot", {"heat": 86})


def test_without_values_braces_are_braces() -> None:
    assert Phrase("{what} is allowed") == "{what} is allowed"


def test_one_and_many() -> None:
    assert Several("{n} job", "{n} jobs", 1) == "1 job"
    assert Several("{n} job", "{n} jobs", 0) == "0 jobs"
    assert Several("{n} job of {model}", "{n} jobs of {model}", 1200, model="tiny") == "1,200 jobs of tiny"


def test_parts_stay_phrases_of_their_own() -> None:
    both = together(Phrase("Paused."), "", Phrase("Press {key}.", key="Resume"))
    assert both == "Paused. Press Resume."
    assert [type(part) for part in both.values.values()] == [Phrase, Phrase]
    assert together("a {b}", "c", by=": ") == "a {b}: c"
    assert together() == ""


def test_copies_remember_too() -> None:
    for phrase in (Phrase("{n} things", n=3), Several("{n} job", "{n} jobs", 2)):
        for twin in (copy.deepcopy(phrase), pickle.loads(pickle.dumps(phrase))):
            assert (twin, twin.pattern, twin.values) == (phrase, phrase.pattern, phrase.values)


def test_what_was_written_is_read_with_its_parts() -> None:
    inner = Phrase("hot", "of a card")
    for phrase in (
        Phrase("{what} is {how}, {n} °C", what="{card}", how=inner, n=86),
        Phrase("{what} is allowed"),
        together(Several("{n} job of {whom}", "{n} jobs of {whom}", 1200, whom=inner), "as they came", by=": "),
    ):
        found = read("only where no parts are", written(phrase))
        assert isinstance(found, Phrase)
        assert (found, found.__getnewargs_ex__()) == (phrase, phrase.__getnewargs_ex__())
    nested = read("", written(Phrase("{what}!", what=inner)))
    assert isinstance(nested, Phrase)
    assert [(one.pattern, one.hint) for one in nested.values.values() if isinstance(one, Phrase)] == [("hot", "of a card")]


def test_a_number_stays_one_in_a_sentence_in_a_copy_and_in_what_was_written() -> None:
    phrase = Phrase("{amount} AITBC", amount=Number("1,042.50"))
    assert phrase == "1,042.50 AITBC"
    for found in (phrase, copy.deepcopy(phrase), read("", written(phrase))):
        assert isinstance(found, Phrase) and type(found.values["amount"]) is Number
    assert read("", written(Number("3"))) == "3"


def test_a_plain_text_is_all_there_is_of_it() -> None:
    assert written("llama.cpp: out of memory") is None
    assert type(read("llama.cpp: out of memory", None)) is str
