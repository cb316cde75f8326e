"""A model into Ollama's own store: Ollama downloads, checks and goes on with it; we ask and show how far it is."""

from __future__ import annotations

from typing import Any

import msgspec

from desktop_app.domain.downloads import DownloadFailed
from desktop_app.domain.errors import GenerationFailed, RuntimeUnreachable
from desktop_app.domain.phrases import Phrase
from desktop_app.runtimes import ollama
from desktop_app.runtimes.library.download import Progress
from desktop_app.runtimes.line_stream import post_lines

_LONGEST_SILENCE = 120.0


class _Step(msgspec.Struct):
    status: str = ""
    digest: str = ""
    total: int = 0
    completed: int = 0
    error: str = ""


async def pull(name: str, progress: Progress, url: str = ollama.DEFAULT_URL) -> None:
    """Returns when Ollama has it. DownloadFailed with what to do. Cancelling stops Ollama, which keeps what it has."""
    layers: dict[str, tuple[int, int]] = {}
    body: dict[str, Any] = {"model": name, "stream": True}
    try:
        async with post_lines(f"{url}/api/pull", body, who=ollama.WHO, headers={}, quiet_for=_LONGEST_SILENCE) as (
            status,
            lines,
        ):
            async for line in lines:
                if not line.strip():
                    continue
                step = msgspec.json.decode(line, type=_Step)
                if step.error or status != 200:
                    raise _no(step.error)
                if step.digest:
                    layers[step.digest] = step.completed, step.total
                    progress(*(sum(column) for column in zip(*layers.values(), strict=True)))
                if step.status == "success":
                    return
    except msgspec.MsgspecError:
        raise DownloadFailed(Phrase("what answers at Ollama's address is not Ollama")) from None
    except RuntimeUnreachable:
        raise DownloadFailed(
            Phrase("Ollama does not run on this computer"),
            next_step=Phrase("Start Ollama, or name the address of a GGUF file"),
        ) from None
    except GenerationFailed as error:
        raise DownloadFailed(
            Phrase("Ollama broke off"), next_step=Phrase("Add it again, Ollama goes on from there")
        ) from error
    raise DownloadFailed(Phrase("Ollama broke off"), next_step=Phrase("Add it again, Ollama goes on from there"))


def _no(why: str) -> DownloadFailed:
    if "file does not exist" in why or "not found" in why:
        return DownloadFailed(
            Phrase("Ollama knows no model of this name"), next_step=Phrase("Look for it at ollama.com/library")
        )
    if "no space left" in why:
        return DownloadFailed(Phrase("Ollama's disk is full"), next_step=Phrase("Make room, then add it again"))
    return DownloadFailed(Phrase("Ollama could not download it"), next_step=Phrase("Look into Ollama's own log"))
