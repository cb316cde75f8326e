"""The owner's own quality checker: a plain function or an async one, with a time limit, never trusted to be right."""

from __future__ import annotations

import asyncio
import inspect
import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from desktop_app.domain.decline import Decline
from desktop_app.domain.jobs import Work
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.quality_facts import BadAnswer, JobResult, facts, verdict
from desktop_app.provider.notices import Notices

log = logging.getLogger(__name__)

TIME_LIMIT = 5.0
_NOTICE = "quality checker"

Checker = Callable[[JobResult], Any]


class CheckerRaised(Exception):
    """The owner's function raised an error of this name."""


def parse(checker: object) -> Checker | None:
    """The guide's argument; None takes the checker away."""
    if checker is None or callable(checker):
        return checker
    raise ValueError("checker must be a function of a job's result, plain or async, or None")


class QualityChecker:
    """Asked after the built-in check said yes. A checker that raises, takes more than `limit` seconds of real time or
    answers nonsense refuses nothing, and the owner reads a notice.

    A plain function runs in a thread of its own, so that it cannot stop the program; while one hangs there, it is not
    asked again. An async one runs in the program's loop and has to let others run, as any async function."""

    def __init__(self, notices: Notices, *, limit: float = TIME_LIMIT) -> None:
        self._notices, self._limit = notices, limit
        self._checker: Checker | None = None
        self._threads: dict[threading.Thread, float] = {}
        self._given_up: set[asyncio.Future[object]] = set()

    def use(self, checker: Checker | None) -> None:
        """From now on this one; None for none."""
        self._checker = checker
        self._threads = {}
        self._notices.say(_NOTICE, "")

    async def refuses(self, job_id: str, work: Work, timeout: float, retries: int) -> Decline | None:
        """Why the owner's checker does not let this result out, or None."""
        if self._checker is None:
            return None
        if self._hangs():
            self._broken(Phrase("still hangs since an earlier job"))
            return None
        task = asyncio.ensure_future(_ask(self._checker, facts(job_id, work, timeout, retries), self._threads))
        try:
            await asyncio.wait({task}, timeout=self._limit)
        finally:
            if not task.done():  # one that does not even heed its cancellation is left behind
                task.cancel()
                self._given_up.add(task)
                task.add_done_callback(self._forget)
        try:
            found = verdict(task.result()) if task.done() else None
        except BadAnswer:
            self._broken(Phrase("answered neither yes nor no"))
        except asyncio.CancelledError:
            self._broken(Phrase("cancelled itself"))
        except CheckerRaised as error:
            self._broken(Phrase("raised {error}", error=error))
        except Exception as error:  # noqa: BLE001  somebody else's code may raise anything
            self._broken(Phrase("raised {error}", error=type(error).__name__))
        else:
            if task.done():
                self._notices.say(_NOTICE, "")
                return found
            self._broken(Phrase("did not answer within {limit} s", limit=f"{self._limit:g}"))
        return None

    def _hangs(self) -> bool:
        for ended in [t for t in self._threads if not t.is_alive()]:
            del self._threads[ended]
        return any(time.monotonic() - began >= self._limit for began in self._threads.values())

    def _forget(self, task: asyncio.Future[object]) -> None:
        self._given_up.discard(task)
        if not task.cancelled():
            task.exception()  # nobody waits for it any more

    def _broken(self, what: str) -> None:
        log.warning("the owner's quality checker %s; the built-in check decided", what)
        self._notices.say(
            _NOTICE,
            Phrase("Your quality checker {what}. Until it works again only the built-in check decides.", what=what),
        )


async def _ask(checker: Checker, result: JobResult, threads: dict[threading.Thread, float]) -> object:
    try:
        if inspect.iscoroutinefunction(checker) or inspect.iscoroutinefunction(getattr(checker, "__call__", None)):  # noqa: B004
            return await checker(result)
        answer = await _in_thread(checker, result, threads)
        return await answer if inspect.isawaitable(answer) else answer
    except (SystemExit, KeyboardInterrupt, GeneratorExit) as error:
        raise CheckerRaised(type(error).__name__) from None


async def _in_thread(checker: Checker, result: JobResult, threads: dict[threading.Thread, float]) -> object:
    """A daemon thread and not the loop's pool: one that hangs must not keep the program from ending."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[tuple[object, str]] = loop.create_future()

    def settle(value: tuple[object, str]) -> None:
        if not answer.done():
            answer.set_result(value)

    def work() -> None:
        try:
            value: tuple[object, str] = (checker(result), "")
        except BaseException as error:  # noqa: BLE001  told by its name where the answer is awaited
            value = (None, type(error).__name__)
        with suppress(RuntimeError):  # the loop may be closed by now
            loop.call_soon_threadsafe(settle, value)

    thread = threading.Thread(target=work, name="quality checker", daemon=True)
    threads[thread] = time.monotonic()
    thread.start()
    found, error = await answer
    if error:
        raise CheckerRaised(error)
    return found
