"""Fair share simulated: events in virtual time, estimates that are wrong, tiers that come and go."""

from __future__ import annotations

import heapq
import random
from collections import Counter

import pytest

from desktop_app.domain.fair_share import FairShare, Share, Waiting

SHARES = {"basic": Share(1, 1), "premium": Share(3, 3), "enterprise": Share(5, 5)}
CUSTOMERS = {"basic": ("a", "b"), "premium": ("c", "d"), "enterprise": ("e", "f")}


class Card:
    """`slots` jobs at once; every customer always has jobs waiting (saturated), unless `rest` says otherwise."""

    def __init__(self, slots, seed, shares=SHARES, rest=lambda customer, now: False):
        self.slots, self.rng, self.queue, self.rest = slots, random.Random(seed), FairShare(shares), rest
        self.shares, self.now, self.running, self.waiting, self.number = shares, 0.0, [], [], 0
        self.tier_seconds, self.customer_seconds, self.most = Counter(), Counter(), Counter()
        self.longest_wait = Counter()

    def _refill(self):
        have = Counter(w.customer for w in self.waiting)
        for tier, customers in CUSTOMERS.items():
            for customer in customers:
                while have[customer] < 3 and not self.rest(customer, self.now):
                    self.number += 1
                    self.waiting.append(Waiting(f"{self.number:08}", tier, customer, self.now, self.rng.uniform(2, 30)))
                    have[customer] += 1

    def run(self, seconds):
        end = self.now + seconds
        while self.now < end:
            self._refill()
            while len(self.running) < self.slots:
                job = self.queue.choose(self.waiting, [w.tier for *_, w in self.running])
                if job is None:
                    break
                self.waiting.remove(job)
                self.queue.started(job)
                took = job.estimate * self.rng.uniform(0.3, 1.7)
                heapq.heappush(self.running, (self.now + took, job.job_id, took, job))
                tiers = Counter(w.tier for *_, w in self.running)
                for tier, count in tiers.items():
                    self.most[tier] = max(self.most[tier], count)
                self.longest_wait[job.customer] = max(self.longest_wait[job.customer], self.now - job.arrived)
            if not self.running:
                self.now += 1.0
                continue
            self.now, _, took, job = heapq.heappop(self.running)
            self.queue.ended(job, took)
            self.tier_seconds[job.tier] += took
            self.customer_seconds[job.customer] += took


@pytest.mark.parametrize("slots", [4, 6, 9])
@pytest.mark.parametrize("seed", range(2))
def test_ten_saturated_hours_follow_the_weights(slots, seed):
    # With 4 slots and more, a share of 1 in 9 never needs more than basic's one job at once.
    card = Card(slots, seed)
    card.run(36_000)
    total = sum(card.tier_seconds.values())
    for tier, share in SHARES.items():
        assert abs(card.tier_seconds[tier] / total - share.weight / 9) < 0.03, card.tier_seconds
        pair = [card.customer_seconds[c] for c in CUSTOMERS[tier]]
        assert abs(pair[0] - pair[1]) / sum(pair) < 0.03
        assert card.most[tier] <= share.max_jobs
    assert max(card.longest_wait.values()) < 1800, "nobody starves"


def test_one_that_was_away_does_not_save_up():
    card = Card(4, 1, rest=lambda customer, now: customer in ("a", "b") and now < 18_000)
    card.run(18_000)
    before = Counter(card.tier_seconds)
    card.run(3_600)
    hour = card.tier_seconds - before
    assert abs(hour["basic"] / sum(hour.values()) - 1 / 9) < 0.05, hour


def test_a_limit_is_kept_and_its_tier_is_not_forgotten():
    queue = FairShare({"one": Share(10, 1), "any": Share(1, None)})
    jobs = [Waiting(f"{n}", "one" if n % 2 else "any", "c", n, 10) for n in range(6)]
    first = queue.choose(jobs, [])
    assert first.tier == "any"  # equal so far: the name decides
    queue.started(first)
    jobs.remove(first)
    second = queue.choose(jobs, ["any"])
    assert second.tier == "one"
    queue.started(second)
    jobs.remove(second)
    assert queue.choose(jobs, ["any", "one"]).tier == "any"


def test_nothing_waiting_and_an_unknown_tier():
    queue = FairShare()
    assert queue.choose([], []) is None
    assert queue.choose([Waiting("x", "who", "c", 0, 1)], []).job_id == "x"
