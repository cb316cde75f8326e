"""The desk: what the window, the tray and the control endpoint may ask and do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta

from desktop_app.domain.health import Action
from desktop_app.domain.ledger import Totals
from desktop_app.domain.money import total
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.presence import Stage
from desktop_app.domain.state import AppState, RecentJob
from desktop_app.domain.times import start_of_day
from desktop_app.provider.energy_meter import cost_of
from desktop_app.provider.health import Health
from desktop_app.provider.keeper import RuntimeKeeper
from desktop_app.provider.lane import Lane
from desktop_app.provider.owner import Owner
from desktop_app.provider.owners_word import WordAtGate
from desktop_app.provider.picture import Picture
from desktop_app.provider.ports import Clock, Earnings, Facts, Journal, Ledger, Listener, Point, Records
from desktop_app.provider.store import Store
from desktop_app.provider.worker import Worker
from desktop_app.provider.yielding import Yielding

_PANIC = "panic"
_NEEDED = Phrase("The provider's owner needed the machine.")


class OwnersDesk:
    """Implements ports.Desk for one network."""

    def __init__(
        self,
        store: Store,
        word: WordAtGate,
        lane: Lane,
        worker: Worker,
        owner: Owner,
        yielding: Yielding,
        picture: Picture,
        journal: Journal,
        ledger: Ledger,
        records: Records,
        clock: Clock,
        health: Health,
        keeper: RuntimeKeeper,
        *,
        provider_id: str,
        facts: Facts | None,
        on_quit: Callable[[], None],
    ) -> None:
        self._store, self._word, self._lane, self._worker = store, word, lane, worker
        self._owner, self._yielding = owner, yielding
        self._picture, self._journal, self._ledger, self._records = picture, journal, ledger, records
        self._clock, self._provider_id, self._on_quit = clock, provider_id, on_quit
        self._health, self._keeper, self._facts = health, keeper, facts

    @property
    def state(self) -> AppState:
        return self._store.state

    def subscribe(self, listener: Listener) -> Listener:
        return self._store.subscribe(listener)

    async def pause(self, until: datetime | None) -> None:
        written = self._word.pause(until)
        await self._worker.quiet()
        await written

    async def pause_for_game(self) -> None:
        if not (game := self._owner.game):
            raise ValueError(Phrase("no game is running that the program knows of"))
        signal, written = self._word.pause_for_game(game)
        self._owner.when_game_ends(lambda: self._word.end_of_game(signal))
        await self._worker.quiet()
        await written

    async def resume(self) -> None:
        written = self._word.resume()
        self._yielding.end(_PANIC)
        self._lane.retry()
        await written

    async def stop_now(self) -> None:
        jobs = self._worker.running
        written = self._word.stop()
        await self._yielding.begin(_PANIC, Stage.NEEDING, Phrase("Stopped by you"), jobs)
        await self._worker.hand_back_all(_NEEDED)
        await written

    async def carry_on(self) -> None:
        """A Stop now that was said to an earlier run of the program may not have been carried out to its end."""
        if self._word.is_stopped:
            self._yielding.begin(_PANIC, Stage.NEEDING, Phrase("Stopped by you"), 0, row=False)
            await self._worker.hand_back_all(_NEEDED)

    async def seen(self, numbers: Collection[int]) -> None:
        await self._health.seen(numbers)

    async def act(self, number: int) -> None:
        """What the button of alert `number` does; the alert counts as seen."""
        alert = next((alert for alert in self._health.alerts if alert.number == number), None)
        if alert is None:
            return
        await self._health.seen([number])
        if alert.action is Action.PAUSE:
            await self.pause(self._clock.now() + timedelta(hours=1))
        elif alert.action is Action.USE_PROCESSOR:
            self._health.use_processor()
        elif alert.action is Action.RETRY_RUNTIME:
            self._keeper.retry()

    def quit(self) -> None:
        self._on_quit()

    async def earnings(self, since: datetime | None, by: Sequence[str]) -> Earnings:
        network, me = self._picture.network, self._provider_id
        totals = await self._ledger.totals(network.name, me, since)
        parts = {name: await self._ledger.breakdown(network.name, me, name, since, None) for name in by}
        if self._facts is None:
            return Earnings(since, totals, None, network.unit, parts)
        until = self._clock.now() + timedelta(seconds=1)
        energy, electricity = await cost_of(self._facts, network.name, me, since, until)
        return Earnings(since, totals, energy, network.unit, parts, electricity)

    async def jobs(self, limit: int) -> list[RecentJob]:
        midnight = start_of_day(self._clock.now().astimezone())
        return await self._journal.recent(self._picture.network.name, self._provider_id, midnight, limit)

    async def earned_points(self, since: datetime, until: datetime, points: int) -> list[Point]:
        """One point an entry, thinned to `points`, from zero a moment before the first one."""
        entries = await self._ledger.entries(self._picture.network.name, self._provider_id, since, until)
        if not entries:
            return []
        sums, credited = [Point(max(since, entries[0].at - timedelta(minutes=1)), 0.0)], Totals().credited
        for entry in entries:
            credited = total((credited, entry.credited))
            sums.append(Point(entry.at, float(credited)))
        sums.append(Point(until, float(credited)))
        step = max(1, -(-len(sums) // max(2, points - 1)))
        return [*sums[:-1:step], sums[-1]]

    async def utilisation_points(self, since: datetime, until: datetime, points: int) -> list[Point]:
        rows = await self._records.utilisation(since, until, points)
        return [Point(at, card if card is not None else ours) for at, card, ours in rows]
