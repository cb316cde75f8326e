"""The worker: N slots, each runs one job on the runtime, streaming, and keeps what was generated.

A running job ends in one of five ways: finished and good (outbox), not good or too late (handed back), taken away
by the network, stopped because the gate closed (its text is kept and continued later, or it is handed back when
the time left is not enough), or the program ends (handed back)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime

from desktop_app.domain import quality
from desktop_app.domain.decline import INTERNAL, Decline
from desktop_app.domain.errors import (
    CannotContinue,
    ContextTooLong,
    ModelMissing,
    NoScratch,
    ProfileError,
    RuntimeFault,
    RuntimeUnreachable,
)
from desktop_app.domain.gate import can_wait
from desktop_app.domain.jobs import Outcome, Phase
from desktop_app.domain.media import MediaRefused
from desktop_app.domain.media_jobs import MediaTask
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.screening import DEADLINE_MARGIN, Rules
from desktop_app.provider.floor import Floor, LiveJob
from desktop_app.provider.gate import Gate
from desktop_app.provider.handover import Handover, result_size
from desktop_app.provider.job_faults import DOES_NOT_ANSWER, Waits, cannot, given_up, is_away
from desktop_app.provider.media_work import perform
from desktop_app.provider.network_time import NetworkTime
from desktop_app.provider.ports import Clock, Confined, Finish, Journal, Runtime
from desktop_app.provider.ports.media import MediaTools
from desktop_app.provider.quality_checker import QualityChecker
from desktop_app.provider.speeds import Speeds
from desktop_app.provider.waiting import Backoff, Bell, settle
from desktop_app.provider.work_queue import WorkQueue

log = logging.getLogger(__name__)

SAVE_EVERY = 1.0
TELL_EVERY = 0.5
"""Seconds between two tellings of how far the jobs are: drawing that costs more than generating on a small machine."""
RETRIES = 2


class Worker:
    """`slots` jobs at once; none that `held` names is started."""

    def __init__(
        self,
        runtime: Runtime,
        journal: Journal,
        floor: Floor,
        gate: Gate,
        handover: Handover,
        clock: Clock,
        *,
        slots: int,
        queue: WorkQueue,
        checker: QualityChecker,
        retries: Callable[[], int] = lambda: RETRIES,
        time: NetworkTime,
        work_waits: Bell,
        rules: Callable[[], Awaitable[Rules]],
        speeds: Speeds,
        on_change: Callable[[], None],
        on_runtime_down: Callable[[], None],
        slots_now: Callable[[int], int] = lambda slots: slots,
        held: Callable[[str], bool] = lambda _job_id: False,
        media: MediaTools | None = None,
    ) -> None:
        self._runtime, self._journal, self._floor, self._gate = runtime, journal, floor, gate
        self._handover, self._clock, self._slots, self._bell = handover, clock, slots, work_waits
        self._rules, self._speeds, self._on_change, self._time = rules, speeds, on_change, time
        self._on_runtime_down, self._slots_now = on_runtime_down, slots_now
        self._queue, self._checker, self._retries, self._held = queue, checker, retries, held
        self._media = media
        self._told_at = 0.0
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
                while self._gate.may_work and len(self._tasks) < self._most and (job := self._choose()):
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

    @property
    def _most(self) -> int:
        return self._slots_now(self._slots)

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
        if not (most := self._most):
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
        tasks, most = self._tasks.values(), self._most
        if not self._gate.may_work or not most or len(tasks) < most or any(task.cancelling() for task in tasks):
            return
        running = [job for job in self._floor.running if job.key.job_id in self._tasks]
        job = self._choose()
        other = self._queue.gives_way(job, running) if job is not None else None
        if job is None or other is None:
            return
        wait = self._needed(other, rules) + job.estimate
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
            needed = self._needed(job, rules)
            needed += self._queue.wait(job, ready, self._most) if job in ready else 0.0
            if not can_wait(state.resumes_at(now), self._expires(job), needed, now):
                reason = state.told_to_customers if not self._gate.may_work else Phrase("other work was first")
                text = Phrase("The provider cannot finish this in time: {reason}.", reason=reason)
                await self._handover.hand_back(job, Decline("no_time_left", text))
                self._on_change()

    @staticmethod
    def _needed(job: LiveJob, rules: Rules) -> float:
        left = (job.request.max_tokens if job.request else 0) - job.work.tokens
        return DEADLINE_MARGIN + max(0, left) / max(rules.tokens_per_s, 0.1) / 10

    # ---- one job ---------------------------------------------------------------------------------------------

    async def _work(self, job: LiveJob) -> None:
        """To its end, whatever happens: an error that nobody foresaw costs this job, and neither the slot nor the
        next ones."""
        try:
            await self._journal.set_phase(job.key, Phase.RUNNING, started_at=job.started_at)
            try:
                decline = await self._generate(job)
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

    async def _generate(self, job: LiveJob) -> Decline | None:
        """Run to the end; a runtime that broke or is away is tried again from where the text stands."""
        waits = Waits()
        while True:
            limit = await self._time_left(job)
            if limit <= 0:
                return Decline("too_slow", Phrase("The job's time was over before its generation was."))
            try:
                async with asyncio.timeout(limit):
                    await self._stream(job)
                return await self._checked(job, limit)
            except TimeoutError:
                text = Phrase(
                    "The generation did not end within the {seconds} s that were left for it.", seconds=f"{limit:.0f}"
                )
                return Decline("too_slow", text)
            except (MediaRefused, NoScratch, ModelMissing, ContextTooLong) as no:
                return cannot(no)
            except CannotContinue:
                log.info("job %s begins anew: its runtime cannot go on with a text", job.key.job_id)
                job.work = replace(job.work, text="", tokens=0, prompt_tokens=0)
            except RuntimeFault as fault:
                wait = waits.after(fault)
                if decline := await self._gives_up(job, fault, waits, wait):
                    return decline
                await self._clock.sleep(wait)

    async def _gives_up(self, job: LiveJob, fault: RuntimeFault, waits: Waits, wait: float) -> Decline | None:
        """Why this job is not tried again after `wait` seconds, None where it is."""
        if is_away(fault) and self._retries():
            if not waits.is_told:
                log.warning("job %s waits, its text is kept: %s", job.key.job_id, fault)
                waits.is_told = True
                self._on_runtime_down()
            left = await self._time_left(job) - wait
            return DOES_NOT_ANSWER if left < self._needed(job, await self._rules()) else None
        job.retries += 1
        log.warning("job %s: %s (try %d)", job.key.job_id, fault, job.retries)
        if job.retries <= self._retries():
            return None
        if isinstance(fault, RuntimeUnreachable):
            self._on_runtime_down()
        return given_up(fault)

    async def _checked(self, job: LiveJob, limit: float) -> Decline | None:
        """The built-in check first, then the owner's; `limit` is the time that this run had."""
        rules = await self._rules()
        check = quality.check_media if isinstance(job.request, MediaTask) else quality.check
        bad = check(job.work, rules.longest_run) or quality.too_large(result_size(job), rules.largest_result)
        return bad or await self._checker.refuses(job.key.job_id, job.work, limit, job.retries)

    async def _time_left(self, job: LiveJob) -> float:
        rules = await self._rules()
        limit = rules.longest_run - job.work.seconds
        if job.terms.expires_at is None:
            return limit
        return min(limit, (job.terms.expires_at - self._time.now()).total_seconds() - DEADLINE_MARGIN / 2)

    async def _stream(self, job: LiveJob) -> None:
        """Generate from where the text stands, growing `job.work`; saved every second."""
        assert job.request is not None  # only screened jobs are queued
        if isinstance(job.request, MediaTask):
            assert self._media is not None  # no other job of that kind passes the screening
            largest = (await self._rules()).largest_result
            await perform(job, job.request, self._media, self._clock, largest, self._on_change)
            return
        before, began = job.work, self._clock.monotonic()
        request = replace(job.request, max_tokens=job.request.max_tokens - before.tokens)
        if before.finish_reason or request.max_tokens < 1:
            job.work = replace(before, finish_reason=before.finish_reason or "length", model=request.model)
            return
        parts, tokens, saved_at = [before.text], before.tokens, began
        job.running_since, job.tokens_before = began, before.tokens
        try:
            async with aclosing(self._runtime.generate(request, before.text)) as chunks:  # type: ignore[type-var]
                async for chunk in chunks:
                    now = self._clock.monotonic()
                    if isinstance(chunk, Finish):
                        prompt = before.prompt_tokens or chunk.prompt_tokens
                        job.work = replace(job.work, finish_reason=chunk.reason, prompt_tokens=prompt)
                        continue
                    parts.append(chunk.text)
                    tokens += chunk.tokens
                    job.work = replace(job.work, tokens=tokens, model=request.model)
                    if now - saved_at >= SAVE_EVERY:
                        saved_at = now
                        job.work = replace(job.work, text="".join(parts), seconds=before.seconds + now - began)
                        await self._journal.save_partial(job.key, job.work)
                    self._progressed(now)
        finally:
            spent = self._clock.monotonic() - began
            shut_in = self._runtime.shut_in if isinstance(self._runtime, Confined) else None
            job.work = replace(
                job.work, text="".join(parts), seconds=before.seconds + spent, model=request.model, shut_in=shut_in
            )
            job.running_since = None
            self._speeds.learn(request.model, tokens - before.tokens, spent)
            self._speeds.count(tokens - before.tokens)

    def _progressed(self, now: float) -> None:
        """One telling serves all streams: it is of every job's progress."""
        if now - self._told_at >= TELL_EVERY:
            self._told_at = now
            self._on_change()

    async def _keep_for_later(self, job: LiveJob) -> None:
        """Stopped in the middle: the text so far is kept, and the job waits for the gate."""
        if self._floor.get(job.key.job_id) is job:
            job.phase = Phase.QUEUED
            await self._journal.save_partial(job.key, job.work)
            await self._journal.set_phase(job.key, Phase.QUEUED)
            self._bell.ring()
