"""The worker: N slots, who gets them, and what becomes of what was generated.

A running job ends in one of five ways: finished and good (outbox), not good or too late (handed back), taken away
by the network, stopped because the gate closed (its text is kept and continued later, or it is handed back when
the time left is not enough), or the program ends (handed back)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from desktop_app.domain.decline import INTERNAL, Decline
from desktop_app.domain.errors import ProfileError
from desktop_app.domain.gate import can_wait
from desktop_app.domain.jobs import Outcome, Phase
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.screening import Rules
from desktop_app.provider.floor import Floor, LiveJob
from desktop_app.provider.gate import Gate
from desktop_app.provider.generation import Generation, seconds_needed
from desktop_app.provider.handover import Handover
from desktop_app.provider.network_time import NetworkTime
from desktop_app.provider.ports import Clock, Journal
from desktop_app.provider.waiting import Backoff, Bell, settle
from desktop_app.provider.work_queue import WorkQueue

log = logging.getLogger(__name__)


class Worker:
    """`slots()` jobs at once; none that `held` names is started."""

    def __init__(
        self,
        generation: Generation,
        journal: Journal,
        floor: Floor,
        gate: Gate,
        handover: Handover,
        clock: Clock,
        *,
        slots: Callable[[], int],
        queue: WorkQueue,
        time: NetworkTime,
        work_waits: Bell,
        rules: Callable[[], Awaitable[Rules]],
        on_change: Callable[[], None],
        held: Callable[[str], bool],
    ) -> None:
        self._generation, self._journal, self._floor, self._gate = generation, journal, floor, gate
        self._handover, self._clock, self._most, self._bell = handover, clock, slots, work_waits
        self._rules, self._on_change, self._time, self._queue = rules, on_change, time, queue
        self._held = held
        self._tasks: dict[str, asyncio.Task[None]] = {}
        gate.subscribe(self._gate_changed)

    async def run(self) -> None:
        """Starts what may start, for the life of the program."""
        try:
            while True:
                rules = await self._rules()
                await self._hand_back_hopeless(rules)
                self._let_go()
                self._make_way(rules)
                while self._gate.may_work and len(self._tasks) < self._most() and (job := self._choose()):
                    self._start(job)
                await self._bell.wait(self._clock, 5.0 if self._floor.queued else None)
        finally:
            await settle(self._tasks.values())

    def _choose(self) -> LiveJob | None:
        return self._queue.choose([job for job in self._floor.queued if not self._held(job.key.job_id)])

    async def take_away(self, job: LiveJob, outcome: Outcome, reason: str) -> None:
        """The network took this job away: stop it, send nothing."""
        await self._stop(job)
        await self._handover.gone(job, outcome, reason)
        self._on_change()

    async def hand_back(self, job: LiveJob, decline: Decline) -> None:
        """Stop this job wherever it stands and give it back."""
        await self._stop(job)
        await self._handover.hand_back(job, decline)
        self._on_change()

    async def hand_back_all(self, reason: Phrase) -> None:
        """Nothing stays with us: for the end of the program and for Stop now without an end."""
        for job in list(self._floor.jobs.values()):
            await self.hand_back(job, Decline("provider_stopped", reason))

    async def quiet(self) -> None:
        """Returns when every generation that runs now has ended."""
        if self._tasks:
            await asyncio.wait(list(self._tasks.values()))

    @property
    def running(self) -> int:
        """Generations at this moment."""
        return len(self._tasks)

    # ---- starting and stopping -------------------------------------------------------------------------------

    def _start(self, job: LiveJob) -> None:
        job.phase = Phase.RUNNING
        job.started_at = job.started_at or self._clock.now()
        task = asyncio.create_task(self._work(job), name=f"job {job.key.job_id}")
        self._tasks[job.key.job_id] = task
        self._queue.started(job)
        job.slot_since = self._clock.monotonic()
        task.add_done_callback(lambda done: self._ended(job, done))
        self._on_change()

    def _ended(self, job: LiveJob, task: asyncio.Task[None]) -> None:
        self._tasks.pop(job.key.job_id, None)
        self._queue.ended(job, self._clock.monotonic() - job.slot_since)
        if task.cancelled():
            if self._floor.get(job.key.job_id) is job and not job.leaving:
                job.phase = Phase.QUEUED  # it may have been stopped before its first step
        elif (error := task.exception()) is not None:
            log.error("job %s hit an internal error", job.key.job_id, exc_info=error)
        self._bell.ring()
        self._on_change()

    def _let_go(self) -> None:
        """Fewer may run than do: the last that started go back to the queue with their text. While it rests none may
        start, and those that run go on."""
        if not (most := self._most()):
            return
        running = [job for job in self._floor.running if job.key.job_id in self._tasks]
        running.sort(key=lambda job: job.slot_since)
        for job in running[most:]:
            if not (task := self._tasks[job.key.job_id]).cancelling():
                log.info("job %s lets go of its slot; its text is kept", job.key.job_id)
                task.cancel()

    async def _stop(self, job: LiveJob) -> None:
        job.leaving = True
        task = self._tasks.get(job.key.job_id)
        if task is not None and task is not asyncio.current_task():
            await settle([task])

    def _gate_changed(self) -> None:
        if self._gate.state.stops_work:
            for task in self._tasks.values():
                task.cancel()
        self._bell.ring()

    def _make_way(self, rules: Rules) -> None:
        """A job that stands above a running one gets its slot, if that one can still be finished afterwards."""
        tasks, most = self._tasks.values(), self._most()
        if not self._gate.may_work or not most or len(tasks) < most or any(task.cancelling() for task in tasks):
            return
        running = [job for job in self._floor.running if job.key.job_id in self._tasks]
        job = self._choose()
        other = self._queue.gives_way(job, running) if job is not None else None
        if job is None or other is None:
            return
        wait = seconds_needed(other, rules) + job.estimate
        if can_wait(self._clock.now(), self._expires(other), wait, self._clock.now()):
            log.info("job %s gives its slot to job %s; its text is kept", other.key.job_id, job.key.job_id)
            other.yielded += 1
            self._tasks[other.key.job_id].cancel()

    def _expires(self, job: LiveJob) -> datetime | None:
        """When its time is over, by our own clock."""
        off = self._time.now() - self._clock.now()
        return job.terms.expires_at - off if job.terms.expires_at is not None else None

    async def _hand_back_hopeless(self, rules: Rules) -> None:
        """Waiting jobs that cannot make it any more go back now, not when their time is over."""
        state, now = self._gate.state, self._clock.now()
        ready = [job for job in self._floor.queued if not self._held(job.key.job_id)]
        for job in self._floor.queued:
            needed = seconds_needed(job, rules)
            needed += self._queue.wait(job, ready, self._most()) if job in ready else 0.0
            if not can_wait(state.resumes_at(now), self._expires(job), needed, now):
                reason = state.told_to_customers if not self._gate.may_work else Phrase("other work was first")
                text = Phrase("The provider cannot finish this in time: {reason}.", reason=reason)
                await self._handover.hand_back(job, Decline("no_time_left", text))
                self._on_change()

    # ---- one job ---------------------------------------------------------------------------------------------

    async def _work(self, job: LiveJob) -> None:
        """To its end, whatever happens: an error that nobody foresaw costs this job, and neither the slot nor the
        next ones."""
        try:
            await self._journal.set_phase(job.key, Phase.RUNNING, started_at=job.started_at)
            try:
                decline = await self._generation.run(job)
            except asyncio.CancelledError:
                await self._keep_for_later(job)
                raise
        except ProfileError as error:
            log.warning("job %s: %s", job.key.job_id, error)
            decline = Decline("no_records", Phrase("The provider cannot keep its records now."))
        except Exception:
            log.exception("job %s hit an internal error", job.key.job_id)
            decline = INTERNAL
        job.leaving = True
        if decline is not None:
            log.info("job %s handed back: %s", job.key.job_id, decline.code)
        await asyncio.shield(self._write_end(job, decline))

    async def _write_end(self, job: LiveJob, decline: Decline | None) -> None:
        """Again until the history takes it: a full disk costs no finished result."""
        backoff = Backoff(1.0, 30.0)
        while self._floor.get(job.key.job_id) is job:
            try:
                if decline is None:
                    await self._handover.complete(job)
                else:
                    await self._handover.hand_back(job, decline)
            except ProfileError as error:
                log.warning("the end of job %s cannot be written yet: %s", job.key.job_id, error)
                await self._clock.sleep(backoff.next())
            except Exception:
                if decline is INTERNAL:
                    raise
                log.exception("job %s hit an internal error at its end", job.key.job_id)
                decline = INTERNAL

    async def _keep_for_later(self, job: LiveJob) -> None:
        """Stopped in the middle: the text so far is kept, and the job waits for the gate."""
        if self._floor.get(job.key.job_id) is job:
            job.phase = Phase.QUEUED
            await self._journal.save_partial(job.key, job.work)
            await self._journal.set_phase(job.key, Phase.QUEUED)
            self._bell.ring()
