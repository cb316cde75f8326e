"""Customers whose work the owner does not take. A customer is who the escrow or the job names: a claim, not a proof."""

from __future__ import annotations

from typing import Any

from desktop_app.domain.phrases import Phrase

MOST = 1000


def parse(customers: Any) -> frozenset[str]:
    """ValueError names the field and what is allowed."""
    if not isinstance(customers, list | tuple) or len(customers) > MOST:
        raise ValueError(Phrase("customers must be a list of at most {most} names", most=MOST))
    if not all(isinstance(name, str) and 0 < len(name) <= 200 for name in customers):
        raise ValueError(
            Phrase("customers must be names of 1 to 200 characters; a job that names nobody cannot be blocked")
        )
    return frozenset(customers)
