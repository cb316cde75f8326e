"""ports.MoneyDesk: the ledger, what it may bring, and what stands beside it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from desktop_app.domain import tax
from desktop_app.domain.browsing import Stack
from desktop_app.domain.claims_book import Claim
from desktop_app.domain.differences import Difference
from desktop_app.domain.ledger import Entry, Totals
from desktop_app.domain.outlook import Outlook, Starts, outlook, starts
from desktop_app.domain.reconciling import Report
from desktop_app.provider.energy_meter import cost_of
from desktop_app.provider.needs import Ports
from desktop_app.provider.ports import Ledger
from desktop_app.provider.ports.office import Browser

Save = Callable[[str, Sequence[Mapping[str, str]]], None]
"""Writes rows of `domain.tax.COLUMNS` to a file."""


async def tax_lines(
    ledger: Ledger, browser: Browser, network: str, provider_id: str, since: datetime | None, until: datetime | None
) -> list[tax.Line]:
    """One a job, for the window's file as for the command line's."""
    spent, rates = await browser.spent(network, provider_id), await ledger.rates(network, provider_id)
    return tax.lines(await ledger.entries(network, provider_id, since, until), spent, rates)


class Money:
    """Implements ports.MoneyDesk. `save` writes a file for a spreadsheet, `unit` names the network's money."""

    def __init__(
        self,
        network: str,
        provider_id: str,
        browser: Browser,
        ports: Ports,
        *,
        reconciled: Callable[[], Awaitable[Report]],
        save: Save,
        unit: Callable[[], str],
    ) -> None:
        self._network, self._me, self._browser, self._ports = network, provider_id, browser, ports
        self._reconciled, self._save, self._unit = reconciled, save, unit

    async def outlook(self) -> Outlook:
        now = self._ports.clock.now().astimezone()
        when = starts(now)
        today, week, month = [await self._credited(since) for since in (when.today, when.week, when.month)]
        return outlook(today, week, month, await self._whole_days(when), now)

    async def _credited(self, since: datetime) -> Decimal:
        return (await self._ports.ledger.totals(self._network, self._me, since)).credited

    async def _whole_days(self, when: Starts) -> dict[date, Decimal]:
        """Credited by day, from the first of the last seven days that has an entry to yesterday."""
        bounds, day = [], when.looked_at
        while day < when.today:
            bounds.append(day)
            day = datetime(day.year, day.month, day.day).astimezone()
            day = (day.replace(tzinfo=None) + timedelta(days=1)).astimezone()
        found = await self._browser.stacked(self._network, self._me, [*bounds, when.today], "all")
        days = {at.date(): parts.get("", Totals()) for at, parts in zip(bounds, found, strict=True)}
        begun = next((at for at, totals in days.items() if totals.jobs), None)
        return {at: totals.credited for at, totals in days.items() if begun is not None and at >= begun}

    async def stacks(self, bounds: Sequence[datetime], by: str) -> list[Stack]:
        found = await self._browser.stacked(self._network, self._me, bounds, by)
        made = []
        for since, until, parts in zip(bounds[:-1], bounds[1:], found, strict=True):
            made.append(Stack(since, until, parts, await self._energy(since, until)))
        return made

    async def _energy(self, since: datetime, until: datetime) -> Decimal | None:
        """As far as it was measured and has a price in the network's unit; None where nothing has."""
        if self._ports.facts is None:
            return None
        return (await cost_of(self._ports.facts, self._network, self._me, since, until))[0]

    async def entries(self, since: datetime | None, until: datetime | None) -> list[Entry]:
        return await self._ports.ledger.entries(self._network, self._me, since, until)

    async def save_csv(self, path: str, since: datetime | None, until: datetime | None) -> int:
        found = await tax_lines(self._ports.ledger, self._browser, self._network, self._me, since, until)
        await asyncio.to_thread(self._save, path, [tax.row(line, self._unit()) for line in found])
        return len(found)

    async def reconcile(self) -> Report:
        return await self._reconciled()

    async def differences(self) -> list[Difference]:
        money = self._ports.money
        return [] if money is None else await money.differences(self._network, self._me)

    async def claims(self) -> list[Claim]:
        claims = self._ports.claims
        return [] if claims is None else await claims.claims(self._network, self._me)
