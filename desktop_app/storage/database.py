"""One SQLite connection, owned by one worker thread.

Every piece of work is a plain function over the connection, run in that thread; a write is one transaction
(BEGIN IMMEDIATE). `synchronous` is FULL: with WAL's usual NORMAL a power cut may take back the newest commits,
and a finished result is such a commit. It costs one fsync a commit, a few a job, in a thread of its own.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from desktop_app.storage import failures
from desktop_app.storage.migrating import migrate, pending
from desktop_app.storage.schema import STEPS, Step

T = TypeVar("T")
Job = Callable[[sqlite3.Connection], T]

_BUSY_TIMEOUT = 5.0


@contextlib.contextmanager
def transaction(conn: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. IMMEDIATE, so that a lock held elsewhere is met before anything was read."""
    conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:  # a full disk may have rolled back already
            conn.execute("ROLLBACK")
        raise


class Database:
    """The history's file. Every method raises ProfileError for what the world does to a file."""

    def __init__(self, path: Path, busy_timeout: float = _BUSY_TIMEOUT) -> None:
        self.path = path
        self._busy_timeout = busy_timeout
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="database")
        self._conn: sqlite3.Connection | None = None
        self._closing = False

    @classmethod
    async def open(
        cls, path: Path, *, read_only: bool = False, steps: Sequence[Step] = STEPS, busy_timeout: float = _BUSY_TIMEOUT
    ) -> Database:
        """Open or make the file at `path` (mode 0600) and bring it up to date; `busy_timeout` in seconds."""
        self = cls(path, busy_timeout)
        opener = self._open_to_read if read_only else self._open_to_write
        try:
            await self._in_thread(lambda: opener(steps))
        except BaseException:
            self._pool.submit(self._drop)
            self._pool.shutdown(wait=False)
            raise
        return self

    async def read(self, work: Job[T]) -> T:
        """Run `work`, which only reads."""
        return await self._in_thread(lambda: work(self._connection()))

    async def write(self, work: Job[T]) -> T:
        """Run `work` in one transaction. Once asked for, it is carried out even if the caller is cancelled."""

        def whole() -> T:
            conn = self._connection()
            with transaction(conn):
                return work(conn)

        return await self._in_thread(whole)

    async def alone(self, work: Job[T]) -> T:
        """Run `work` outside a transaction (vacuum and its like)."""
        return await self._in_thread(lambda: work(self._connection()))

    async def close(self) -> None:
        """Wait for what was asked for, fold the write-ahead log into the file, and let go of it. Twice is allowed."""
        if not self._closing:
            self._closing = True
            try:
                await self._in_thread(self._drop)
            finally:
                self._pool.shutdown(wait=False)

    # ---- in the database thread ----

    def _connection(self) -> sqlite3.Connection:
        if self._conn is None:
            raise RuntimeError("the history is closed")
        return self._conn

    def _open_to_write(self, steps: Sequence[Step]) -> None:
        try:
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
            # SQLite gives its -wal and -shm files the mode of the file itself.
            self.path.chmod(0o600)
        except OSError as error:
            raise failures.of_folder(error, self.path) from error
        conn = self._connect(f"{self.path.absolute().as_uri()}?mode=rw")
        # Before anything is written: is this a database, and not a newer one?
        pending(conn, self.path, steps)
        conn.execute("PRAGMA foreign_keys = ON")
        # Dropped prompts and outputs are to be gone from the file, not only from its index.
        conn.execute("PRAGMA secure_delete = ON")
        if not conn.execute("SELECT 1 FROM sqlite_master").fetchone():
            # Only a file without tables can be told to give freed pages back.
            conn.execute("PRAGMA auto_vacuum = INCREMENTAL")
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute("PRAGMA synchronous = FULL")
        migrate(conn, self.path, steps)
        with transaction(conn):  # a file that cannot be written is to be known now, not at the first result
            conn.execute(f"PRAGMA user_version = {len(steps)}")

    def _open_to_read(self, steps: Sequence[Step]) -> None:
        if not self.path.is_file():
            raise failures.missing(self.path)
        address = f"{self.path.absolute().as_uri()}?mode=ro"
        try:
            todo = pending(self._connect(address), self.path, steps)
        except sqlite3.OperationalError:
            # A folder in which SQLite may not put its -shm file; nobody else can be writing there either.
            self._drop()
            todo = pending(self._connect(address + "&immutable=1"), self.path, steps)
        if todo:
            raise failures.older(self.path)

    def _connect(self, uri: str) -> sqlite3.Connection:
        self._conn = sqlite3.connect(uri, uri=True, timeout=self._busy_timeout, isolation_level=None)
        self._conn.row_factory = sqlite3.Row
        return self._conn

    def _drop(self) -> None:
        conn, self._conn = self._conn, None
        if conn is not None:
            conn.close()

    async def _in_thread(self, work: Callable[[], T]) -> T:
        def explained() -> T:
            try:
                return work()
            except sqlite3.Error as error:
                world = failures.explain(error, self.path)
                if world is None:
                    raise
                raise world from error

        future: Future[T] = self._pool.submit(explained)
        waiting = asyncio.wrap_future(future)
        # A caller may stop waiting; what was asked for is still done, and its error is then nobody's.
        waiting.add_done_callback(lambda done: done.cancelled() or done.exception())
        return await asyncio.shield(waiting)
