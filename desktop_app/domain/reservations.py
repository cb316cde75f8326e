"""Reserved capacity: memory of the card that is kept free for one customer, and what would collide with it.

A reservation keeps its gigabytes (of 2^30 bytes) free from its beginning to its end, in whatever hours the card is
offered: what others' jobs need may only come out of the rest. Its own customer may use the reserved part and the rest.
The network has no way to pay the fee: it stands in the claims book. Source: the provider guide, "Reserved Capacity"."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from desktop_app.domain import arguments
from desktop_app.domain.calendar_words import day_words
from desktop_app.domain.decline import Decline
from desktop_app.domain.money import exact
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.schedule import Schedule

GIB = 2**30


@dataclass(frozen=True, slots=True)
class ReservationTerms:
    """`memory` in bytes, `duration` in seconds, `fee` in AITBC. `starts_at` None means at once."""

    client_id: str
    memory: int
    duration: float
    fee: Decimal = Decimal(0)
    starts_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reservation:
    """From `starts_at` to `ends_at` (exclusive)."""

    reservation_id: str
    terms: ReservationTerms
    starts_at: datetime
    ends_at: datetime

    def holds_at(self, moment: datetime) -> bool:
        return self.starts_at <= moment < self.ends_at

    def is_for(self, names: Collection[str]) -> bool:
        return self.terms.client_id.lower() in {name.strip().lower() for name in names}


def begin(reservation_id: str, terms: ReservationTerms, now: datetime) -> Reservation:
    """The reservation that these terms make, from now or from when they say."""
    starts = terms.starts_at or now
    return Reservation(reservation_id, terms, starts, starts + timedelta(seconds=terms.duration))


def collision(
    wanted: Reservation, others: Iterable[Reservation], capacity: int | None, schedule: Schedule, now: datetime
) -> str:
    """Why `wanted` cannot be kept, in a sentence, or "". `capacity` is the card's memory in bytes that can be sold,
    None without a card."""
    if capacity is None:
        return Phrase("There is no graphics card here whose memory could be reserved.")
    if wanted.terms.memory > capacity:
        asked = gib(wanted.terms.memory)
        return Phrase("{asked} are more than the {there} that this card has.", asked=asked, there=gib(capacity))
    if wanted.ends_at <= now:
        return Phrase("The reservation would be over before it begins.")
    full = _most_held(wanted, others)
    if full + wanted.terms.memory > capacity:
        return Phrase(
            "{full} of the card's {there} are reserved for others in that time; {asked} more do not fit.",
            full=gib(full), there=gib(capacity), asked=gib(wanted.terms.memory),
        )  # fmt: skip
    return closed_for(wanted, schedule)


def closed_for(reservation: Reservation, schedule: Schedule) -> str:
    """Why this schedule leaves the reservation without a single hour, or "". For a new schedule, too."""
    opens = schedule.next_change(reservation.starts_at)
    if schedule.is_open(reservation.starts_at) or (opens is not None and opens < reservation.ends_at):
        return ""
    if opens is None:
        return Phrase("The schedule offers no hour in the time of the reservation.")
    return Phrase(
        "The schedule offers no hour in the time of the reservation; the next one begins on {day} at {time} UTC.",
        day=day_words(opens), time=f"{opens:%H:%M}",
    )  # fmt: skip


def kept_free(reservations: Iterable[Reservation], names: Collection[str], now: datetime) -> int:
    """Bytes that a job of the customer with these names has to leave free for others, now."""
    return sum(r.terms.memory for r in reservations if r.holds_at(now) and not r.is_for(names))


def admit(
    reservations: Iterable[Reservation], names: Collection[str], needed: int, free: int, now: datetime
) -> Decline | None:
    """Why a job that takes `needed` more bytes of the card's `free` ones must not start: it would eat what is
    reserved for another customer. The customer is not told who that is."""
    kept = kept_free(reservations, names, now)
    if needed <= 0 or needed <= free - kept or not kept:
        return None
    return Decline(
        "memory_reserved",
        Phrase(
            "The job needs {needed} of GPU memory; {free} are free beside the {kept} that this provider keeps "
            "reserved.",
            needed=gib(needed), free=gib(max(0, free - kept)), kept=gib(kept),
        ),
    )


def gib(size: int) -> str:
    return Phrase("{number} GB", number=exact(round(Decimal(size) / GIB, 1)))


def _most_held(wanted: Reservation, others: Iterable[Reservation]) -> int:
    """The most that others hold at once at any moment of `wanted`: it can only grow where one of them begins."""
    beside = [r for r in others if r.starts_at < wanted.ends_at and r.ends_at > wanted.starts_at]
    moments = [wanted.starts_at, *(r.starts_at for r in beside if r.starts_at > wanted.starts_at)]
    return max(sum(r.terms.memory for r in beside if r.holds_at(m)) for m in moments)


def parse(
    client_id: object,
    reserved_gpu_memory: object,
    reservation_duration: object,
    reservation_fee: object = 0,
    starts_at: object = None,
) -> ReservationTerms:
    """The guide's arguments; ValueError names the field and what is allowed."""
    memory = arguments.number("reserved_gpu_memory", reserved_gpu_memory, Decimal("0.1"), 1024)
    return ReservationTerms(
        arguments.name_text("client_id", client_id),
        round(memory * GIB),
        arguments.duration("reservation_duration", reservation_duration, 3600.0, 366 * 86_400.0),
        arguments.number("reservation_fee", reservation_fee, 0, arguments.MOST_AITBC),
        None if starts_at is None else arguments.time("starts_at", starts_at),
    )
