from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from desktop_app.domain.decline import Decline
from desktop_app.domain.inference import BadPayload, Inference, job_type, parse
from desktop_app.domain.jobs import JobKey, JournalJob, Phase, Terms
from desktop_app.domain.payment import PaymentRules
from desktop_app.domain.pricing import Prices, quote
from desktop_app.domain.screening import Rules, screen

NOW = datetime(2026, 5, 1, tzinfo=UTC)
RULES = Rules(models={"m:1b"}, prices=Prices(Decimal("0.1"), Decimal("0.02")))
NO_MORE = replace(RULES, payment=PaymentRules(unpaid_left=0))
PAID = Terms(expires_at=NOW + timedelta(minutes=15), payment_status="escrowed", amount=Decimal("0.05"))


def job(payload, terms=PAID):
    return JournalJob(JobKey("n", "p", "j"), Phase.RECEIVED, NOW, payload, {}, terms=terms)


def code(payload, terms=PAID, rules=RULES):
    verdict = screen(job(payload, terms), rules, NOW)
    return verdict.code if isinstance(verdict, Decline) else "taken"


GOOD = {"type": "inference", "model": "m:1b", "prompt": "hello"}


def test_a_good_job_is_taken_also_without_its_type():
    assert code(GOOD) == "taken"
    assert code({"model": "m:1b", "prompt": "hello"}) == "taken"


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        ({"type": "training", "model": "m:1b", "prompt": "x"}, "unsupported_type"),
        ({"service_type": "whisper", "service_request": {}}, "unsupported_type"),
        ({}, "unsupported_type"),
        ({**GOOD, "model": "m:2b"}, "unknown_model"),
        ({**GOOD, "prompt": ""}, "bad_payload"),
        ({**GOOD, "prompt": 5}, "bad_payload"),
        ({**GOOD, "prompt": "x" * 1_000_001}, "bad_payload"),
        ({**GOOD, "prompt": "\ud800"}, "bad_payload"),
        ({**GOOD, "prompt": "a\x00b"}, "bad_payload"),
        ({**GOOD, "max_tokens": "many"}, "bad_payload"),
        ({**GOOD, "max_tokens": 0}, "bad_payload"),
        ({**GOOD, "temperature": 99}, "bad_payload"),
        ({**GOOD, "images": ["x"]}, "bad_payload"),
        ({**GOOD, "stop": [1]}, "bad_payload"),
    ],
)
def test_what_cannot_be_done_is_declined_with_its_reason(payload, why):
    assert code(payload) == why


def test_money_rules():
    assert code(GOOD, replace(PAID, amount=Decimal("0.019"))) == "underpaid"
    unpaid = replace(PAID, payment_status=None, amount=None)
    assert code(GOOD, unpaid) == "taken"
    assert code(GOOD, unpaid, NO_MORE) == "unpaid"
    assert code(GOOD, replace(PAID, payment_status="pending"), NO_MORE) == "unpaid"


def test_time_rules():
    assert code(GOOD, replace(PAID, expires_at=NOW)) == "expired"
    assert code(GOOD, replace(PAID, expires_at=NOW + timedelta(seconds=2))) == "too_little_time"
    assert code(GOOD, replace(PAID, expires_at=None)) == "taken"


def test_a_decline_quotes_no_prompt_and_stays_one_line():
    verdict = screen(job({**GOOD, "model": "evil\n\x1b[2Jname"}), RULES, NOW)
    assert isinstance(verdict, Decline) and verdict.message.isprintable()


def test_options_are_honoured_within_the_owners_limits():
    request = parse({**GOOD, "options": {"num_predict": 9, "temperature": 0}, "seed": 7, "stop": "end", "system": "be brief"})
    assert request == Inference("m:1b", "hello", "be brief", 9, 0.0, None, 7, ("end",))
    assert parse({**GOOD, "max_tokens": 10**9}, largest_output=100).max_tokens == 100
    with pytest.raises(BadPayload, match="top_p"):
        parse({**GOOD, "top_p": 2})


def test_job_types():
    assert job_type({"service_type": "ffmpeg", "model": "m", "prompt": "p"}) == "ffmpeg"
    assert job_type({"type": 5, "model": "m", "prompt": "p"}) == "unknown"


def test_a_long_job_costs_its_time():
    assert quote(Prices(Decimal("0.1"), Decimal("0.02")), 3600) == Decimal("0.1")
    assert quote(Prices(Decimal("0.1"), Decimal("0.02")), 1) == Decimal("0.02")


def test_a_blocked_customers_job_is_a_no_before_anything_is_read():
    rules = replace(RULES, blocked=frozenset({"ait1rude"}))
    assert code({}, replace(PAID, customer="ait1rude"), rules) == "customer_not_served"
    assert code(GOOD, replace(PAID, customer="ait1kind"), rules) == "taken"
    assert code(GOOD, PAID, rules) == "taken", "a job that names nobody is nobody's"
