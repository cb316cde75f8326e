"""Answers as the servers give them, the error shapes of section 3 among them."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

import msgspec
from starlette.responses import Response

from desktop_app.wire import codec

BODY_LIMIT: Final = 10 * 1024 * 1024
_PLACE = re.compile(r" - at `\$\.?(.*)`$")
_MISSING = re.compile(r"missing required field `([^`]*)`")


class Refusal(Exception):
    """Raised by a handler: the request ends with this answer."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status_code)
        self.response = response


def answer(content: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(codec.encode(content), status, headers=dict(headers or {}), media_type="application/json")


def detail(status: int, text: str, headers: Mapping[str, str] | None = None) -> Response:
    """`{"detail": …}`: middleware and handler errors."""
    return answer({"detail": text}, status, headers)


def refuse(status: int, text: str) -> Refusal:
    return Refusal(detail(status, text))


def market_error(status: int, text: str) -> Refusal:
    """`{"error": …}`: the marketplace's business errors."""
    return Refusal(answer({"error": text}, status))


def internal_error(path: str) -> Response:
    """The unhandled 500 of coordinator and marketplace."""
    error = {"type": "internal_error", "message": "Internal server error", "status_code": 500, "path": path}
    return answer({"error": error}, 500)


def invalid(place: str, message: str, code: str) -> Refusal:
    """The coordinator's 422; its timestamp ends in `+00:00Z`, which is not valid ISO."""
    error = {
        "code": "VALIDATION_ERROR", "message": "Request validation failed", "status": 422,
        "details": [{"field": place, "message": message, "code": code}],
    }
    when = datetime.now(UTC).isoformat() + "Z"
    return Refusal(answer({"error": error, "timestamp": when, "request_id": str(uuid.uuid4())}, 422))


def invalid_elsewhere(place: str, message: str, code: str) -> Refusal:
    """The other services' 422."""
    problem = {"type": code, "loc": place.split("."), "msg": message, "input": None}
    return Refusal(answer({"detail": [problem]}, 422))


def describe(error: Exception) -> tuple[str, str, str]:
    """What a validation error is about: place ("body.x"), message, code."""
    text = str(error)
    if not isinstance(error, msgspec.ValidationError):
        return "body", "JSON decode error", "json_invalid"
    found = _PLACE.search(text)
    steps = [found.group(1)] if found and found.group(1) else []
    missing = _MISSING.search(text)
    if missing:
        return ".".join(["body", *steps, missing.group(1)]), "Field required", "missing"
    return ".".join(["body", *steps]), _PLACE.sub("", text), "type_error"


def as_bool(text: str | None) -> bool:
    return text in ("1", "true", "yes")


def page(items: list[Any], **more: Any) -> Response:
    """A list with the length of this page as its total, as the coordinator has it."""
    return answer({"items": items, "total": len(items), **more})
