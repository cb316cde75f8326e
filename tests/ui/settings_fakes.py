"""A settings desk in memory, with the real checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from desktop_app.domain import reservations
from desktop_app.domain.agreed_hours import AgreedHours, What
from desktop_app.domain.batch import BatchTerms
from desktop_app.domain.connection import Part
from desktop_app.domain.contracts import Contract, ContractState, ContractTerms, Standing, standing
from desktop_app.domain.errors import WorldError, in_words
from desktop_app.domain.first_price import Power
from desktop_app.domain.owner_view import SignalView
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.presence import SIGNALS, Kind
from desktop_app.domain.reservations import Reservation, ReservationTerms
from desktop_app.domain.schedule import ALWAYS
from desktop_app.domain.shadow_day import Proposal, Shadow, propose
from desktop_app.domain.sla import Sla
from desktop_app.domain.state import GpuView
from desktop_app.provider import house_rules
from desktop_app.system.settings import Settings
from desktop_app.system.settings_rules import RULES
from tests.domain.test_shadow_day import day
from tests.ui.fakes import NOW

HUB = {
    "name": "hub.example", "url": "https://hub.example/c", "provider_id": "calm-otter-1234", "rpc_url": "", "market_url": "",
    "payout_address": "0x" + "a" * 40, "unit": "AITBC", "id_is_final": False,
}  # fmt: skip


class FakeAgreed:
    """Agreements in memory, judged by the real book; a card of 8 GB."""

    def __init__(self) -> None:
        self.made: dict[str, Contract] = {}
        self.held: dict[str, Reservation] = {}
        self.batch: BatchTerms | None = None
        self.sla: Sla | None = None

    def now(self) -> datetime:
        return NOW

    def contracts(self) -> Sequence[tuple[Contract, Standing]]:
        found = [(contract, standing(contract, 5400.0, NOW)) for contract in self.made.values()]
        return [(contract, where) for contract, where in found if where.state is ContractState.ACTIVE]

    def reservations(self) -> Sequence[Reservation]:
        return [held for held in self.held.values() if held.ends_at > NOW]

    async def create_contract(self, terms: ContractTerms) -> None:
        ref = f"contract-{len(self.made)}"
        self.made[ref] = Contract(ref, terms, NOW)

    async def end_contract(self, ref: str) -> None:
        self.made[ref] = replace(self.made[ref], ended_at=NOW)

    async def reserve(self, terms: ReservationTerms) -> None:
        ref = f"reservation-{len(self.held)}"
        wanted = reservations.begin(ref, terms, NOW)
        if why := reservations.collision(wanted, self.held.values(), 8 * reservations.GIB, ALWAYS, NOW):
            raise WorldError(why)
        self.held[ref] = wanted

    async def release(self, ref: str) -> None:
        self.held[ref] = replace(self.held[ref], ends_at=NOW)

    async def use_batch(self, terms: BatchTerms | None) -> None:
        self.batch = terms


class FakeKeys:
    """`calls` are the keys that were kept, by name or address; networks stand in `kept`, as the settings have them."""

    def __init__(self, kept: dict[str, Any]) -> None:
        self._kept = kept
        self.calls: list[tuple[str, str]] = []
        self.server_keys: dict[str, str] = {}

    async def networks(self) -> Sequence[Mapping[str, Any]]:
        own = {"name": "practice", "url": "", "key": "its own", "active": True}
        return [own, *({**network, "key": Phrase("keyring", "where a key is kept"), "active": False} for network in self._kept["networks"])]

    async def add_network(self, fields: Mapping[str, str], key: str) -> None:
        if fields["name"] == "bad":
            raise ValueError("a network called 'bad' is there already; its books would be shared")
        self._kept["networks"] = (*self._kept["networks"], {**HUB, **fields})

    async def remove_network(self, name: str) -> None:
        self._kept["networks"] = tuple(n for n in self._kept["networks"] if n["name"] != name)

    async def keep_key(self, name: str, key: str) -> str:
        self.calls.append((name, key))
        return "the keyring"

    async def runtime_key_place(self, url: str) -> str:
        return self.server_keys.get(url, "")

    async def keep_runtime_key(self, url: str, key: str) -> str:
        if " " in key:
            raise ValueError("a key is one line of plain characters")
        self.calls.append((url, key))
        self.server_keys[url] = "keyring" if key else ""
        return self.server_keys[url]

    async def test_network(self, name: str) -> Sequence[Part]:
        return (Part("coordinator", True, "answers", needed=True), Part("key", False, "no miner key is stored", "Store one"))


class FakeShadow:
    """Half a day was seen as soon as it is begun."""

    shadow = Shadow()

    def begin(self) -> None:
        self.shadow = Shadow(NOW + timedelta(hours=24), day({18: 60, 19: 60}, range(12, 24)))

    def end(self) -> None:
        self.shadow = replace(self.shadow, ends=None)

    def proposal(self, zone: str) -> Proposal | None:
        return propose(self.shadow, "RTX 4070", Power(), zone, "AITBC")


class FakeSettings:
    """What was saved stands in `saved`; `error` is raised by the next save."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = asdict(Settings(provider_id="calm-otter-1234")) | {"networks": (HUB,)}
        self.laid_down: dict[str, Mapping[str, Any]] = {}
        self.saved: list[tuple[Mapping[str, Any], Mapping[str, Any]]] = []
        self.error: Exception | None = None
        self.why_read_only = ""
        self.languages: tuple[str, ...] = ()
        self.agreements = FakeAgreed()
        self.price_floor: Decimal | None = None
        self.keys, self.shadow_day = FakeKeys(self.kept), FakeShadow()

    def values(self) -> Mapping[str, Any]:
        return dict(self.kept)

    def rules(self) -> Mapping[str, Mapping[str, Any]]:
        return dict(self.laid_down)

    def problem(self, name: str, value: Any) -> str:
        check, allowed = RULES[name]
        return "" if check(value) else Phrase("This must be {allowed}.", allowed=allowed)

    def rule_problem(self, name: str, arguments: Mapping[str, Any]) -> str:
        try:
            house_rules.read(name, arguments)
        except (ValueError, TypeError) as error:
            return in_words(error)
        return ""

    def signals(self) -> Sequence[SignalView]:
        about = SIGNALS[Kind.FULL_SCREEN]
        return [SignalView(Kind.FULL_SCREEN, about.title, about.explanation, True, False, ("X11 windows",), "",
                           "this desktop does not tell which Wayland windows fill the screen")]  # fmt: skip

    def starts_anew(self, values: Mapping[str, Any]) -> bool:
        return "concurrency" in values

    async def save(self, values: Mapping[str, Any], rules: Mapping[str, Any]) -> None:
        if self.error is not None:
            error, self.error = self.error, None
            raise error
        self.kept |= values
        self.saved.append((values, rules))

    def agreed(self) -> Sequence[AgreedHours]:
        held = [AgreedHours(r.starts_at, r.ends_at, customer=r.terms.client_id) for r in self.agreements.reservations()]
        tomorrow = NOW.replace(hour=9, minute=0) + timedelta(days=1)
        batches = AgreedHours(tomorrow, tomorrow + timedelta(hours=5), What.BATCHES)
        return [*held, *([batches] if self.agreements.batch else [])]

    async def cards(self) -> Sequence[GpuView]:
        return ()

    starts_with_the_system = False
    unit = "AITBC"

    def start_with_the_system(self, on: bool) -> None:
        self.starts_with_the_system = on

    def export(self) -> Mapping[str, Any]:
        return {"version": 2, **self.kept}
