"""Three providers on one practice network's marketplace: join, share, agree, and what one liar can do."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop_app.domain.errors import NotOnThisNetwork, WorldError
from desktop_app.domain.listings import stock
from desktop_app.domain.state import GpuView
from desktop_app.domain.swarm import Joining, Metrics, Proposal
from desktop_app.domain.swarm_price import Limits
from desktop_app.marketplace.offers import HttpMarketplace
from desktop_app.marketplace.swarm import ATTRIBUTE, HttpSwarmBoard
from desktop_app.provider.listings import Listings
from desktop_app.provider.notices import Notices
from desktop_app.provider.swarm import Swarm
from desktop_app.storage.history import History
from tests.provider.house import FastClock

RATE = Decimal("0.1")
WIDE = Limits(Decimal(0), Decimal(1_000_000))


ACTIVE = Joining("pricing")


class Member:
    def __init__(self, url, history, number):
        self.me, clock = f"me-{number}", FastClock(1.0)
        self.market, self.board = HttpMarketplace(url), HttpSwarmBoard(url, lambda: bytes([number]) * 32)
        self.swarm = Swarm(
            self.me, self.board, clock, Notices(lambda: None), card=lambda: "", metrics=self.metrics,
            rate=lambda: RATE, floor=lambda: None, on_change=lambda: None,
        )  # fmt: skip
        self.listings = Listings("n", self.me, self.market, history.offers, clock, Notices(lambda: None), wanted=self.stock)

    async def metrics(self):
        return Metrics(RATE, 40, 0)

    async def stock(self):
        return stock(GpuView(), ["m"], RATE, "", "", attributes=self.swarm.says)

    async def join(self, joining=ACTIVE):
        self.swarm.follow(joining)
        await self.post()

    async def vote(self, rate):
        await self.swarm.say(proposal=Proposal(Decimal(rate), "because"))
        await self.post()

    async def post(self):
        await self.swarm.say()
        await self.listings.settle(await self.stock())

    async def price(self):
        await self.swarm.look()
        return self.swarm.price()


@pytest.fixture
async def three(start, tmp_path):
    history, network = await History.open(tmp_path / "history.db"), start()
    made = [Member(network.ready.url, history, number) for number in (1, 2, 3)]
    for member in made:
        member.network = network
    yield made
    for member in made:
        await member.market.close()
        await member.board.close()
    await history.close()


def offers(member):
    return [o for o in member.network.nobody.get("/v1/marketplace/offers").json() if o["status"] == "available"]


async def test_three_join_share_and_agree_on_a_price(three):
    for member in three:
        await member.join()
        await member.swarm.say(market={"current_demand": "high"})
    for member, rate in zip(three, ("0.10", "0.12", "0.14"), strict=True):
        await member.vote(rate)
    found = [await member.price() for member in three]
    assert {one.price for one in found} == {Decimal("0.12")} and {one.votes for one in found} == {3}
    seen = three[0].swarm.outlook()
    assert seen.members == 2 and seen.market == {"current_demand": {"high": 2}}


@pytest.mark.parametrize("lie", ["0.00000001", "0.5", "1000000"])
async def test_one_liar_does_not_move_it_beyond_the_honest_votes(three, lie):
    for member, rate in zip(three, ("0.10", "0.12", lie), strict=True):
        await member.join()
        await member.vote(rate)
    for honest in three[:2]:
        honest.swarm.keep_within(WIDE)
        found = await honest.price()
        assert found.price is not None and Decimal("0.10") <= found.price <= Decimal("0.12")
    liars_view = await three[2].price()
    assert liars_view.price == found.price, "everybody counts the same votes"


async def test_nothing_is_shared_before_joining_and_all_that_is_shared_was_shown(three):
    member = three[0]
    await member.listings.settle(await member.stock())
    assert ATTRIBUTE not in offers(member)[0]["attributes"]
    shown = await member.swarm.preview(Joining("pricing"))
    assert ATTRIBUTE not in offers(member)[0]["attributes"], "a preview sends nothing"
    await member.join()
    (offer,) = offers(member)
    shared = {k: v for k, v in offer["attributes"][ATTRIBUTE].items() if k != "signature"}
    assert shared | {"at": ""} == dict(shown) | {"at": ""}
    assert (await member.swarm.membership()).shared == offer["attributes"][ATTRIBUTE]
    member.swarm.follow(None)
    await member.listings.settle(await member.stock())
    assert ATTRIBUTE not in offers(member)[0]["attributes"]


async def test_an_observer_reads_and_says_nothing(three):
    for member in three[1:]:
        await member.join()
    await three[0].join(Joining("pricing", "observer"))
    await three[0].swarm.look()
    assert three[0].swarm.outlook().members == 2 and not three[0].swarm.says
    with pytest.raises(WorldError, match="an observer only reads"):
        await three[0].swarm.say(proposal=Proposal(RATE))


async def test_forged_copied_changed_and_huge_statements_do_not_count(three):
    one, two, _ = three
    await one.join()
    await two.join()
    statement = next(o for o in offers(one) if o["provider"] == "me-2")["attributes"][ATTRIBUTE]
    forged = [
        statement | {"card": "other"}, statement | {"signature": {}}, {"v": 1}, "text",
        statement | {"card": "x" * 9000}, statement | {"signature": {**statement["signature"], "key_id": "AAAA"}},
    ]  # fmt: skip
    for attributes in forged:
        one.network.nobody.post("/v1/marketplace/offers", json={"provider": "me-2", "attributes": {ATTRIBUTE: attributes}})
    one.network.nobody.post("/v1/marketplace/offers", json={"provider": "thief", "attributes": {ATTRIBUTE: statement}})
    await one.swarm.look()
    assert one.swarm.outlook().members == 1


async def test_our_own_word_read_back_is_not_anothers(three):
    one = three[0]
    await one.join()
    await one.vote("0.2")
    await one.swarm.look()
    assert one.swarm.outlook().members == 0 and one.swarm.price().votes == 1


async def test_where_there_is_no_marketplace_it_says_so():
    alone = Swarm(
        "me", None, FastClock(), Notices(lambda: None), card=lambda: "", metrics=None, rate=lambda: RATE,
        floor=lambda: None, on_change=lambda: None,
    )  # fmt: skip
    alone.follow(Joining("pricing"))
    with pytest.raises(NotOnThisNetwork, match="no marketplace is known"):
        await alone.say()
