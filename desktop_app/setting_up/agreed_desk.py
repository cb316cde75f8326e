"""Contracts, reservations and batches of the running services, for the settings window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from desktop_app.domain.batch import BatchTerms
from desktop_app.domain.contracts import Contract, ContractState, ContractTerms, Standing
from desktop_app.domain.reservations import Reservation, ReservationTerms
from desktop_app.domain.sla import Sla
from desktop_app.provider.services import Services

_STANDING = (ContractState.ACTIVE, ContractState.NOT_YET)


class LiveAgreed:
    """Implements ports.AgreedDesk; `services` are the ones that run now."""

    def __init__(self, services: Callable[[], Services]) -> None:
        self._services = services

    def now(self) -> datetime:
        return self._services().ports.clock.now()

    def contracts(self) -> Sequence[tuple[Contract, Standing]]:
        book = self._services().agreements
        all_of_them = [(contract, book.standing(ref)) for ref, contract in book.contracts.items()]
        return [(contract, found) for contract, found in all_of_them if found.state in _STANDING]

    def reservations(self) -> Sequence[Reservation]:
        now = self.now()
        return [held for held in self._services().agreements.reservations.values() if held.ends_at > now]

    @property
    def batch(self) -> BatchTerms | None:
        return self._services().agreements.batch

    @property
    def sla(self) -> Sla | None:
        return self._services().agreements.sla

    async def create_contract(self, terms: ContractTerms) -> None:
        await self._services().agreements.create_contract(terms)

    async def end_contract(self, ref: str) -> None:
        await self._services().agreements.end_contract(ref)

    async def reserve(self, terms: ReservationTerms) -> None:
        await self._services().provider.reserve(terms)

    async def release(self, ref: str) -> None:
        await self._services().agreements.release(ref)

    async def use_batch(self, terms: BatchTerms | None) -> None:
        services = self._services()
        await services.agreements.use_batch(terms)
        services.provider.lane.retry()  # as many more or fewer are held here, which the network has to know
