"""Published offers against the practice network's marketplace over HTTP, with a real history file."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop_app.domain.errors import AnswerLost, Unreachable
from desktop_app.domain.listings import OfferState, stock
from desktop_app.domain.state import GpuView
from desktop_app.marketplace.offers import HttpMarketplace
from desktop_app.provider.listings import Listings
from desktop_app.provider.notices import Notices
from desktop_app.storage.history import History
from tests.provider.house import FastClock

CARD = GpuView(name="NVIDIA GeForce RTX 4090", memory_bytes=24 * 2**30)
MODELS = ("llama3.2:3b", "org/model:tag")


def offers(*models, price="0.1", card=CARD):
    return stock(card, models or MODELS, Decimal(price), "eu", "")


class Shop:
    def __init__(self, network, history):
        self.network, self.history = network, history
        self.market = HttpMarketplace(network.ready.url)
        self.listings = self.opened()

    def opened(self, me="me-1"):
        return Listings("n", me, self.market, self.history.offers, FastClock(), Notices(lambda: None), wanted=self._nothing)

    async def _nothing(self):
        return []

    def hardware(self):
        return [o for o in self.network.nobody.get("/v1/marketplace/offers").json() if o["status"] == "available"]

    def software(self):
        return {o["model"]: o for o in self.network.nobody.get("/v1/marketplace/offer", params={"status": "active"}).json()}

    async def rows(self):
        return {row.name: row for row in await self.history.offers.all("n", "me-1")}


@pytest.fixture
async def shop(start, tmp_path):
    history = await History.open(tmp_path / "history.db")
    made = Shop(start(), history)
    yield made
    await made.market.close()
    await history.close()


async def test_published_once_edited_and_withdrawn(shop):
    await shop.listings.settle(offers())
    await shop.listings.settle(offers())
    (card,) = shop.hardware()
    assert card["provider"] == "me-1" and card["gpu_model"] == CARD.name and Decimal(card["price_per_hour"]) == Decimal("0.1")
    assert set(shop.software()) == set(MODELS) and len({o["plugin_id"] for o in shop.software().values()}) == 2
    await shop.listings.settle(offers(price="0.25"))
    (dearer,) = shop.hardware()
    assert dearer["id"] != card["id"] and Decimal(dearer["price_per_hour"]) == Decimal("0.25")
    assert {Decimal(o["price"]) for o in shop.software().values()} == {Decimal("0.25")}
    await shop.listings.settle(offers(MODELS[0]))
    assert set(shop.software()) == {MODELS[0]}
    await shop.listings.withdraw_all()
    assert not shop.hardware() and not shop.software()
    assert {row.state for row in (await shop.rows()).values()} == {OfferState.WITHDRAWN}
    await shop.listings.settle(offers())
    assert len(shop.hardware()) == 1 and len(shop.software()) == 2


async def test_two_providers_of_one_model_do_not_overwrite_each_other(shop):
    await shop.listings.settle(offers("m"))
    await shop.opened("me-2").settle(offers("m"))
    listed = shop.network.nobody.get("/v1/marketplace/offer").json()
    assert {o["node_id"] for o in listed} == {"me-1", "me-2"} and len(shop.hardware()) == 2
    await shop.listings.withdraw_all()
    assert [o["provider"] for o in shop.hardware()] == ["me-2"]


@pytest.mark.parametrize("landed", [True, False])
async def test_a_crash_on_the_wire_leaves_neither_an_orphan_nor_a_double(shop, landed):
    publish = shop.market.publish

    async def broken(*told):
        if landed:
            await publish(*told)
            raise AnswerLost("the connection broke")
        raise Unreachable("no connection could be made")

    shop.market.publish = broken
    with pytest.raises((AnswerLost, Unreachable)):
        await shop.listings.settle(offers())
    assert (await shop.rows())[CARD.name].state is OfferState.SENDING
    shop.market.publish = publish
    await shop.opened().settle(offers())
    assert len(shop.hardware()) == 1 and len(shop.software()) == 2


async def test_what_the_rows_do_not_know_is_taken_away(shop):
    await shop.listings.settle(offers())
    for body in ({"attributes": {"aitbc_provider_ref": "lost"}}, {"attributes": {"aitbc_provider_ref": (await shop.rows())[CARD.name].ref}}):
        shop.network.nobody.post("/v1/marketplace/offers", json={"provider": "me-1", "gpu_model": "x", **body})
    foreign = {"provider": "somebody", "gpu_model": "x"}
    shop.network.nobody.post("/v1/marketplace/offers", json=foreign)
    shop.network.nobody.post("/v1/marketplace/offer", json={"service_type": "ollama", "model": "old", "node_id": "me-1", "plugin_id": "me-1-old"})
    await shop.opened().settle(offers())
    assert sorted(o["provider"] for o in shop.hardware()) == ["me-1", "somebody"]
    assert set(shop.software()) == set(MODELS)


async def test_what_vanished_is_put_back(shop):
    await shop.listings.settle(offers())
    (card,) = shop.hardware()
    shop.network.nobody.post(f"/v1/marketplace/offers/{card['id']}/cancel")
    for listed in shop.software().values():
        shop.network.nobody.delete(f"/v1/marketplace/offer/{listed['plugin_id']}")
    await shop.opened().settle(offers())
    assert len(shop.hardware()) == 1 and len(shop.software()) == 2
