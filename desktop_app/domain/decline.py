"""A no to a job: what the customer is told, and what it costs the owner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from desktop_app.domain.phrases import Phrase

COST_OF_DECLINING: Final = Phrase(
    "Handing a job back counts as a failed job: the network lowers this provider's success rate and reputation, "
    "and better-rated providers are offered jobs first."
)
"""The known price of every decline (protocol page, sections 5.2 and 9): shown beside the reasons."""


@dataclass(frozen=True, slots=True)
class Decline:
    """A job handed back through /fail. `code` is ours, `message` goes to the customer in English, and to the owner in
    the owner's language."""

    code: str
    message: Phrase


INTERNAL: Final = Decline("internal_error", Phrase("The provider hit an internal error."))
"""A bug of ours: the log has the details, and the job is not kept for it."""
