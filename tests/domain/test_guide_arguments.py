"""The guide's own arguments for contracts, service levels, batches and reservations, and everything else in them."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import batch, contracts, reservations, sla

CONTRACT = {
    "client_id": "enterprise-agent-123", "duration_hours": 100, "fixed_rate": 0.08,
    "guaranteed_availability": 0.95, "sla_penalties": True,
}  # fmt: skip
SLA = {"availability_target": 0.99, "response_time_target": 30, "completion_rate_target": 0.98, "penalty_rate": 0.5}
BATCH = {"min_batch_size": 10, "batch_discount": 0.3, "processing_window": "24h", "quality_guarantee": True}
RESERVATION = {
    "client_id": "enterprise-agent-456", "reserved_gpu_memory": 8, "reservation_duration": "30d", "reservation_fee": 50,
}  # fmt: skip
ALL = ((contracts.parse, CONTRACT), (sla.parse, SLA), (batch.parse, BATCH), (reservations.parse, RESERVATION))


def test_the_guides_own():
    terms = contracts.parse(**CONTRACT)
    assert (terms.hours, terms.rate, terms.availability) == (Decimal(100), Decimal("0.08"), Decimal("0.95"))
    assert terms.penalties and terms.client_id == "enterprise-agent-123"
    assert sla.parse(**SLA) == sla.Sla(Decimal("0.99"), 30.0, Decimal("0.98"), Decimal("0.5"))
    assert batch.parse(**BATCH) == batch.BatchTerms(10, Decimal("0.3"), 86_400.0, True)
    assert reservations.parse(**RESERVATION) == reservations.ReservationTerms(
        "enterprise-agent-456", 8 * 2**30, 30 * 86_400.0, Decimal(50)
    )


def test_a_later_beginning_of_a_reservation():
    terms = reservations.parse(**RESERVATION, starts_at="2026-12-24T18:00:00+01:00")
    assert terms.starts_at == datetime(2026, 12, 24, 17, tzinfo=UTC)


ODD = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), st.decimals(), st.binary(max_size=3),
    st.lists(st.integers(), max_size=2), st.sampled_from(["24h", "1e999", "NaN", "-1", "0h", "9" * 100, "1\n", "\ud800"]),
)  # fmt: skip


@given(st.data())
def test_any_one_argument_is_taken_or_named(data):
    parse, right = data.draw(st.sampled_from(ALL))
    field = data.draw(st.sampled_from(sorted(right)))
    try:
        parse(**{**right, field: data.draw(ODD)})
    except ValueError as error:
        assert str(error).startswith(field + " must be ") and "\n" not in str(error)


@pytest.mark.parametrize(
    ("parse", "right", "field", "value"),
    [
        (contracts.parse, CONTRACT, "client_id", "  "), (contracts.parse, CONTRACT, "duration_hours", 0),
        (contracts.parse, CONTRACT, "fixed_rate", -1), (contracts.parse, CONTRACT, "guaranteed_availability", 1.01),
        (contracts.parse, CONTRACT, "sla_penalties", "yes"), (contracts.parse, CONTRACT, "valid_for", "soon"),
        (contracts.parse, CONTRACT, "buyer_address", ""), (contracts.parse, CONTRACT, "tier", 5),
        (sla.parse, SLA, "availability_target", 99), (sla.parse, SLA, "response_time_target", 0),
        (sla.parse, SLA, "completion_rate_target", None), (sla.parse, SLA, "penalty_rate", 1.5),
        (batch.parse, BATCH, "min_batch_size", 1), (batch.parse, BATCH, "min_batch_size", True),
        (batch.parse, BATCH, "batch_discount", 1), (batch.parse, BATCH, "processing_window", 24),
        (batch.parse, BATCH, "quality_guarantee", 1), (reservations.parse, RESERVATION, "client_id", "a\nb"),
        (reservations.parse, RESERVATION, "reserved_gpu_memory", 0),
        (reservations.parse, RESERVATION, "reservation_duration", "5min"),
        (reservations.parse, RESERVATION, "reservation_fee", -1),
        (reservations.parse, RESERVATION, "starts_at", "tomorrow"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(parse, right, field, value):
    with pytest.raises(ValueError, match=f"^{field} must be"):
        parse(**{**right, field: value})
