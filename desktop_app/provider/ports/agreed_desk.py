"""What the settings window may ask and do about agreements with customers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from desktop_app.domain.batch import BatchTerms
from desktop_app.domain.contracts import Contract, ContractTerms, Standing
from desktop_app.domain.reservations import Reservation, ReservationTerms
from desktop_app.domain.sla import Sla


class AgreedDesk(Protocol):
    """Everything here counts at once and outlives the program. One implementation: app's side."""

    def now(self) -> datetime: ...
    def contracts(self) -> Sequence[tuple[Contract, Standing]]:
        """Those in force or about to be, oldest first."""

    def reservations(self) -> Sequence[Reservation]:
        """Those that are not over, oldest first."""

    @property
    def batch(self) -> BatchTerms | None:
        """None: no jobs are collected."""

    @property
    def sla(self) -> Sla | None:
        """What every customer is promised; None: nothing."""

    async def create_contract(self, terms: ContractTerms) -> None: ...
    async def end_contract(self, ref: str) -> None: ...
    async def reserve(self, terms: ReservationTerms) -> None:
        """WorldError says why it cannot be kept."""

    async def release(self, ref: str) -> None: ...
    async def use_batch(self, terms: BatchTerms | None) -> None: ...
