"""The day of watching over a running provider."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.provider.house import opened
from tests.setting_up.living import live

__all__ = ["opened"]


async def test_a_shadow_day_offers_nothing_until_it_is_ended(opened: Any, tmp_path: Path) -> None:
    async with opened() as house:
        settings = live(house, tmp_path)
        settings.shadow_day.begin()
        await house.until(lambda: settings.shadow_day.shadow.watched_minutes >= 1)
        assert not house.provider.gate.may_work and settings.shadow_day.shadow.asks == ()
        again = live(house, tmp_path)
        settings.shadow_day.let_go()
        assert again.shadow_day.shadow.ends is not None
        await house.until(lambda: again.shadow_day.shadow.watched_minutes >= 2)
        assert again.shadow_day.proposal("UTC") is None
        again.shadow_day.end()
        await house.until(lambda: house.provider.gate.may_work)
        assert json.loads((tmp_path / "shadow-day.json").read_text())["ends"] is None
