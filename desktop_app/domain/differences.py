"""What can differ between our books and the network's records, each kind with its explanation (protocol page,
sections 5.4, 6 and 8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from desktop_app.domain.phrases import Phrase


class Kind(StrEnum):
    LATE_RELEASE = "late_release"
    RELEASED_ALL_THE_SAME = "released_all_the_same"
    MORE_RELEASED = "more_released"
    LESS_RELEASED = "less_released"
    HELD = "still_held"
    ROUNDED = "rounded_by_restart"
    CHANGED = "escrow_changed"
    REFUNDED = "refunded"
    NO_ESCROW = "no_escrow"
    ELSEWHERE = "paid_elsewhere"
    NO_RECEIPT = "no_receipt"
    BAD_RECEIPT = "bad_receipt"
    TOTAL = "total"
    COUNT = "count"


PUT_RIGHT: Final = (Kind.LATE_RELEASE, Kind.RELEASED_ALL_THE_SAME, Kind.MORE_RELEASED)
"""Booked as a correction when found: they are remembered, and do not stand at the next look."""

WHY: Final = {
    Kind.LATE_RELEASE: Phrase(
        "The network released this payment after the job was booked without it; it is booked now."
    ),
    Kind.RELEASED_ALL_THE_SAME: Phrase(
        "The job ended without a result that counts, and the network released its payment all "
        "the same (a cancel that came too late); it is booked now."
    ),
    Kind.MORE_RELEASED: Phrase("The network tells a larger release than it did before; the rest is booked now."),
    Kind.LESS_RELEASED: Phrase(
        "The network tells a smaller release than it did when the job was booked; nothing is taken back from the books."
    ),
    Kind.HELD: Phrase(
        "The result was delivered and the payment is still held in escrow (the network could not make the proof "
        "that it asks for, or is slow); it is booked as soon as the network says it is released."
    ),
    Kind.ROUNDED: Phrase(
        "The chain was restarted and reads amounts back as whole numbers; what was booked before stays "
        "exact, what is released afterwards is what the chain then says."
    ),
    Kind.CHANGED: Phrase("The escrow holds another amount than when the job was taken."),
    Kind.REFUNDED: Phrase("The payment was given back to the customer; the job list does not show that."),
    Kind.NO_ESCROW: Phrase(
        "The chain knows no escrow for this job although one was promised or seen; what was booked stays."
    ),
    Kind.ELSEWHERE: Phrase("The payment was released to another address than the owner's."),
    Kind.NO_RECEIPT: Phrase(
        "The network released the payment and publishes no receipt for this job, as it does for others."
    ),
    Kind.BAD_RECEIPT: Phrase("The signature of this job's receipt does not fit, so the receipt proves nothing."),
    Kind.TOTAL: Phrase(
        "The network's own total is more than customers set aside for the jobs in these books; jobs from before these "
        "books, or rounding, explain it."
    ),
    Kind.COUNT: Phrase(
        "The network counts more completed jobs than these books; jobs delivered before these books began explain it."
    ),
}

LESS_THERE: Final = {
    Kind.TOTAL: Phrase(
        "The network's own total is less than what was credited here. Most likely these are late cancels: a customer "
        "cancelled while the job ran, its result arrived all the same, and the network paid for it but leaves it out "
        "of its total. Payments that were released past the coordinator, and rounding, explain it too. What is "
        "credited here stands in each job's own escrow record."
    ),
    Kind.COUNT: Phrase(
        "The network counts fewer completed jobs than these books. Most likely these are late cancels: a customer "
        "cancelled while the job ran, its result arrived all the same, and the network took it but no longer counts "
        "it as this provider's."
    ),
}
"""Why the network's own sums may be smaller than ours; where they are larger it is as in WHY."""


@dataclass(frozen=True, slots=True)
class Difference:
    """`job_id` "" concerns all jobs. `ours` and `theirs` are amounts or counts as text, "" where there is none.
    `gone_at` is when it was put right, or was not found again."""

    job_id: str
    kind: Kind
    ours: str
    theirs: str
    explanation: str = ""
    found_at: datetime | None = None
    gone_at: datetime | None = None
