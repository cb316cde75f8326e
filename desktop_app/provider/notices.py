"""Sentences that the owner should read beside the state: each under a name, shown until it is taken back."""

from __future__ import annotations

from collections.abc import Callable


class Notices:
    """`on_change` is called when what is to be shown changed."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        self._sentences: dict[str, str] = {}
        self._on_change = on_change

    def say(self, name: str, sentence: str) -> None:
        """Show this sentence under that name, in place of an earlier one; "" takes it back."""
        if self._sentences.get(name, "") == sentence:
            return
        if sentence:
            self._sentences[name] = sentence
        else:
            del self._sentences[name]
        self._on_change()

    @property
    def all(self) -> tuple[str, ...]:
        return tuple(self._sentences.values())
