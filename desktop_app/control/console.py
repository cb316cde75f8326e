"""The program without a screen: states and jobs as text lines, and one progress line that is drawn over.

On a terminal the progress line is redrawn five times a second; elsewhere (a log, a pipe) it is printed every 5 s
and only while something runs."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from typing import TextIO

from desktop_app.domain.jobs import Outcome
from desktop_app.domain.money import show
from desktop_app.domain.state import AppState, RecentJob, Status
from desktop_app.provider.ports import Clock, Desk

_WORDS = {
    Outcome.COMPLETED: "done",
    Outcome.FAILED: "handed back",
    Outcome.CANCELED: "cancelled",
    Outcome.EXPIRED: "expired",
    Outcome.UNDELIVERED: "not delivered",
}
_CALM = (Status.OFFERING, Status.BUSY)
_BAR = 24


class Console:
    """Writes to `out` until cancelled. Never a prompt, never an output."""

    def __init__(self, desk: Desk, clock: Clock, out: TextIO = sys.stdout) -> None:
        self._desk, self._clock, self._out = desk, clock, out
        self._is_terminal = out.isatty()
        self._changed = asyncio.Event()
        self._shown: set[tuple[str, str]] = set()
        self._headline = "starting"
        self._progress_at = float("-inf")
        self._has_progress = False

    async def run(self) -> None:
        end: Callable[[], None] = self._desk.subscribe(self._changed.set)
        try:
            while True:
                self._draw(self._desk.state)
                await self._changed.wait()
                self._changed.clear()
                await self._clock.sleep(0.2)
        finally:
            end()
            self._wipe()

    def _draw(self, state: AppState) -> None:
        headline = "" if state.status in _CALM else f"{state.status.value}: {state.reason}"
        if headline != self._headline:
            self._line(headline or f"ready: offering on {state.network.name} as {state.provider_id}")
        self._headline = headline
        settled = {(j.job_id, f"{j.outcome}{j.credited}"): j for j in reversed(state.recent) if _is_settled(j)}
        for mark, job in settled.items():
            if mark not in self._shown:
                self._line(job_line(job, state.unit))
        self._shown = set(settled)
        self._progress(state)

    def _progress(self, state: AppState) -> None:
        now = self._clock.monotonic()
        if self._is_terminal:
            self._wipe()
            self._out.write(progress_line(state))
            self._has_progress = True
            self._out.flush()
        elif state.running and now - self._progress_at >= 5:
            self._progress_at = now
            self._line(progress_line(state))

    def _line(self, text: str) -> None:
        self._wipe()
        moment = self._clock.now().astimezone().strftime("%H:%M:%S")
        self._out.write(f"{moment}  {text}\n")
        self._out.flush()

    def _wipe(self) -> None:
        if self._has_progress:
            self._out.write("\r\x1b[K")
            self._has_progress = False


def _is_settled(job: RecentJob) -> bool:
    return job.outcome is not Outcome.COMPLETED or job.credited is not None


def job_line(job: RecentJob, unit: str) -> str:
    """One ended job: what, how much, for how much, and why not."""
    head = f"job {job.job_id[:8]}  {_WORDS[job.outcome]:<12}"
    if job.outcome is not Outcome.COMPLETED:
        return f"{head}  {job.reason}"
    money = "unpaid" if not job.credited else f"+{show(job.credited, unit)}"
    return f"{head}  {job.tokens:>5} tokens  {job.seconds:>6.1f} s  {money:>16}  {job.model}"


def progress_line(state: AppState) -> str:
    """What runs now, as a bar over all running jobs, and what was earned."""
    done, most = sum(j.tokens for j in state.running), sum(j.max_tokens for j in state.running)
    speed = sum(j.tokens_per_s or 0.0 for j in state.running)
    filled = round(_BAR * done / most) if most else 0
    bar = "#" * filled + "." * (_BAR - filled)
    money = f"{show(state.earned_today, state.unit)} today"
    counts = f"{state.completed} done, {state.failed} handed back"
    return f"[{bar}] {len(state.running)} running, {state.queued} waiting, {speed:6.1f} tokens/s | {counts} | {money}"
