"""Tables that fit: the columns share a window that is too narrow for all of them."""

from __future__ import annotations

import pytest

from desktop_app.ui.widgets.tables import TableOr

HEADS = ("When", "What", "Tokens")
WIDTHS = (20, 40, 10)


@pytest.fixture
def table(qtbot) -> TableOr:
    made = TableOr("Jobs", HEADS, right=(2,), firm=(0,), stretch=1, widths=WIDTHS, empty="nothing")
    qtbot.addWidget(made)
    made.show_rows([("2026-11-26 08:25:25", "Handed back", "21")])
    return made


def columns(table: TableOr, width: int) -> list[int]:
    table.resize(width, 300)
    table.show()
    return [table.table.columnWidth(n) for n in range(len(HEADS))]


def test_what_is_left_over_goes_to_one_column(table: TableOr) -> None:
    narrow, wide = columns(table, 800), columns(table, 1000)
    assert [b - a for a, b in zip(narrow, wide, strict=True)] == [0, 200, 0]


def test_in_a_narrow_window_words_are_cut_before_times_and_numbers(table: TableOr) -> None:
    digit, held = table.table.fontMetrics().horizontalAdvance("0"), table.table.sizeHintForColumn
    got = columns(table, 55 * digit)
    assert sum(got) == table.table.viewport().width()
    assert all(held(column) <= width < WIDTHS[column] * digit for column, width in enumerate(got)), "nothing is cut"
    got = columns(table, held(0) + 16 * digit)
    assert got[0] >= held(0) and got[2] >= held(2) and got[1] < held(1)
    assert columns(table, 18 * digit)[0] < held(0), "in the end they are, too"


def test_where_not_even_the_heads_fit_it_is_scrolled_and_nothing_is_cut(table: TableOr) -> None:
    held, head = table.table.sizeHintForColumn, table.table.horizontalHeader()
    wide = table.minimumSizeHint().height()
    got = columns(table, 60)
    assert all(width >= max(held(n), head.sectionSizeHint(n)) for n, width in enumerate(got))
    bar = table.table.horizontalScrollBar()
    assert bar.maximum() and table.minimumSizeHint().height() == wide + bar.sizeHint().height(), "the row stays whole"
    columns(table, 1000)
    assert not bar.maximum() and table.minimumSizeHint().height() == wide
