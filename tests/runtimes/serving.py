"""A real HTTP server for a test, with routes of its own."""

from __future__ import annotations

import asyncio
import logging
import socket
from typing import Self

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route


class Serving:
    """Serves `routes()` on this port of loopback (0: a free one) for the length of the block."""

    def __init__(self, port: int = 0) -> None:
        self._socket = socket.create_server(("127.0.0.1", port))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # a cut answer is an error to it
        app = Starlette(routes=self.routes())
        config = uvicorn.Config(app, log_config=None, lifespan="off", timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)

    def routes(self) -> list[Route]:
        raise NotImplementedError

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._server.serve([self._socket]))
        while not self._server.started:
            await asyncio.sleep(0.005)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.should_exit = True
        await self._task
        self._socket.close()
