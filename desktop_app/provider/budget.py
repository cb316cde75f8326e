"""The network's rate limits, kept on our side (protocol page, section 4)."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.limits import Allowance, Window


@dataclass(slots=True)
class Budget:
    """The network's rate limits, spent by everybody who talks to it."""

    polls: Window
    heartbeats: Window
    results: Window
    reads: Window

    @classmethod
    def of(cls, allowance: Allowance) -> Budget:
        a = allowance
        return cls(Window(a.polls), Window(a.heartbeats), Window(a.results), Window(a.reads))

    def grant(self, allowance: Allowance) -> None:
        """The server told what it grants."""
        self.polls.limit, self.heartbeats.limit = allowance.polls, allowance.heartbeats
        self.results.limit, self.reads.limit = allowance.results, allowance.reads
