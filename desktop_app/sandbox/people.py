"""Extension: the synthetic customers and what they ask for. Everything follows from the seed."""

from __future__ import annotations

import hashlib
import random
import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import Final


@dataclass(frozen=True, slots=True)
class Tier:
    """What a kind of customer pays for a job (AITBC, from and to), how long it waits (seconds), its token limits."""

    name: str
    pays: tuple[Decimal, Decimal]
    waits: tuple[int, int]
    tokens: tuple[int, int]
    habits: tuple[int, int]


# Habits: the hours (UTC, from and to) in which this customer is at its busiest.
TIERS: Final = (
    Tier("economy", (Decimal("0.02"), Decimal("0.06")), (900, 1800), (16, 48), (0, 8)),
    Tier("standard", (Decimal("0.04"), Decimal("0.15")), (600, 1200), (24, 64), (8, 18)),
    Tier("premium", (Decimal("0.15"), Decimal("0.5")), (300, 600), (32, 96), (14, 23)),
)

PROMPTS: Final = (
    "Summarise this in one sentence: the river rose overnight and the lower road is closed until Friday.",
    "Write a polite reminder for an invoice that is two weeks late.",
    "List three names for a bakery beside a lighthouse.",
    "Explain to a ten-year-old why the sky is blue.",
    "Turn this into bullet points: we need chairs, two long tables, a kettle and someone with a van.",
    "Translate into German: The workshop is closed on Monday.",
    "What is the difference between a violin and a viola?",
    "Write a four-line poem about rain on a tin roof.",
    "Suggest a subject line for a newsletter about winter tyres.",
    "Correct the grammar: him and me was going to the station.",
    "Give a recipe for lentil soup with five ingredients.",
    "Classify the sentiment of: the delivery came late but the flowers were lovely.",
    "Write a regular expression that matches a date such as 2026-03-14.",
    "Name two reasons why a bicycle chain may skip.",
    "Draft a short notice: the lift will be serviced on Thursday from nine to noon.",
    "Continue the story: The key fitted, but the door behind it was gone.",
    "Explain compound interest with one small example.",
    "Write a product description for a folding wooden chair.",
    "Which questions should I ask when I rent a flat?",
    "Describe the taste of a quince to someone who never had one.",
    "Put these in order of size: walnut, pea, melon, plum.",
    "Write an SQL query that counts orders by month.",
    "Give a friendly answer to a customer who asks for opening hours.",
    "Explain what a hash function is, in two sentences.",
)


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer: `client` is its user id with the coordinator, `address` its wallet."""

    index: int
    client: str
    address: str
    tier: Tier
    favourites: tuple[str, ...]

    def eagerness(self, hour: int) -> int:
        """How likely it is that the next job at this hour of the day (UTC) comes from this customer."""
        first, last = self.tier.habits
        return 5 if first <= hour < last else 1


def customers(seed: int, count: int) -> tuple[Customer, ...]:
    """`count` different customers, the same ones for the same seed."""
    return tuple(_customer(seed, index) for index in range(count))


def _customer(seed: int, index: int) -> Customer:
    digest = hashlib.sha256(f"customer:{seed}:{index}".encode()).hexdigest()
    chance = random.Random(f"{seed}:{index}")
    return Customer(
        index, str(uuid.UUID(digest[:32])), "0x" + digest[:40], TIERS[index % len(TIERS)],
        tuple(chance.sample(PROMPTS, 8)),
    )
