"""Serving the practice network on loopback until told to stop."""

from __future__ import annotations

import asyncio
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from desktop_app.domain.errors import WorldError
from desktop_app.domain.phrases import Phrase
from desktop_app.sandbox.config import PracticeConfig, Ready
from desktop_app.sandbox.network import Network

HOST = "127.0.0.1"
_GRACE = 2


class PortTaken(WorldError):
    title = Phrase("The practice network cannot listen")
    next_step = Phrase("Choose another port, or 0 for any free one")


async def serve(config: PracticeConfig, on_ready: Callable[[Ready], None], stop: asyncio.Event) -> None:
    """Serve until `stop` is set. `on_ready` is called once, when requests are answered.

    PortTaken when the port is in use, StateUnusable when the state file cannot be used. Signals are the
    caller's business."""
    listener = _listen(config.port)
    try:
        network = Network(config)
    except BaseException:
        listener.close()
        raise
    try:
        await _run(network, listener, on_ready, stop)
    finally:
        network.close()
        listener.close()


async def _run(
    network: Network, listener: socket.socket, on_ready: Callable[[Ready], None], stop: asyncio.Event
) -> None:
    import uvicorn

    from desktop_app.sandbox.crowd import Crowd
    from desktop_app.sandbox.door import door

    ended = asyncio.Event()

    class Server(uvicorn.Server):
        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            yield  # the embedding program owns the signals

        async def main_loop(self) -> None:
            await ended.wait()  # uvicorn's own wakes ten times a second to look, also when idle

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            on_ready(_ready(network, listener))

    server = Server(uvicorn.Config(
        door(network), http="h11", ws="none", lifespan="off", access_log=False, log_config=None, server_header=False,
        date_header=False, timeout_graceful_shutdown=_GRACE, proxy_headers=False,
    ))
    serving = asyncio.create_task(server.serve([listener]))
    crowd = asyncio.create_task(Crowd(network).run())
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({serving, crowd, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        network.bell.close()
        server.should_exit = True
        ended.set()
        crowd.cancel()
        stopping.cancel()
        await serving
        with suppress(asyncio.CancelledError):
            await crowd  # never ends by itself: what comes out here is a fault of ours


def _ready(network: Network, listener: socket.socket) -> Ready:
    url = f"http://{HOST}:{listener.getsockname()[1]}"
    return Ready(url=url, rpc=url, miner_key=network.keys.miner_key, client_token=network.keys.client_token)


def _listen(port: int) -> socket.socket:
    # With the protocol named, asyncio sets TCP_NODELAY on every connection; without it each answer, sent as head and
    # body, waits 40 ms for the caller's delayed acknowledgement.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform == "win32":  # there SO_REUSEADDR would let two programs share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(256)
    except OSError as error:
        listener.close()
        raise PortTaken(
            Phrase("port {port} on {host}: {error}", port=port, host=HOST, error=error.strerror or error)
        ) from error
    return listener
