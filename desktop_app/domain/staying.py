"""Which models have to stay on the disk, and why: asked before one makes room for another, and before one is removed.

No reservation and no contract names a model. So what its customer has asked for before stays while it stands; and
while one stands whose customer has asked for nothing yet, no model goes by itself: it might be the one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath

from desktop_app.domain.contracts import Contract, ContractState, names_of, standing
from desktop_app.domain.hosting import Hosted
from desktop_app.domain.jobs import JournalJob
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.reservations import Reservation


@dataclass(frozen=True, slots=True)
class Asked:
    """A model that a customer has asked for, perhaps under a contract ("" none)."""

    customer: str
    contract: str
    model: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """What stands on one network. `used` are seconds of the card by contract, `unread` is whether something was agreed
    that cannot be read any more."""

    contracts: tuple[Contract, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    used: Mapping[str, float] = field(default_factory=dict)
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Staying:
    """`models`: why each of these stays. `none_goes`: why no model at all goes by itself, "" when some may."""

    models: Mapping[str, str] = field(default_factory=dict)
    none_goes: str = ""

    def __or__(self, other: Staying) -> Staying:
        return Staying({**other.models, **self.models}, self.none_goes or other.none_goes)


def hosted(models: Iterable[Hosted]) -> Staying:
    """Models of the owner's under public names, the files that they are made from, and what they run as."""
    found: dict[str, str] = {}
    for one in models:
        why = Phrase("it is hosted as {name}", name=one.name)
        found |= {one.name: why, one.runs_as: why}
        if one.is_file:
            found[PurePath(one.source).stem] = why
    return Staying(found)


def needed(jobs: Iterable[JournalJob], agreed: Agreed, asked: Iterable[Asked], now: datetime) -> Staying:
    """What one network's open jobs (running, waiting, collected for a batch) and agreements need."""
    found: dict[str, str] = {}
    known = list(asked)
    for job in jobs:
        model = str(job.payload.get("model", ""))
        found[model] = Phrase("a job needs it")
        known += [Asked(name, "", model) for name in names_of(job)]
    none_goes = Phrase("an agreement cannot be read: it might need any model") if agreed.unread else ""
    for contract in agreed.contracts:
        at_stake = standing(contract, agreed.used.get(contract.contract_id, 0.0), now).state
        if at_stake not in (ContractState.ACTIVE, ContractState.NOT_YET):
            continue
        mine = {a.model for a in known if a.contract == contract.contract_id or contract.is_with((), a.customer)}
        client = contract.terms.client_id
        none_goes = none_goes or ("" if mine else _might_need(Phrase("the contract with {client}", client=client)))
        found = dict.fromkeys(mine, Phrase("the contract with {client} needs it", client=client)) | found
    for held in agreed.reservations:
        if held.ends_at <= now:
            continue
        mine, client = {a.model for a in known if held.is_for((a.customer,))}, held.terms.client_id
        none_goes = none_goes or ("" if mine else _might_need(Phrase("the reservation of {client}", client=client)))
        found = dict.fromkeys(mine, Phrase("it is reserved for {client}", client=client)) | found
    found.pop("", None)
    return Staying(found, none_goes)


def _might_need(who: str) -> str:
    return Phrase("{who} might need any of them: its customer has not asked for a model yet", who=who)
