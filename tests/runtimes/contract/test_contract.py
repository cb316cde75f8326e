"""What every runtime must do (port `Runtime`), tried on each of them."""

from __future__ import annotations

import asyncio
import os
import time
from dataclasses import replace

import psutil
import pytest

from desktop_app.domain.errors import CannotContinue, ContextTooLong, ModelMissing, RuntimeFault, RuntimeUnreachable
from desktop_app.domain.inference import Inference, Turn
from desktop_app.provider.ports import Runtime
from desktop_app.runtimes.ollama import OllamaRuntime
from desktop_app.runtimes.openai import OpenAiRuntime
from tests.runtimes.contract.subjects import REPLAYED, Subject
from tests.runtimes.fake_ollama import SECRET
from tests.runtimes.help import first, listen

SOON = 5.0
PROMISED = 0.3


async def stopped(subject: Subject) -> float:
    """Seconds until the server computes nothing any more."""
    began = time.monotonic()
    while await subject.busy():
        assert time.monotonic() - began < SOON, "the server goes on computing"
        await asyncio.sleep(0.002)
    return time.monotonic() - began


async def test_a_generation_streams_and_ends_with_its_counts(subject: Subject) -> None:
    said = await listen(subject.runtime, subject.request)
    most = subject.request.max_tokens
    assert said.finish is not None
    assert (said.finish.reason, said.finish.tokens, said.tokens) == ("length", most, most)
    assert len([piece for piece in said.pieces if piece.text]) > most / 2, "it came in pieces"
    assert said.text.strip()


async def test_its_models_are_named_and_can_be_run(subject: Subject) -> None:
    models = await subject.runtime.models()
    assert subject.request.model in [model.name for model in models]
    assert not [model for model in models if "/" in model.name[:1] or model.name.endswith(".gguf")]
    assert subject.runtime.name and isinstance(subject.runtime.note, str)


async def test_a_closed_stream_stops_the_server(subject: Subject) -> None:
    subject.misbehave("endless")
    stream = subject.runtime.generate(replace(subject.request, max_tokens=900))
    await first(stream)
    assert await subject.busy() == 1
    await stream.aclose()  # type: ignore[attr-defined]
    await stopped(subject)


async def test_a_cancelled_task_stops_the_server(subject: Subject) -> None:
    subject.misbehave("endless")
    task = asyncio.create_task(listen(subject.runtime, replace(subject.request, max_tokens=900)))
    async with asyncio.timeout(SOON):
        while not await subject.busy():
            await asyncio.sleep(0.002)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await stopped(subject)


@pytest.mark.long
async def test_it_stops_as_soon_as_promised(subject: Subject) -> None:
    """Timed, so that only an idle machine tells anything: the median of ten."""
    subject.misbehave("endless")
    took = []
    for _ in range(10):
        stream = subject.runtime.generate(replace(subject.request, max_tokens=900))
        await first(stream)
        began = time.monotonic()
        await stream.aclose()  # type: ignore[attr-defined]
        await stopped(subject)
        took.append(time.monotonic() - began)
    print(f"{subject.runtime.name}: median {sorted(took)[5] * 1000:.1f} ms, longest {max(took) * 1000:.1f} ms of ten")
    assert sorted(took)[5] <= PROMISED


async def test_a_continued_text_is_the_whole_text(subject: Subject) -> None:
    whole = await listen(subject.runtime, subject.request)
    part = await listen(subject.runtime, subject.request, pieces=8)
    assert whole.text.startswith(part.text) and part.text
    left = replace(subject.request, max_tokens=subject.request.max_tokens - part.tokens)
    if not subject.continues:
        with pytest.raises(CannotContinue):
            await listen(subject.runtime, left, part.text)
        return
    rest = await listen(subject.runtime, left, part.text)
    assert part.text + rest.text == whole.text
    assert rest.finish is not None and rest.finish.reason == "length"


async def test_earlier_turns_are_part_of_the_prompt(subject: Subject) -> None:
    long_before = replace(
        subject.request, system="Be brief", history=(Turn("user", "words " * 40), Turn("assistant", "Ay"))
    )
    short, long = await listen(subject.runtime, subject.request), await listen(subject.runtime, long_before)
    assert short.finish is not None and long.finish is not None
    if subject.server is None:  # the replayed servers do not all count
        assert long.finish.prompt_tokens > short.finish.prompt_tokens + 40
    else:
        said = [message["content"] for message in subject.server.asked[-1][1]["messages"]]
        assert said == ["Be brief", "words " * 40, "Ay", subject.request.prompt]


async def test_limits_and_stop_words_are_kept_to(subject: Subject) -> None:
    whole = await listen(subject.runtime, subject.request)
    short = await listen(subject.runtime, replace(subject.request, max_tokens=3))
    assert short.finish is not None and (short.finish.reason, short.finish.tokens) == ("length", 3)
    assert whole.text.startswith(short.text)
    if subject.server is not None:
        return  # whether they are sent is seen in the tests of each
    word = whole.text.split()[10]
    cut = await listen(subject.runtime, replace(subject.request, stop=(f" {word}",)))
    assert cut.finish is not None and cut.finish.reason == "stop"
    assert cut.text == whole.text.partition(f" {word}")[0]
    drawn = [
        (await listen(subject.runtime, replace(subject.request, temperature=2.0, top_p=0.99, seed=seed))).text
        for seed in (5, 5, 6)
    ]
    assert drawn[0] == drawn[1] != drawn[2]


async def test_release_frees_or_says_that_it_cannot(subject: Subject) -> None:
    await listen(subject.runtime, subject.request)
    freed = await subject.runtime.release()
    assert freed is subject.frees
    if freed and subject.server is None:
        assert not await subject.runtime.pids()
    elif freed:
        assert not subject.server.loaded
    assert (await listen(subject.runtime, subject.request)).finish is not None, "it runs again when asked"


async def test_process_ids_are_of_processes_that_run(subject: Subject) -> None:
    await listen(subject.runtime, subject.request)
    pids = await subject.runtime.pids()
    assert all(psutil.pid_exists(pid) for pid in pids)
    if subject.server is not None and isinstance(subject.runtime, OpenAiRuntime):
        assert os.getpid() in pids  # the replayed servers are in this process
    elif subject.server is None:
        assert subject.pids <= set(pids)


async def test_an_unknown_model_is_never_another_one(subject: Subject) -> None:
    with pytest.raises(ModelMissing):
        await listen(subject.runtime, replace(subject.request, model="somebody-elses:7b"))


async def test_a_prompt_without_room_is_refused_before_any_text(subject: Subject) -> None:
    for size in (4_000, 400_000):
        pieces = []
        with pytest.raises(ContextTooLong if subject.tells_room else RuntimeFault) as refused:
            async for piece in subject.runtime.generate(replace(subject.request, prompt="gpu market " * size)):
                pieces.append(piece)
        assert not pieces and "market" not in str(refused.value)
    assert (await listen(subject.runtime, subject.request)).finish is not None


async def test_a_crash_in_the_middle_is_told(subject: Subject) -> None:
    if subject.server is None:
        stream = subject.runtime.generate(replace(subject.request, max_tokens=900))
        await first(stream)
        await subject.crash()
        with pytest.raises(RuntimeFault):
            async for _ in stream:
                pass
    else:
        await subject.crash()
        with pytest.raises(RuntimeFault):
            await listen(subject.runtime, subject.request)
    if subject.comes_back:
        subject.misbehave("")
        assert (await listen(subject.runtime, subject.request)).finish is not None
    else:
        with pytest.raises(RuntimeUnreachable):
            await listen(subject.runtime, subject.request)


async def test_a_slow_stream_is_read_to_its_end(subject: Subject) -> None:
    whole = await listen(subject.runtime, subject.request)
    if subject.misbehave("slow"):
        assert (await listen(subject.runtime, subject.request)).text == whole.text
    else:
        slowly = []
        async for part in subject.runtime.generate(subject.request):
            slowly.append(getattr(part, "text", ""))
            await asyncio.sleep(0.005)  # the reader is what is slow
        assert "".join(slowly) == whole.text


@pytest.mark.parametrize("subject", REPLAYED, indirect=True)
async def test_what_goes_wrong_is_told_without_quoting(subject: Subject) -> None:
    for fault in ("garbage", "error", "500", "cut"):
        subject.misbehave(fault)
        with pytest.raises(RuntimeFault) as failure:
            await listen(subject.runtime, subject.request)
        assert SECRET not in str(failure.value) and "word" not in str(failure.value)
    subject.misbehave("")
    assert (await listen(subject.runtime, subject.request)).finish is not None


@pytest.mark.parametrize("kind", [OllamaRuntime, OpenAiRuntime])
async def test_nobody_answers(kind: type[OllamaRuntime | OpenAiRuntime], free_port: int) -> None:
    runtime: Runtime = kind(f"http://127.0.0.1:{free_port}")
    for attempt in (runtime.start(), runtime.models(), listen(runtime, Inference("any", "thing"))):
        with pytest.raises(RuntimeUnreachable) as told:
            await attempt
        assert told.value.next_step
    assert await runtime.release() is False
    assert isinstance(await runtime.pids(), tuple)
    await runtime.close()


@pytest.mark.parametrize("kind", [OllamaRuntime, OpenAiRuntime])
async def test_somebody_else_answers(kind: type[OllamaRuntime | OpenAiRuntime], web_page: str) -> None:
    runtime: Runtime = kind(web_page)
    with pytest.raises(RuntimeUnreachable, match="what answers there is"):
        await runtime.start()
    await runtime.close()
