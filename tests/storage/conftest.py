from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from desktop_app.storage.history import FILE, History


@pytest.fixture
async def history(tmp_path: Path) -> AsyncIterator[History]:
    """A real file in a fresh folder."""
    opened = await History.open(tmp_path / FILE)
    yield opened
    await opened.close()
