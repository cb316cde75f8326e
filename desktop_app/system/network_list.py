"""Networks as the settings file writes them: a list of JSON objects, read one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from desktop_app.domain.networks import PRACTICE, NetworkProfile, is_url, usual_name

_LONGEST = 200
_ADDRESSES = ("url", "rpc_url", "market_url")
_MUST = ("name", "url", "provider_id")


def read_networks(value: Any) -> tuple[tuple[NetworkProfile, ...], tuple[int, ...]]:
    """The networks that can be read, and a sentence for each that cannot.

    Whether one may be used (https, the form of its payout address) is asked when it is used: a network that was
    written down is not forgotten because its address is wrong."""
    good: dict[str, NetworkProfile] = {}
    wrong: list[int] = []
    for number, item in enumerate(value if isinstance(value, list | tuple) else [None], 1):
        found = _read(item)
        if found is None or found.name in good:
            wrong.append(number)
        else:
            good[found.name] = found
    return tuple(good.values()), tuple(wrong)


def networks_are_good(value: Any) -> bool:
    """Whether all of them can be read."""
    return isinstance(value, list | tuple) and not read_networks(value)[1]


def to_several_networks(raw: dict[str, Any]) -> dict[str, Any]:
    """Version 1 knew one network; its books go by the name that it had then."""
    old = {name: raw.get(name) for name in ("network_url", "rpc_url", "payout_address")}
    rest = {name: value for name, value in raw.items() if name not in old}
    url = old["network_url"]
    if not url or not is_url(url):
        return rest
    network = {"name": usual_name(url), "url": url, "provider_id": raw.get("provider_id", "")}
    network |= {name: old[name] or "" for name in ("rpc_url", "payout_address")}
    return rest | {"networks": [network], "active": network["name"]}


def _read(item: Any) -> NetworkProfile | None:
    if not isinstance(item, Mapping):
        return None
    usual = {field.name: field.default for field in fields(NetworkProfile)}
    told = {name: item.get(name, usual[name]) for name in usual}
    if not isinstance(told["id_is_final"], bool):
        return None
    texts = {name: value for name, value in told.items() if name != "id_is_final"}
    if not all(isinstance(value, str) and len(value) <= _LONGEST and value.isprintable() for value in texts.values()):
        return None
    if not all(told[name] for name in _MUST) or told["name"] == PRACTICE:
        return None
    if not all(not told[name] or is_url(told[name]) for name in _ADDRESSES):
        return None
    return NetworkProfile(**told)
