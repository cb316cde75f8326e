"""The store: one frozen AppState, drawn up only when somebody looks, and listeners who hear that it changed."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.domain.state import AppState
from desktop_app.provider.ports import Listener


class Store:
    """`touch` is cheap enough for every generated token: the state is built when it is next read."""

    def __init__(self, build: Callable[[], AppState]) -> None:
        self._build = build
        self._state: AppState | None = None
        self._listeners: list[Listener] = []

    @property
    def state(self) -> AppState:
        if self._state is None:
            self._state = self._build()
        return self._state

    def touch(self) -> None:
        self._state = None
        for listener in tuple(self._listeners):
            listener()

    def subscribe(self, listener: Listener) -> Listener:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)
