"""GET /health: what kind of server this is."""

from __future__ import annotations

from desktop_app.wire.codec import Message

PRACTICE = "practice"


class PracticeTraits(Message, frozen=True, kw_only=True):
    """Our extension: what the practice network does beyond the real one. `unit` names its play money, `speed` is
    how much faster than ours its clock runs, `limits` whether the rate limits of section 4 hold."""

    long_poll: bool = False
    limits: bool = False
    speed: float = 1.0
    unit: str = "PLAY"


class Health(Message, frozen=True, kw_only=True):
    """`env` is a free text on real servers; the practice network always says `practice`, also with --as-real, so
    that play money is never taken for real money."""

    status: str = ""
    env: str = ""
    python_version: str = ""
    practice: PracticeTraits | None = None

    @property
    def is_practice(self) -> bool:
        return self.env == PRACTICE or self.practice is not None
