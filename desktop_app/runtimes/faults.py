"""What the one HTTP client raises, told as faults of a model runtime."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from desktop_app.domain.errors import GenerationFailed, NetworkError, RuntimeUnreachable, Unreachable
from desktop_app.domain.phrases import Phrase

NOT_READY = frozenset({502, 503, 504})
"""A server that is loading its model or has no room for another answer, or what stands before one that is away."""


@contextmanager
def told(runtime: str) -> Iterator[None]:
    """RuntimeUnreachable where no connection was made, GenerationFailed where an answer broke off."""
    try:
        yield
    except Unreachable as error:
        raise RuntimeUnreachable(
            Phrase("{runtime} cannot be reached: {explanation}", runtime=runtime, explanation=error.explanation)
        ) from error
    except NetworkError as error:
        raise GenerationFailed(
            Phrase("{runtime} broke off: {explanation}", runtime=runtime, explanation=error.explanation)
        ) from error
