"""The customer's endpoints (section 7). A simple client token stands in for the wallet login."""

from __future__ import annotations

import sqlite3

from starlette.responses import Response

from desktop_app.sandbox import jobs
from desktop_app.sandbox.answers import answer, invalid, page, refuse
from desktop_app.sandbox.calls import Call, found
from desktop_app.sandbox.money import MOST
from desktop_app.wire.jobs import SubmitRequest


async def submit(call: Call) -> Response:
    request = await call.body(SubmitRequest)
    amount = request.payment_amount
    if amount is not None and not (amount.is_finite() and amount <= MOST):
        raise invalid("body.payment_amount", f"Input should be at most {MOST}", "less_than_equal")
    job = call.network.submit(call.client, request)
    return answer(jobs.view(_own(call, job)), 201)


async def listing(call: Call) -> Response:
    limit, offset = call.number("limit", 20, low=1, high=100), call.number("offset", 0, low=0)
    items = call.network.jobs.of_client(call.client, limit=limit, offset=offset, state=call.query("status"))
    return page(items, limit=limit, offset=offset)


async def one(call: Call) -> Response:
    return answer(jobs.view(_own(call)))


async def result(call: Call) -> Response:
    """425 until there is a result, for FAILED and EXPIRED jobs too."""
    view = jobs.view(_own(call))
    if view.read_result() is None:
        raise refuse(425, "job not ready")
    receipts = call.network.receipts.of_job(view.job_id)
    return answer({"job_id": view.job_id, "result": view.result, "receipt": receipts[0] if receipts else None})


async def receipt(call: Call) -> Response:
    receipts = call.network.receipts.of_job(_own(call)["id"])
    if not receipts:
        raise refuse(404, "receipt not available")
    return answer(receipts[0])


async def receipts(call: Call) -> Response:
    return answer({"items": call.network.receipts.of_job(_own(call)["id"])})


async def payment(call: Call) -> Response:
    """The truth about the money: a refund shows here and not in the job."""
    return answer(found(call.network.money.payment(_own(call)["id"]), "payment not found"))


async def cancel(call: Call) -> Response:
    row = _own(call)
    if not call.network.jobs.cancel(row["id"]):
        raise refuse(409, "job is already final")
    return answer(jobs.view(_own(call)))


async def release(call: Call) -> Response:
    return _settled(call, "released")


async def refund(call: Call) -> Response:
    return _settled(call, "refunded")


def _settled(call: Call, status: str) -> Response:
    network = call.network
    row = found(network.store.one("SELECT job FROM payments WHERE id = ?", call.path("payment")), "payment not found")
    job = _own(call, row["job"])
    done = network.money.release(job["id"], job["miner"]) if status == "released" else network.money.refund(job["id"])
    if not done:
        raise refuse(400, f"payment cannot be {status}")
    return answer({"status": status, "payment_id": call.path("payment"), "job_id": job["id"]})


def _own(call: Call, job: str | None = None) -> sqlite3.Row:
    """The caller's own job; 404 for anybody else's."""
    return found(call.network.jobs.row(job or call.path("job"), call.client), "job not found")
