from datetime import UTC, datetime
from decimal import Decimal

import pytest

from desktop_app.domain.jobs import Escrow, JobKey, Work
from desktop_app.domain.ledger import credit
from desktop_app.domain.quality import check

KEY = JobKey("practice", "me", "j1")
ESCROW = Escrow("j1", "released", "0xb", "0xp", Decimal("1.5375"), Decimal("1.4625"), Decimal(0))


def booked(escrow):
    return credit(KEY, escrow, at=datetime(2026, 5, 1, tzinfo=UTC), model="m", tier="", tokens=5, seconds=1.0)


def test_the_escrow_record_is_the_price():
    entry = booked(ESCROW)
    assert (entry.gross, entry.credited, entry.fee) == (Decimal("1.5375"), Decimal("1.4625"), Decimal("0.075"))
    assert entry.text_key == "practice:me:escrow:j1:credit:0" and entry.unpaid_jobs == 0


def test_no_escrow_is_an_unpaid_job():
    entry = booked(None)
    assert entry.credited == 0 and entry.unpaid_jobs == 1


def test_only_released_money_is_booked():
    from dataclasses import replace

    with pytest.raises(ValueError, match="released"):
        booked(replace(ESCROW, state="funded"))


@pytest.mark.parametrize(
    ("work", "why"),
    [
        (Work("text", "m", 1, 4, 1.0, "stop"), None),
        (Work("text", "m", 1, 4, 1.0, "length"), None),
        (Work("text", "m", 1, 4, 1.0, ""), "not_finished"),
        (Work("  ", "m", 1, 4, 1.0, "stop"), "empty_output"),
        (Work("text", "m", 1, 0, 1.0, "stop"), "empty_output"),
        (Work("text", "m", 1, 4, 601.0, "stop"), "too_slow"),
    ],
)
def test_quality_before_delivery(work, why):
    verdict = check(work, 600)
    assert (verdict.code if verdict else None) == why
