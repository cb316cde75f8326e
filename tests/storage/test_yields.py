"""The yield log on a real file."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from desktop_app.domain.presence import Stage
from desktop_app.domain.yields import Freed, Yielded, figures

START = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


async def test_a_yield_grows_in_its_own_row(history):
    first = Yielded(START, Stage.USING, "You are using the computer", 1)
    await history.yields.save(first)
    whole = replace(
        first, stage=Stage.NEEDING, reason="Game: Hop is running", stop_s=0.02, free_s=0.4, freed=Freed.VERIFIED,
        resumed_at=START + timedelta(hours=1),
    )  # fmt: skip
    await history.yields.save(whole)
    later = Yielded(START + timedelta(hours=2), Stage.USING, "You are using the computer")
    await history.yields.save(later)
    assert await history.yields.since(START, 10) == [later, whole]
    assert await history.yields.since(START, 1) == [later]
    await history.tidy(START + timedelta(days=366, hours=1))
    assert await history.yields.since(START, 10) == [later]


def test_the_months_figures_count_what_was_really_stopped_and_freed():
    rows = [Yielded(START, Stage.USING, "", 1, n / 100) for n in range(1, 21)]
    rows += [Yielded(START, Stage.USING, "", 0, 9.0), Yielded(START, Stage.NEEDING, "", 0, 0.0, 5.0, Freed.CANNOT)]
    rows += [Yielded(START, Stage.NEEDING, "", 0, 0.0, 0.7, Freed.TOLD)]
    found = figures(rows)
    assert found.count == 23 and found.failed == 1
    assert round(found.stop_median, 6) == 0.105 and found.stop_p95 == 0.19
    assert found.free_median == found.free_p95 == 0.7
    assert figures([]).stop_p95 is None
