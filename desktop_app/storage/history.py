"""The history as one thing: opens the file and bundles what stands in it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from desktop_app.storage.agreements import SqlAgreements, SqlClaims
from desktop_app.storage.alerts import SqlAlerts, SqlMeasurements
from desktop_app.storage.browsing import SqlBrowser
from desktop_app.storage.database import Database
from desktop_app.storage.facts import SqlFacts
from desktop_app.storage.journal import SqlJournal
from desktop_app.storage.ledger import SqlLedger
from desktop_app.storage.offers import SqlOffers
from desktop_app.storage.reconciling import SqlMoneyRecords
from desktop_app.storage.records import SqlRecords
from desktop_app.storage.texts import Texts
from desktop_app.storage.yields import SqlYields

FILE = "history.db"


class History:
    """Everything this installation remembers. Fills ports.Journal, Ledger, Records and Yields.

    `texts_kept`: how long what a closed job wrote stays, up to 30 days."""

    def __init__(self, database: Database, texts_kept: timedelta = timedelta(0)) -> None:
        self._database = database
        self.texts = Texts(database, texts_kept)
        self.journal = SqlJournal(database, keeps_texts=texts_kept > timedelta(0))
        self.ledger = SqlLedger(database)
        self.records = SqlRecords(database)
        self.offers = SqlOffers(database)
        self.money = SqlMoneyRecords(database)
        self.yields = SqlYields(database)
        self.claims = SqlClaims(database)
        self.agreements = SqlAgreements(database)
        self.facts = SqlFacts(database)
        self.alerts = SqlAlerts(database)
        self.measurements = SqlMeasurements(database)
        self.browser = SqlBrowser(database)

    @classmethod
    async def open(
        cls, path: Path, *, read_only: bool = False, texts_kept: timedelta = timedelta(0)
    ) -> History:
        """Open or make the history at `path`; ProfileError with a next step when that cannot be done.

        Read-only it neither makes nor changes a file, and can be used beside a running program."""
        return cls(await Database.open(path, read_only=read_only), texts_kept)

    async def tidy(self, now: datetime) -> None:
        """Once a day is enough: old texts and readings go, and the room they took is given back to the disk."""
        await self.texts.drop(now)
        await self.records.tidy(now)
        await self.yields.tidy(now)
        await self.alerts.tidy(now)
        await self._database.alone(lambda conn: conn.execute("PRAGMA incremental_vacuum").fetchall())
        await self._database.alone(lambda conn: conn.execute("PRAGMA optimize").fetchall())

    async def close(self) -> None:
        """Everything asked for is written, then the file is let go."""
        await self._database.close()
