"""AITBC Provider: sells the idle hours of one GPU on the AITBC compute network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop_app.api import ComputeProvider

__all__ = ["ComputeProvider"]


def __getattr__(name: str) -> Any:
    """The façade is imported when somebody asks for it: the program itself starts without."""
    if name == "ComputeProvider":
        from desktop_app.api import ComputeProvider

        return ComputeProvider
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
