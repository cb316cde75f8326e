"""The marketplace's listings (section 10)."""

from __future__ import annotations

import pytest


def test_hardware_offers_are_new_each_time_and_keep_free_form_attributes(shared) -> None:
    body = {
        "provider": "p", "gpu_model": "RTX 3060", "price_per_hour": "0.5", "region": "eu", "junk": 1,
        "attributes": {"tiers": [{"name": "gold"}], "n": 1.5},
    }  # fmt: skip
    posted = [shared.nobody.post("/v1/marketplace/offers", json=body) for _ in "ab"]
    assert [answer.status_code for answer in posted] == [200, 200]
    first, second = (answer.json() for answer in posted)
    assert first["id"] != second["id"] and first["attributes"] == body["attributes"] and "junk" not in first
    assert (first["price_per_hour"], first["price"]) == ("0.50000000", "0E-8")
    assert shared.nobody.get(f"/v1/marketplace/offers/{first['id']}").json() == first
    listed = shared.nobody.get("/v1/marketplace/offers", params={"region": "eu", "gpu_model": "RTX 3060"}).json()
    assert [offer["id"] for offer in listed] == [second["id"], first["id"]]
    assert shared.nobody.get("/v1/marketplace/offers", params={"region": "mars"}).json() == []


def test_an_empty_body_makes_a_junk_offer_and_wrong_types_the_other_422(shared) -> None:
    assert shared.nobody.post("/v1/marketplace/offers").json()["provider"] == "default-provider"
    answer = shared.nobody.post("/v1/marketplace/offers", json={"gpu_count": "many"})
    assert answer.status_code == 422 and answer.json()["detail"][0]["loc"] == ["body", "gpu_count"]


def test_an_offer_cannot_be_edited_only_cancelled_once(shared) -> None:
    path = f"/v1/marketplace/offers/{shared.nobody.post('/v1/marketplace/offers', json={}).json()['id']}"
    assert shared.nobody.put(path, json={}).status_code == shared.nobody.patch(path, json={}).status_code == 405
    assert shared.nobody.post(f"{path}/cancel", params={"reason": "x"}).json()["status"] == "cancelled"
    answer = shared.nobody.post(f"{path}/cancel")
    assert answer.status_code == 400 and isinstance(answer.json()["error"], str)
    assert shared.nobody.get(path).json()["status"] == "cancelled"


def test_unknown_offers_and_statuses(shared) -> None:
    assert shared.nobody.get("/v1/marketplace/offers/nope").json().keys() == {"error"}
    assert shared.nobody.post("/v1/marketplace/offers/nope/cancel").status_code == 404
    assert shared.nobody.get("/v1/marketplace/offers", params={"status": "lost"}).status_code == 400
    assert shared.nobody.get("/v1/marketplace/offers", params={"status": "booked"}).json() == []


def test_software_offers_replace_by_plugin_id_whose_default_collides(shared) -> None:
    def post(**more: object) -> dict:
        body = {"service_type": "ollama", "model": "m", "price": 0.01, **more}
        return shared.nobody.post("/v1/marketplace/offer", json=body).json()

    assert post() == {"plugin_id": "ollama-m", "service_type": "ollama", "model": "m", "status": "active"}
    post(price="0.02", node_id="other provider")
    post(plugin_id="mine", status="inactive")
    listed = shared.nobody.get("/v1/marketplace/offer", params={"service_type": "ollama"}).json()
    prices = {offer["plugin_id"]: offer["price"] for offer in listed}
    assert prices == {"mine": "0.01000000", "ollama-m": "0.02000000"}
    assert [o["plugin_id"] for o in shared.nobody.get("/v1/marketplace/offer?status=inactive").json()] == ["mine"]
    assert shared.nobody.get("/v1/marketplace/offer/mine").json()["model"] == "m"
    assert shared.nobody.delete("/v1/marketplace/offer/mine").status_code == 200
    assert shared.nobody.delete("/v1/marketplace/offer/mine").status_code == 404


@pytest.mark.parametrize("body", [b"", b"{", b"{}", b'{"service_type": 1, "model": "m"}'])
def test_a_bad_software_offer_is_500(shared, body: bytes) -> None:
    assert shared.nobody.post("/v1/marketplace/offer", content=body).status_code == 500
