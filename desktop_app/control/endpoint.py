"""The local control endpoint: how the command line and a second start reach the running program.

It listens on 127.0.0.1 at a port of the system's choice. Who may talk to it must know the random token that
stands, readable by this user only, in `control.json` in the profile folder. A web page is kept out twice over: a
browser names the page in `Origin`, and a name made to point here stands in `Host`.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import os
import secrets
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.control.routes import Benchmark, Models, Reconcile, Routes
from desktop_app.provider.ports import Clock, Desk

if TYPE_CHECKING:
    import uvicorn
    from starlette.types import ASGIApp, Receive, Scope, Send

FILE = "control.json"


class ControlEndpoint:
    """`benchmark` answers a dataclass; `raise_window` shows the window (and does nothing without one)."""

    def __init__(
        self, home: Path, desk: Desk, clock: Clock, *, models: Models, benchmark: Benchmark,
        raise_window: Callable[[], None], reconcile: Reconcile | None = None,
    ) -> None:  # fmt: skip
        self._file = home / FILE
        self._routes = Routes(desk, clock, models, benchmark, raise_window, reconcile)
        self._token = secrets.token_urlsafe(32)
        self._server: uvicorn.Server | None = None
        self._socket: socket.socket | None = None

    async def start(self) -> None:
        """Listen, then say where in `control.json`. OSError when the folder cannot be written."""
        self._socket = socket.create_server(("127.0.0.1", 0))
        port = self._socket.getsockname()[1]
        self._server = await _serve(_Guard(self._routes.app(), port, self._token), self._socket)
        told = {"port": port, "token": self._token, "pid": os.getpid(), "version": self._routes.version}
        try:
            _write_private(self._file, json.dumps(told))
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Answer what is under way (a second at most), stop listening, take the file away if it is still ours."""
        if self._server is not None and self._socket is not None:
            with contextlib.suppress(OSError):
                if self._token in self._file.read_text():
                    self._file.unlink()
            await self._server.shutdown(sockets=[self._socket])
            self._server = self._socket = None


class _Guard:
    """Lets nothing through that does not come from this machine, by name and number, with the token."""

    def __init__(self, app: ASGIApp, port: int, token: str) -> None:
        self._app, self._token = app, f"Bearer {token}".encode()
        self._hosts = (f"127.0.0.1:{port}".encode(), f"localhost:{port}".encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        from starlette.responses import JSONResponse

        headers = dict(scope.get("headers", ()))
        answer: ASGIApp = self._app
        if scope["type"] != "http" or headers.get(b"host") not in self._hosts or b"origin" in headers:
            answer = JSONResponse({"error": "only the program's own command line may talk to this"}, 403)
        elif not hmac.compare_digest(headers.get(b"authorization", b""), self._token):
            answer = JSONResponse({"error": "the token is wrong"}, 401)
        await answer(scope, receive, send)


async def _serve(app: ASGIApp, listening: socket.socket) -> uvicorn.Server:
    """Serve in the running loop, without uvicorn's own main loop: that takes over the signals and wakes ten times
    a second for as long as the program lives, which alone would cost a third of what idling may."""
    import uvicorn

    config = uvicorn.Config(
        app, lifespan="off", ws="none", http="h11", log_config=None, log_level="critical", access_log=False,
        date_header=False, server_header=False, proxy_headers=False, timeout_graceful_shutdown=1,
    )  # fmt: skip
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup(sockets=[listening])
    return server


def _write_private(path: Path, text: str) -> None:
    """In one step and for this user only. Nothing is lost with it in a power cut, so the disk is not waited for."""
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    half.replace(path)
