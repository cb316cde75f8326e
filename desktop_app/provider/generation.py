"""One job on the runtime, from where its text stands to its end: streamed, tried again, checked."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import replace

from desktop_app.domain import quality
from desktop_app.domain.decline import Decline
from desktop_app.domain.errors import (
    CannotContinue,
    ContextTooLong,
    ModelMissing,
    NoScratch,
    RuntimeFault,
    RuntimeUnreachable,
)
from desktop_app.domain.media import MediaRefused
from desktop_app.domain.media_jobs import MediaTask
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.screening import DEADLINE_MARGIN, Rules
from desktop_app.provider.floor import LiveJob
from desktop_app.provider.handover import result_size
from desktop_app.provider.job_faults import DOES_NOT_ANSWER, Waits, cannot, given_up, is_away
from desktop_app.provider.media_work import perform
from desktop_app.provider.network_time import NetworkTime
from desktop_app.provider.ports import Clock, Confined, Finish, Journal, Runtime
from desktop_app.provider.ports.media import MediaTools
from desktop_app.provider.quality_checker import QualityChecker
from desktop_app.provider.speeds import Speeds

log = logging.getLogger(__name__)

SAVE_EVERY = 1.0
TELL_EVERY = 0.5
"""Seconds between two tellings of how far the jobs are: drawing that costs more than generating on a small machine."""
RETRIES = 2


def seconds_needed(job: LiveJob, rules: Rules) -> float:
    """The least that what is left of this job may take."""
    left = (job.request.max_tokens if job.request else 0) - job.work.tokens
    return DEADLINE_MARGIN + max(0, left) / max(rules.tokens_per_s, 0.1) / 10


class Generation:
    """Runs jobs, as many at once as it is asked to."""

    def __init__(
        self,
        runtime: Runtime,
        journal: Journal,
        clock: Clock,
        *,
        checker: QualityChecker,
        retries: Callable[[], int],
        time: NetworkTime,
        rules: Callable[[], Awaitable[Rules]],
        speeds: Speeds,
        on_change: Callable[[], None],
        on_runtime_down: Callable[[], None],
        media: MediaTools | None,
    ) -> None:
        self._runtime, self._journal, self._clock, self._media = runtime, journal, clock, media
        self._checker, self._retries, self._time, self._rules = checker, retries, time, rules
        self._speeds, self._on_change, self._on_runtime_down = speeds, on_change, on_runtime_down
        self._told_at = 0.0

    async def run(self, job: LiveJob) -> Decline | None:
        """To the end, or why it goes back; a runtime that broke or is away is tried again from where the text stands.
        Cancelled, what is there stands in `job.work`."""
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
            return DOES_NOT_ANSWER if left < seconds_needed(job, await self._rules()) else None
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
