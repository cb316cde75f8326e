"""The stacked bars: all of a period can be seen, whichever period was shown before."""

from __future__ import annotations

from desktop_app.ui.charts.stacked import StackedBars


def test_every_bar_is_in_view_after_fewer_and_after_more() -> None:
    bars = StackedBars()
    for count in (7, 24, 30, 12, 7, 12, 30):
        bars.show_bars([str(place) for place in range(count)], [[1.0] * count])
        (left, right), _ = bars.plot.viewRange()
        assert (round(left, 3), round(right, 3)) == (-0.6, count - 0.4)
