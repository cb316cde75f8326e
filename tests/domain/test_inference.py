"""What a customer may ask of an inference job."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.inference import (
    DEFAULT_OUTPUT,
    LARGEST_OUTPUT,
    LARGEST_PROMPT,
    BadPayload,
    Inference,
    Turn,
    job_type,
    parse,
)

ME = {"role": "user", "content": "Hello"}
YOU = {"role": "assistant", "content": "Yes?"}
THERE = {"role": "user", "content": "Go on"}


def asked(**fields: Any) -> Inference:
    return parse({"model": "m", "prompt": "p", **fields})


def said(*messages: Any, **fields: Any) -> Inference:
    return parse({"model": "m", "messages": list(messages), **fields})


def test_a_conversation() -> None:
    request = said({"role": "system", "content": "Be brief"}, ME, YOU, THERE)
    assert (request.system, request.history, request.prompt) == (
        "Be brief", (Turn("user", "Hello"), Turn("assistant", "Yes?")), "Go on",
    )  # fmt: skip
    assert request.messages() == [{"role": "system", "content": "Be brief"}, ME, YOU, THERE]
    assert said(ME, system="One", model="m").messages()[0] == {"role": "system", "content": "One"}
    assert said({"role": "developer", "content": "Two"}, ME, system="One").system == "One\n\nTwo"


def test_a_prompt_beside_messages() -> None:
    assert said(ME, YOU, prompt="Go on") == said(ME, YOU, THERE)
    assert said(ME, YOU, THERE, prompt="Go on") == said(ME, YOU, THERE)
    assert said(ME, prompt="Go on").history == (Turn("user", "Hello"),)
    assert asked(messages=[]) == asked()


def test_parts_of_a_message_are_text_only() -> None:
    parts = [{"type": "text", "text": "Hel"}, {"type": "input_text", "text": "lo"}]
    assert said({"role": "user", "content": parts}).prompt == "Hello"
    for other in ("image_url", "input_image", "input_audio", "file"):
        with pytest.raises(BadPayload, match="only text"):
            said({"role": "user", "content": [{"type": other, other: {"url": "http://x"}}]})
    with pytest.raises(BadPayload, match="images"):
        said(ME | {"images": ["aGk="]})
    with pytest.raises(BadPayload, match="images"):
        asked(images=["aGk="])
    with pytest.raises(BadPayload, match="images"):
        asked(options={"images": ["aGk="]})


@pytest.mark.parametrize(
    "messages",
    [
        "hello", {"role": "user"}, [None], ["hello"], [{"role": "tool", "content": "x"}], [{"content": "x"}],
        [{"role": "user"}], [{"role": "user", "content": 5}], [{"role": "user", "content": "  "}], [YOU], [ME, YOU],
        [{"role": "system", "content": "x"}], [ME] * 1001, [{"role": "user", "content": "x\x00"}],
        [{"role": "user", "content": "x" * (LARGEST_PROMPT // 2 + 1)}] * 2, [{"role": "user", "content": [5]}],
    ],
)  # fmt: skip
def test_messages_that_cannot_be(messages: Any) -> None:
    with pytest.raises(BadPayload) as refused:
        parse({"model": "m", "messages": messages})
    assert len(str(refused.value)) < 120


def test_how_much_is_generated() -> None:
    for name in ("max_tokens", "num_predict", "max_completion_tokens"):
        assert asked(**{name: 7}).max_tokens == 7
        assert asked(options={name: 7}).max_tokens == 7
        assert asked(**{name: -1}).max_tokens == LARGEST_OUTPUT
        assert parse({"model": "m", "prompt": "p", name: 900}, largest_output=100).max_tokens == 100
        for bad in (0, True, 1.5, "7"):
            with pytest.raises(BadPayload, match=name):
                asked(**{name: bad})
    assert asked().max_tokens == DEFAULT_OUTPUT
    assert asked(max_tokens=3, options={"max_tokens": 9}).max_tokens == 3


def test_the_other_options() -> None:
    request = asked(temperature=0, top_p=1, seed=5, stop="END", system="s")
    assert (request.temperature, request.top_p, request.seed, request.stop, request.system) == (0.0, 1.0, 5, ("END",), "s")
    assert asked(seed=-1).seed is None
    assert asked(seed=2**31 + 3).seed == 3
    assert asked(stop=["a", "b"]).stop == ("a", "b")
    for name, bad in (
        ("temperature", 6), ("temperature", -0.1), ("temperature", "hot"), ("temperature", float("nan")),
        ("top_p", 1.1), ("top_p", True), ("seed", 0.5), ("seed", 2**70), ("stop", [""]), ("stop", ["x"] * 17), ("stop", 3),
        ("system", 5),
    ):  # fmt: skip
        with pytest.raises(BadPayload, match=name):
            asked(**{name: bad})


def test_what_is_an_inference() -> None:
    assert job_type({"model": "m", "prompt": "p"}) == "inference"
    assert job_type({"model": "m", "messages": [ME]}) == "inference"
    assert job_type({"model": "m"}) == "unknown"
    assert job_type({"type": "transcribe", "model": "m", "prompt": "p"}) == "transcribe"


@given(
    st.dictionaries(
        st.sampled_from(
            ["model", "prompt", "messages", "options", "system", "max_tokens", "temperature", "top_p", "seed", "stop", "images"]
        ),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
            lambda inner: st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["role", "content", "type", "text"]), inner, max_size=3),
            max_leaves=8,
        ),
    )
)
def test_any_payload_is_read_or_refused(payload: dict[str, Any]) -> None:
    try:
        request = parse(payload, largest_output=50)
    except BadPayload as refused:
        assert len(str(refused)) < 200
    else:
        assert 1 <= request.max_tokens <= 50 and request.prompt.strip() and request.model.strip()
