"""One question to a server: bytes out, a message back, or one of our own few errors."""

from __future__ import annotations

from typing import TypeVar

from desktop_app.domain.errors import (
    BadAnswer,
    NetworkError,
    NotThere,
    RateLimited,
    Refused,
    ServerFault,
    TooLarge,
    WrongKey,
)
from desktop_app.domain.phrases import Phrase
from desktop_app.net.client import Answer, HttpClient
from desktop_app.wire import codec, errors

T = TypeVar("T")

# 403 is the answer to any path that the route table does not list, whatever the key (section 2).
_KINDS: dict[int, type[NetworkError]] = {401: WrongKey, 403: NotThere, 404: NotThere, 405: NotThere, 413: TooLarge}


async def ask(
    http: HttpClient,
    kind: type[T],
    method: str,
    path: str,
    message: object = None,
    *,
    params: dict[str, str | int] | None = None,
    timeout: float | None = None,
) -> T | None:
    """The decoded answer; None for 204. Raises domain.errors.NetworkError."""
    body = codec.encode(message) if message is not None else None
    answer = await http.request(method, path, body=body, params=params, timeout=timeout)
    if answer.status == 204:
        http.tell_time(answer)
        return None
    if 200 <= answer.status < 300:
        message = codec.decode(kind, answer.body)
        http.tell_time(answer)
        return message
    raise error_of(answer)


async def must(
    http: HttpClient,
    kind: type[T],
    method: str,
    path: str,
    message: object = None,
    *,
    params: dict[str, str | int] | None = None,
    timeout: float | None = None,
) -> T:
    """As `ask` where an empty answer is wrong."""
    found = await ask(http, kind, method, path, message, params=params, timeout=timeout)
    if found is None:
        raise BadAnswer(Phrase("it is empty"), status=204)
    return found


def error_of(answer: Answer) -> NetworkError:
    """The error that a status and its body stand for (protocol page, section 3)."""
    words = errors.explain(answer.status, answer.body)
    if answer.status == 429:
        return RateLimited(words, retry_after=answer.retry_after)
    if 300 <= answer.status < 400:
        return BadAnswer(Phrase("it points to another address"), status=answer.status)
    if answer.status >= 500:
        return ServerFault(words, status=answer.status)
    return _KINDS.get(answer.status, Refused)(words, status=answer.status)
