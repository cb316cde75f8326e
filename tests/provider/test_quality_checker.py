"""The owner's own checker: right, wrong, broken, hanging, and stubborn."""

import asyncio
import threading
import time

import pytest

from desktop_app.domain.jobs import Work
from desktop_app.domain.quality_facts import facts
from desktop_app.provider.notices import Notices
from desktop_app.provider.quality_checker import QualityChecker, parse

WORK = Work("the answer", "tiny", 5, 7, 1.5, "stop")


@pytest.fixture
def checker():
    return QualityChecker(Notices(lambda: None), limit=0.15)


def notices(checker):
    return checker._notices.all


async def ask(checker, function, *, timeout=10.0, retries=0):
    checker.use(function)
    return await checker.refuses("j1", WORK, timeout, retries)


async def guide(job_result):
    """The guide's own, as written."""
    if job_result.completion_time > job_result.timeout * 0.9:
        return False, "Job took too long"
    if job_result.error_rate > 0.05:
        return False, "Error rate too high"
    return True, "Quality check passed"


async def test_the_guides_checker(checker):
    assert await ask(checker, guide) is None
    assert "too long" in (await ask(checker, guide, timeout=1.6)).message
    assert "Error rate" in (await ask(checker, guide, retries=1)).message
    assert notices(checker) == ()


def test_the_facts():
    found = facts("j1", WORK, 10.0, 1)
    assert (found.completion_time, found.timeout, found.error_rate) == (1.5, 10.0, 0.5)
    assert (found.text, found.tokens, found.prompt_tokens) == ("the answer", 7, 5)


@pytest.mark.parametrize("answer", [True, (True, "fine"), [True, ""]])
async def test_a_plain_yes(checker, answer):
    assert await ask(checker, lambda r: answer) is None
    assert notices(checker) == ()


async def test_a_plain_no_and_an_object_with_an_async_call(checker):
    class Strict:
        async def __call__(self, result):
            return False, "line\nbreak"

    assert (await ask(checker, lambda r: False)).message.endswith("no reason given.")
    assert (await ask(checker, Strict())).message.endswith("line break.")
    assert (await ask(checker, lambda r: guide(r), retries=1)).code == "quality"


class Odd(BaseException):
    pass


def raising(error):
    def check(result):
        raise error

    return check


def raising_async(error):
    async def check(result):
        raise error

    return check


@pytest.mark.logs
@pytest.mark.parametrize("make", [raising, raising_async])
@pytest.mark.parametrize("error", [ValueError("secret"), SystemExit(1), StopIteration(), asyncio.CancelledError()])
async def test_one_that_raises_refuses_nothing_and_is_told(checker, make, error):
    assert await ask(checker, make(error)) is None
    (told,) = notices(checker)
    assert "quality checker" in told and "secret" not in told


@pytest.mark.logs
@pytest.mark.parametrize("answer", [None, "yes", 1, (True,), (1, "x"), (True, None), {}])
async def test_nonsense_refuses_nothing_and_is_told(checker, answer):
    assert await ask(checker, lambda r: answer) is None
    assert "neither yes nor no" in notices(checker)[0]


@pytest.mark.logs
async def test_one_that_hangs_is_left_behind(checker):
    free, ended = threading.Event(), threading.Event()

    def hangs(result):
        free.wait(60)
        ended.set()
        return True

    began = time.monotonic()
    assert await ask(checker, hangs) is None
    assert time.monotonic() - began < 1.0 and not ended.is_set()
    assert "did not answer within" in notices(checker)[0]
    assert await checker.refuses("j2", WORK, 10, 0) is None
    assert "still hangs" in notices(checker)[0]
    free.set()
    await asyncio.sleep(0.05)
    assert await checker.refuses("j3", WORK, 10, 0) is None
    assert notices(checker) == (), "it works again"


@pytest.mark.logs
async def test_an_async_one_that_does_not_even_heed_its_cancellation(checker):
    free = asyncio.Event()

    async def stubborn(result):
        while not free.is_set():
            try:
                await free.wait()
            except asyncio.CancelledError:
                continue
        return False, "too late"

    began = time.monotonic()
    assert await ask(checker, stubborn) is None
    assert time.monotonic() - began < 1.0 and "did not answer" in notices(checker)[0], "while it goes on"
    free.set()
    await asyncio.sleep(0.01)


async def test_several_jobs_at_once_do_not_count_as_hanging(checker):
    checker._limit = 30
    checker.use(lambda r: time.sleep(0.03) or (False, "no"))
    found = await asyncio.gather(*(checker.refuses(f"j{n}", WORK, 10, 0) for n in range(5)))
    assert all(found) and notices(checker) == ()


async def test_our_own_cancellation_is_not_swallowed(checker):
    checker._limit = 30

    async def slow(result):
        await asyncio.sleep(30)

    checker.use(slow)
    task = asyncio.create_task(checker.refuses("j1", WORK, 10, 0))
    await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert notices(checker) == ()


def test_the_argument():
    assert parse(None) is None and parse(guide) is guide
    with pytest.raises(ValueError, match=r"^checker must be"):
        parse("check")
