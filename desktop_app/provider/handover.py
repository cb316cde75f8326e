"""Writing a job's end: one transaction for the job and its one terminal intent, then the outbox is told."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

from desktop_app.domain.decline import Decline
from desktop_app.domain.intents import Intent, IntentKind
from desktop_app.domain.jobs import JobKey, Outcome, Work
from desktop_app.domain.media_jobs import Reencode, Request, Transcription
from desktop_app.provider.agreements import Agreements
from desktop_app.provider.floor import Floor, LiveJob
from desktop_app.provider.ports import Clock, Journal
from desktop_app.provider.waiting import Bell


class Handover:
    """Ends jobs. Whoever ends a job first wins: a second end finds it gone from the floor and does nothing. Where the
    history does not take an end the error is raised, and the job is on the floor again.

    `on_free` is told when a place became free here; a result keeps its place until it is delivered. `on_end` is told
    each job's id, and why it was not delivered in words and as a code ("" where it was)."""

    def __init__(
        self,
        journal: Journal,
        floor: Floor,
        clock: Clock,
        outbox: Bell,
        agreements: Agreements | None = None,
        *,
        on_free: Callable[[], None] = lambda: None,
        on_end: Callable[[str, str, str], None] = lambda job_id, reason, code: None,
    ) -> None:
        self._journal, self._floor, self._clock, self._outbox = journal, floor, clock, outbox
        self._agreements, self._on_free, self._on_end = agreements, on_free, on_end

    async def complete(self, job: LiveJob) -> None:
        """A finished, checked generation goes to the outbox as the job's result."""
        intent = self._intent(job.key, IntentKind.RESULT, result_body(job))
        await self._end(job, Outcome.COMPLETED, "", intent)

    async def hand_back(self, job: LiveJob, decline: Decline) -> None:
        """The job goes back with a reason that its customer understands."""
        body = {"error_code": decline.code, "error_message": decline.message, "metrics": {}}
        intent = self._intent(job.key, IntentKind.FAIL, body)
        await self._end(job, Outcome.FAILED, decline.message, intent, decline.code)

    async def gone(self, job: LiveJob, outcome: Outcome, reason: str) -> None:
        """The network took the job away (cancelled, expired): nothing is sent."""
        await self._end(job, outcome, reason, None)

    async def _end(
        self, job: LiveJob, outcome: Outcome, reason: str, intent: Intent | None, code: str = ""
    ) -> None:
        if self._floor.drop(job.key.job_id) is None:
            return
        try:
            ended = await self._journal.finish(job.key, outcome, reason, job.work, self._clock.now(), intent)
        except Exception:
            self._floor.add(job)  # it has not ended
            raise
        self._on_end(job.key.job_id, reason, code)
        if ended and self._agreements is not None:
            await self._agreements.ended(job.key, job.work.seconds)
        if ended and intent is not None and intent.kind is IntentKind.RESULT:
            self._floor.undelivered += 1
        else:
            self._on_free()  # at once, and not when the failure has arrived: that may take a while
        self._outbox.ring()

    def _intent(self, key: JobKey, kind: IntentKind, body: dict[str, Any]) -> Intent:
        attempt = uuid.uuid4().hex
        if kind is IntentKind.RESULT:
            body = {**body, "result": {**body["result"], "attempt_id": attempt}}
        return Intent(key, kind, attempt, body, self._clock.now())


def result_body(job: LiveJob) -> dict[str, Any]:
    """What is posted: the fields that the reference worker's customers read (protocol page, section 7.1)."""
    work: Work = job.work
    return {
        "result": {
            **_media(job.request, work.text),
            "status": "completed",
            "output": work.text,
            "model": work.model,
            "execution_time": round(work.seconds, 3),
            "tokens_processed": work.tokens,
            "prompt_tokens": work.prompt_tokens,
            "finish_reason": work.finish_reason,
        },
        "metrics": {"duration_ms": round(work.seconds * 1000), "tokens": work.tokens},
    }


def _media(request: Request | None, text: str) -> dict[str, Any]:
    """What results of sound and film have besides."""
    if isinstance(request, Transcription):
        return {"transcription": text}
    if isinstance(request, Reencode):
        size = len(text) // 4 * 3 - text[-2:].count("=")
        return {"output_format": request.format, "output_encoding": "base64", "output_size_bytes": size}
    return {}


def result_size(job: LiveJob) -> int:
    """Bytes of JSON that this job's result takes on the wire, its attempt id included."""
    return len(json.dumps(result_body(job), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")) + 64
