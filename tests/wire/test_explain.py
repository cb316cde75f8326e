"""Every error shape of section 3 becomes one short sentence; nothing makes it raise."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.wire.errors import LONGEST, explain


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (401, {"detail": "Invalid API key"}, "Invalid API key (401)"),
        (422, {"error": {"code": "VALIDATION_ERROR", "message": "Request validation failed", "status": 422, "details": [
            {"field": "body.x", "message": "Field required", "code": "missing"}]}}, "body.x: Field required (422)"),
        (422, {"detail": [{"type": "missing", "loc": ["body", "x"], "msg": "Field required", "input": "secret"}]},
         "body.x: Field required (422)"),
        (500, {"error": {"type": "internal_error", "message": "boom", "status_code": 500, "path": "/p"}}, "boom (500)"),
        (400, {"error": "Invalid status"}, "Invalid status (400)"),
        (404, {"status": "error", "message": "no such agent", "timestamp": "t"}, "no such agent (404)"),
        (429, {"error": {"code": "RATE_LIMIT_EXCEEDED", "details": [{"retry_after": 60}]}},
         "RATE_LIMIT_EXCEEDED (429)"),
        (500, b"Internal Server Error", "Internal Server Error (500)"),
        (502, b"<html><h1>Bad gateway</h1></html>", "Bad Gateway (502)"),
        (503, b"", "Service Unavailable (503)"),
        (400, b'{"detail": "cut o', "Bad Request (400)"),
        (799, b"[1, 2]", "no explanation (799)"),
    ],
)  # fmt: skip
def test_shapes(status: int, body: Any, words: str) -> None:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    assert explain(status, raw) == words


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 999), st.binary(max_size=400))
def test_it_never_raises_and_stays_one_short_line(status: int, body: bytes) -> None:
    words = explain(status, body)
    assert "\n" not in words and len(words) <= LONGEST + 10 and words.isprintable()


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"detail": ' + b"9" * 5000 + b"}", b"x" * 10_000_000])
def test_hostile_bodies(body: bytes) -> None:
    assert len(explain(500, body)) <= LONGEST + 10
