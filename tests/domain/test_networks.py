import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.networks import (
    NetworkProfile,
    check_id,
    check_profile,
    check_url,
    is_url,
    readable_id,
    usual_name,
)

HUB = NetworkProfile("hub", "https://hub.example/c", "calm-otter-1a2b")


def test_ids_are_readable_and_differ():
    made = {readable_id(random.Random(n).choice) for n in range(200)}
    assert len(made) > 190 and all(re.fullmatch("[a-z]+-[a-z]+-[0-9a-f]{4}", name) for name in made)
    for name in made:
        check_id(name)


@pytest.mark.parametrize("url", ["https://hub.example", "https://hub.example:8443/a/b", "http://127.0.0.1:8203", "http://[::1]:1/c", "http://localhost"])
def test_addresses_that_may_be_used(url):
    check_url(url, "it")


@pytest.mark.parametrize(
    "url",
    ["http://hub.example/c", "http://127.0.0.1.evil.example", "ftp://x", "https://", "https://u:p@h", "https://h?x=1", "hub", "", "https://h\n", "http://10.0.0.1"],
)
def test_addresses_that_may_not(url):
    with pytest.raises(ValueError, match="https://"):
        check_url(url, "it")


@pytest.mark.parametrize("change", [{"payout_address": "0x12"}, {"payout_address": "me"}, {"rpc_url": "http://x.example"}, {"unit": "a b"}, {"name": "practice"}, {"name": " x"}])
def test_a_profile_is_checked_as_a_whole(change):
    check_profile(HUB)
    with pytest.raises(ValueError):
        check_profile(NetworkProfile(**{"name": HUB.name, "url": HUB.url, "provider_id": HUB.provider_id, **change}))


@pytest.mark.parametrize("address", ["0x" + "aB" * 20, "ait1qxyz234", "aitbc1qxyz234"])
def test_payout_addresses(address):
    check_profile(NetworkProfile("hub", HUB.url, HUB.provider_id, payout_address=address))


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_not(text):
    if is_url(text):
        assert usual_name(text)
