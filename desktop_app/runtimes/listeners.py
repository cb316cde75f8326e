"""Which processes serve a port of this machine; nothing of theirs is opened."""

from __future__ import annotations

from functools import lru_cache


def pids(port: int) -> tuple[int, ...]:
    """The process that listens there and those it started, which may be what holds the card's memory; empty when the
    system does not tell (another user's process, a container)."""
    import psutil

    try:
        root = psutil.Process(_listener(port))
        return (root.pid, *(child.pid for child in root.children(recursive=True)))
    except (psutil.Error, LookupError):
        _listener.cache_clear()  # it was restarted, or is not there now
        return ()


@lru_cache(maxsize=4)
def _listener(port: int) -> int:
    import psutil

    for connection in psutil.net_connections(kind="tcp"):
        if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port and connection.pid:
            return int(connection.pid)
    raise LookupError(port)
