from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.runtimes.contract.subjects import SUBJECTS, Subject


@pytest.fixture(params=SUBJECTS)
async def subject(request: pytest.FixtureRequest, models_dir: Path) -> AsyncIterator[Subject]:
    """Each runtime in turn, started, with a model to run."""
    async with SUBJECTS[request.param](models_dir) as it:
        yield it
