"""Which model server answers at an address, and which run on this machine at their usual ports."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from urllib.parse import urlsplit

from desktop_app.domain.errors import RuntimeFault
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.ports import Runtime
from desktop_app.runtimes import ollama
from desktop_app.runtimes import openai_servers as servers
from desktop_app.runtimes.ollama import OllamaRuntime
from desktop_app.runtimes.openai import OpenAiRuntime
from desktop_app.runtimes.openai_client import OpenAiClient
from desktop_app.runtimes.openai_messages import KeyWanted

USUAL = (ollama.DEFAULT_URL, *(f"http://127.0.0.1:{server.port}" for server in servers.KNOWN if server.port))
"""Where the servers listen unless told otherwise, the most likely one first."""
_KNOCK = 0.5
_LOOK = 3.0


async def first_with_models(addresses: Sequence[str] = USUAL) -> tuple[Runtime | None, tuple[str, ...]]:
    """The first server that is one of those we know and has a model, and what the owner could do about the others.

    An unknown server is never chosen by itself: it might be somebody's web page, or pass texts on to strangers."""
    found, hints = await _seen(addresses)
    for other in found[1:]:
        await other.close()
    return (found[0] if found else None), hints


async def all_with_models(addresses: Sequence[str] = USUAL) -> list[Runtime]:
    """Every server that is one of those we know and has a model; the caller closes them."""
    return (await _seen(addresses))[0]


async def _seen(addresses: Sequence[str]) -> tuple[list[Runtime], tuple[str, ...]]:
    looks = await asyncio.gather(*[_look(url) for url in addresses])
    usable = [look for look in looks if look is not None and not isinstance(look, str)]
    return usable, tuple(look for look in looks if isinstance(look, str))


async def at(url: str, key: str | None = None) -> Runtime:
    """The runtime for an address that the owner named; where nothing answers yet, the one it looks like."""
    client = OpenAiClient(url, key, connect_timeout=_KNOCK)
    server = None
    try:
        async with asyncio.timeout(_LOOK):
            server = await client.identify()
    except KeyWanted:
        return OpenAiRuntime(url, key=key)
    except (RuntimeFault, TimeoutError):
        pass
    finally:
        await client.close()
    if server in (None, servers.OTHER) and await ollama.found(url):
        return OllamaRuntime(url)
    looks_like_ollama = not url.rstrip("/").endswith("/v1") and _port(url) not in {s.port for s in servers.KNOWN}
    if server is None and key is None and looks_like_ollama:
        return OllamaRuntime(url)
    return OpenAiRuntime(url, key=key, server=server)


async def _look(url: str) -> Runtime | str | None:
    """A runtime with models, a sentence about one that could be used, or None."""
    if not await _somebody_listens(url):
        return None
    try:
        async with asyncio.timeout(_LOOK):
            runtime = await at(url)
    except TimeoutError:
        return None
    said = None
    try:
        async with asyncio.timeout(_LOOK):
            if await runtime.models():
                if runtime.name != servers.OTHER.name:
                    return runtime
                said = Phrase(
                    "A model server of an unknown kind answers at {url}; to use it, enter its address in the settings, "
                    "under “Models and disk”.",
                    url=url,
                )
    except KeyWanted:
        said = Phrase(
            "The model server at {url} asks for a key; to use it, enter its address and its key in the settings, under "
            "“Models and disk”.",
            url=url,
        )
    except (RuntimeFault, TimeoutError):
        pass
    await runtime.close()
    return said


async def _somebody_listens(url: str) -> bool:
    """A knock at the port: an HTTP client for each address would cost 20 ms, and hardly any is there."""
    try:
        async with asyncio.timeout(_KNOCK):
            _, writer = await asyncio.open_connection(urlsplit(url).hostname, _port(url))
    except OSError:
        return False
    writer.transport.abort()
    return True


def _port(url: str) -> int | None:
    try:
        return urlsplit(url).port
    except ValueError:
        return None
