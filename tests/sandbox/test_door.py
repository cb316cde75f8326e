"""Credentials, error shapes and rate limits (sections 2 to 4)."""

from __future__ import annotations

import re
import socket
import time

import pytest

from desktop_app.sandbox.limits import RateLimits


def test_health_needs_nothing_and_says_practice(shared) -> None:
    answer = shared.nobody.get("/health")
    assert answer.json().keys() == {"status", "env", "python_version", "practice"}
    assert answer.json()["env"] == "practice" and answer.json()["status"] == "ok"
    assert answer.json()["practice"] == {"long_poll": True, "limits": False, "speed": 1.0, "unit": "PLAY"}
    assert re.fullmatch(r"[0-9a-f-]{36}", answer.headers["x-request-id"])
    assert float(answer.headers["x-process-time"]) < 5


def test_answers_leave_at_once(shared) -> None:
    """Head and body go out separately; with Nagle's algorithm on, each answer would take 40 ms."""
    started = time.perf_counter()
    for _ in range(40):
        shared.nobody.get("/health")
    assert time.perf_counter() - started < 40 * 0.035


@pytest.mark.parametrize(
    ("headers", "status", "words"),
    [
        ({}, 401, "Authentication required"),
        ({"X-Api-Key": "wrong"}, 401, "Invalid API key"),
        ({"X-Api-Key": "KEY", "Authorization": "Bearer nonsense"}, 401, "Invalid token"),
        ({"Authorization": "Bearer TOKEN"}, 403, "Forbidden"),
        ({"x-api-key": "KEY", "User-Agent": "Mozilla sqlmap/1.0"}, 403, "Access denied"),
        ({"x-API-key": "KEY", "x-miner-id": "someone"}, 404, "miner not registered"),
    ],
)
def test_credentials_in_the_real_order(shared, headers: dict[str, str], status: int, words: str) -> None:
    filled = {
        name: value.replace("KEY", shared.ready.miner_key).replace("TOKEN", shared.ready.client_token)
        for name, value in headers.items()
    }
    answer = shared.nobody.post("/v1/miners/heartbeat", json={}, headers=filled)
    assert (answer.status_code, answer.json()) == (status, {"detail": words})
    if status == 401:
        assert "x-request-id" not in answer.headers
    assert ("www-authenticate" in answer.headers) == (words in ("Authentication required", "Invalid token"))


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/v1/miners"), ("GET", "/health/live"), ("POST", "/v1/payments"), ("GET", "/no/such")]
)
def test_an_unlisted_path_is_401_without_and_403_with_credentials(shared, method: str, path: str) -> None:
    assert shared.nobody.request(method, path).status_code == 401
    for client in (shared.miner, shared.client):
        answer = client.request(method, path)
        assert (answer.status_code, answer.json()) == (403, {"detail": "Forbidden"})


def test_a_miner_cannot_read_its_own_record_nor_a_client_poll(shared) -> None:
    assert shared.miner.get("/v1/miners/m1").status_code == 405
    assert shared.client.post("/v1/miners/poll", json={}).status_code == 403
    assert shared.miner.post("/v1/jobs", json={"payload": {}}).status_code == 403


@pytest.mark.parametrize(
    ("path", "body", "field", "code"),
    [
        ("register", {}, "body.capabilities", "missing"),
        ("register", {"capabilities": 5}, "body.capabilities", "type_error"),
        ("heartbeat", {"inflight": "many"}, "body.inflight", "type_error"),
        ("x/result", {}, "body.result", "missing"),
        ("x/fail", {"error_code": "a"}, "body.error_message", "missing"),
        ("poll", b'{"max_wait', "body", "json_invalid"),
        ("poll", b"", "body", "missing"),
        ("x/result", b'{"result": {"a": ' + b"[" * 50_000, "body", "json_invalid"),
    ],
)
def test_validation_errors(shared, path: str, body: object, field: str, code: str) -> None:
    content = {"content": body} if isinstance(body, bytes) else {"json": body}
    answer = shared.miner.post(f"/v1/miners/{path}", **content)
    assert answer.status_code == 422
    told = answer.json()
    assert told.keys() == {"error", "timestamp", "request_id"} and told["timestamp"].endswith("+00:00Z")
    assert told["error"]["code"] == "VALIDATION_ERROR" and told["error"]["status"] == 422
    assert [(part["field"], part["code"]) for part in told["error"]["details"]] == [(field, code)]


def test_numbers_may_come_as_text(shared) -> None:
    assert shared.miner.post("/v1/miners/register", json={"capabilities": {}, "concurrency": "2"}).status_code == 200


def test_a_huge_body_is_413_by_its_announced_and_by_its_real_length(shared) -> None:
    def chunks():
        for _ in range(11):
            yield b" " * 1024 * 1024

    assert shared.miner.post("/v1/miners/poll", content=chunks()).status_code == 413
    answer = shared.miner.post("/v1/miners/poll", content=b" " * (11 * 1024 * 1024))
    assert (answer.status_code, answer.json()) == (413, {"detail": "Request entity too large"})


def test_what_is_not_http_at_all_harms_nothing(shared, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL", logger="uvicorn.error")
    host, port = shared.ready.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as raw:
        raw.sendall(b"\x16\x03\x01 nonsense\r\n\r\n")
        assert b"400" in raw.recv(200)
    assert shared.nobody.get("/health").status_code == 200


def at(address: str) -> dict[str, str]:
    return {"X-Forwarded-For": f"{address}, 10.0.0.1"}


def test_rate_limits_count_per_address_and_handler(start) -> None:
    practice = start(limits=True)
    practice.register()
    assert practice.nobody.get("/health").json()["practice"]["limits"] is True

    def statuses(count: int, address: str, path: str, body: dict) -> list[int]:
        return [practice.miner.post(path, json=body, headers=at(address)).status_code for _ in range(count)]

    polls = statuses(102, "1.1.1.1", "/v1/miners/poll", {"max_wait_seconds": 0})
    assert polls == [204] * 100 + [429] * 2
    refused = practice.miner.post("/v1/miners/poll", json={}, headers=at("1.1.1.1"))
    assert refused.json() == {"detail": "Rate limit exceeded"} and refused.headers["retry-after"] == "60"
    assert statuses(1, "1.1.1.1", "/v1/miners/heartbeat", {}) == [200]
    assert statuses(1, "2.2.2.2", "/v1/miners/poll", {"max_wait_seconds": 0}) == [204]
    assert statuses(51, "1.1.1.1", "/v1/miners/x/result", {"result": {}}) == [404] * 50 + [429]
    assert all(practice.nobody.get("/health", headers=at("1.1.1.1")).status_code == 200 for _ in range(210))
    assert practice.nobody.post("/v1/miners/poll", headers=at("1.1.1.1")).status_code == 401


def test_the_marketplace_shares_one_window(start) -> None:
    practice = start(limits=True)
    for _ in range(60):
        assert practice.nobody.get("/v1/marketplace/offer").status_code == 200
        assert practice.nobody.get("/v1/marketplace/offers").status_code == 200
    assert practice.nobody.get("/v1/marketplace/offers").status_code == 429


def test_a_window_slides_and_refused_calls_do_not_extend_it() -> None:
    now = [0.0]
    limits = RateLimits(lambda: now[0], enabled=True)
    assert [limits.allow("a", "h", 2) for _ in range(4)] == [True, True, False, False]
    now[0] = 59.9
    assert not limits.allow("a", "h", 2)
    now[0] = 60.0
    assert limits.allow("a", "h", 2) and limits.allow("a", "h", None)
    assert all(RateLimits(lambda: 0, enabled=False).allow("a", "h", 1) for _ in range(9))
