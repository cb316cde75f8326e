from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.jobs import Terms
from desktop_app.domain.payment import USUAL, Leniency, Payment, PaymentRules, judge, may_be_same, payment_of

ME, OTHER, AIT = "0x" + "a" * 40, "0x" + "b" * 40, "ait1qqqq"
PAID = Terms(payment_status="escrowed", amount=Decimal("0.05"), payee=ME)
LEAST = Decimal("0.02")
CASES = {
    Payment.GOOD: PAID,
    Payment.UNPAID: Terms(),
    Payment.UNPROVEN: replace(PAID, amount=None),
    Payment.UNDERPAID: replace(PAID, amount=Decimal("0.01")),
    Payment.ELSEWHERE: replace(PAID, payee=OTHER),
}


@pytest.mark.parametrize("payment", list(CASES))
def test_each_payment_meets_the_owners_rule(payment):
    terms = CASES[payment]
    assert payment_of(terms, LEAST, ME) is payment
    decline = judge(terms, LEAST, PaymentRules(ME, unpaid_left=1))
    refused = USUAL.get(payment) is Leniency.REFUSE
    assert (decline is not None and decline.code == payment.value) is refused
    lenient = PaymentRules(ME, 1, dict.fromkeys(USUAL, Leniency.UNPAID))
    assert judge(terms, LEAST, lenient) is None
    strict = judge(terms, LEAST, replace(lenient, unpaid_left=0))
    assert (strict is None) is (payment is Payment.GOOD)


@pytest.mark.parametrize("status", [None, "pending", "skipped", "failed", "refunded", "expired", "no_escrow", "underpaid"])
def test_only_a_standing_escrow_is_money(status):
    assert payment_of(replace(PAID, payment_status=status), LEAST, ME) is Payment.UNPAID


def test_addresses_are_only_told_apart_in_the_same_form():
    assert may_be_same(ME, ME.upper().replace("0X", "0x")) and may_be_same(ME, AIT) and may_be_same(ME, "")
    assert not may_be_same(ME, OTHER) and not may_be_same(AIT, AIT + "x")


@given(st.decimals(min_value=0, max_value=10**6, places=28), st.sampled_from(["0E-8", "0.02", "1E-28", "1000000"]))
def test_any_amount_is_judged_exactly(amount, least):
    terms, price = replace(PAID, amount=amount), Decimal(least)
    wanted = Payment.UNPAID if amount == 0 else Payment.UNDERPAID if amount < price else Payment.GOOD
    assert payment_of(terms, price, ME) is wanted
