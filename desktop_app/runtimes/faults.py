"""What the one HTTP client raises, told as faults of a model runtime."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from desktop_app.domain.errors import GenerationFailed, NetworkError, RuntimeUnreachable, Unreachable


@contextmanager
def told(runtime: str) -> Iterator[None]:
    """RuntimeUnreachable where no connection was made, GenerationFailed where an answer broke off."""
    try:
        yield
    except Unreachable as error:
        raise RuntimeUnreachable(f"{runtime} cannot be reached: {error.explanation}") from error
    except NetworkError as error:
        raise GenerationFailed(f"{runtime} broke off: {error.explanation}") from error
