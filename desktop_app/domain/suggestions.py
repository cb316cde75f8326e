"""What a suggestion to the owner is: it says what it rests on, and its change can be applied with one call and taken
back with another. What is suggested, and when: `suggesting`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """One setting of the owner: `price_per_hour` (Decimal), `models` (names), `unpaid_per_day` (int) or `schedule`
    (Schedule), as it is and as it would be."""

    setting: str
    before: Any
    after: Any

    def reverted(self) -> Change:
        return Change(self.setting, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`impact` says what is known and what is an estimate, `basis` from which figures."""

    key: str
    description: str
    impact: str
    basis: str
    implementation_steps: tuple[str, ...]
    change: Change
