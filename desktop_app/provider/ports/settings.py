"""What the settings window and the wizard may ask and do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol

from desktop_app.domain.agreed_hours import AgreedHours
from desktop_app.domain.connection import Part
from desktop_app.domain.owner_view import SignalView
from desktop_app.domain.shadow_day import Proposal, Shadow
from desktop_app.domain.state import GpuView
from desktop_app.provider.ports.agreed_desk import AgreedDesk

Rules = Mapping[str, Mapping[str, Any] | None]
"""Rules by name, in the guide's arguments; None takes one back."""


class KeysDesk(Protocol):
    """The networks to offer on, and the keys of networks and of model servers."""

    async def networks(self) -> Sequence[Mapping[str, Any]]:
        """Each with `name`, `url`, …, where its `key` is, and whether it is `active`."""

    async def add_network(self, fields: Mapping[str, str], key: str) -> None: ...
    async def remove_network(self, name: str) -> None:
        """Its books stay; its key is forgotten. ValueError for the one in use."""

    async def keep_key(self, name: str, key: str) -> str:
        """Where it is kept now, in words."""

    async def runtime_key_place(self, url: str) -> str:
        """Where the key of the model server at this address is, in words; "" where none is kept."""

    async def keep_runtime_key(self, url: str, key: str) -> str:
        """Where it is kept now, in words; an empty one is forgotten. The services start anew where it counts.
        ValueError for what can be no key."""

    async def test_network(self, name: str) -> Sequence[Part]: ...


class ShadowDesk(Protocol):
    """A day of watching before anything is offered."""

    @property
    def shadow(self) -> Shadow:
        """How far the watching is."""

    def begin(self) -> None:
        """Watch for a day; nothing is offered meanwhile."""

    def end(self) -> None:
        """Stop watching and offer again; what was seen stays."""

    def proposal(self, zone: str) -> Proposal | None:
        """From what was seen so far; None while that is too little."""


class SettingsDesk(Protocol):
    """Settings by name as the settings file has them, and rules. One implementation: app's side."""

    @property
    def why_read_only(self) -> str:
        """Why nothing can be changed here, "" when it can."""

    @property
    def languages(self) -> Sequence[str]:
        """Codes of the languages besides English that the program can speak, such as "de"."""

    def values(self) -> Mapping[str, Any]:
        """All settings as they are kept."""

    def rules(self) -> Mapping[str, Mapping[str, Any]]:
        """What is laid down, by rule."""

    def problem(self, name: str, value: Any) -> str:
        """Why this setting cannot have this value, as a sentence, or ""."""

    def rule_problem(self, name: str, arguments: Mapping[str, Any]) -> str:
        """Why this rule cannot be laid down, in words (of a phrase, `field` may be what it is about), or ""."""

    def signals(self) -> Sequence[SignalView]:
        """What tells that the owner comes first, and what of it cannot be told on this computer."""

    def starts_anew(self, values: Mapping[str, Any]) -> bool:
        """Whether these changes need the services to start anew: running jobs end first."""

    async def save(self, values: Mapping[str, Any], rules: Rules) -> None:
        """Keep the changed settings and rules and put them in force. ValueError and WorldError say what cannot be;
        then nothing has changed."""

    def agreed(self) -> Sequence[AgreedHours]:
        """Reservations, and the hours of the next days in which full batches may start."""

    @property
    def price_floor(self) -> Decimal | None:
        """What an hour's electricity costs in AITBC by the tariff and what was measured; None where that is not known.
        No lower price is asked."""

    @property
    def unit(self) -> str:
        """The money of the network in use."""

    async def cards(self) -> Sequence[GpuView]: ...

    def export(self) -> Mapping[str, Any]:
        """Settings and rules, without any key."""

    @property
    def starts_with_the_system(self) -> bool:
        """Whether the program starts with the owner's session, as the system has it."""

    def start_with_the_system(self, on: bool) -> None:
        """Counts at once. WorldError when the system does not take it."""

    # ---- further desks ---------------------------------------------------------------------------------------

    @property
    def keys(self) -> KeysDesk: ...
    @property
    def shadow_day(self) -> ShadowDesk: ...
    @property
    def agreements(self) -> AgreedDesk | None:
        """Contracts, reservations and batches; None where none are kept."""
