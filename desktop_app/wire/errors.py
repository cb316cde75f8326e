"""Every error shape of the network's services, told in one short sentence (section 3)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import msgspec

from desktop_app.domain.phrases import Phrase

LONGEST = 200
_LOOKED_AT = 256 * 1024


def explain(status: int, body: bytes) -> str:
    """What the server says went wrong, in one line of at most LONGEST characters and the status; never raises.

    Only the server's own words are used, never the input that it may echo beside them."""
    words = _plain(_words(body)) or _phrase(status)
    return Phrase("{words} ({status})", words=words, status=status)


def _words(body: bytes) -> str:
    start = body[:_LOOKED_AT].lstrip()
    if not start or start[:1] == b"<":
        return ""
    try:
        return _from_json(msgspec.json.decode(body[:_LOOKED_AT]))
    except (msgspec.MsgspecError, ValueError, RecursionError, OverflowError):
        first = start.split(b"\n", 1)[0].decode("utf-8", "replace")
        # Plain words are shown; a piece of something else may be a piece of what the server echoed.
        return "" if any(sign in first for sign in '{}[]<>"\\') else first


def _from_json(content: Any) -> str:
    if not isinstance(content, dict):
        return content if isinstance(content, str) else ""
    for part in (content.get("error"), content.get("detail"), content.get("message")):
        if isinstance(part, str) and part.strip():
            return part
        if isinstance(part, dict):
            found = _fields(part.get("details")) or part.get("message") or part.get("code")
            if isinstance(found, str) and found.strip():
                return found
        if isinstance(part, list):
            return _fields(part)
    return ""


def _fields(details: Any) -> str:
    """Validation details of either service: `{field, message}` or `{loc, msg}`; the first three."""
    if not isinstance(details, list):
        return ""
    told = []
    for detail in details[:3]:
        if not isinstance(detail, dict):
            continue
        place, words = detail.get("field"), detail.get("message", detail.get("msg"))
        location = detail.get("loc")
        if place is None and isinstance(location, list):
            place = ".".join(str(step) for step in location[:6] if isinstance(step, str | int))
        if isinstance(words, str) and words.strip():
            told.append(f"{place}: {words}" if isinstance(place, str) and place else words)
    return "; ".join(told)


def _plain(words: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in words[: LONGEST * 4]).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return Phrase("no explanation")
