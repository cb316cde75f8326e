"""Three programs, each a ComputeProvider of its own, on one practice network: they join, share and agree on a price."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal

from tests.e2e.programs import environment, network, unwatched

SCRIPT = """
import asyncio, json, sys
from desktop_app import ComputeProvider

async def main(rate):
    def ask():
        return json.loads(sys.stdin.readline())
    provider = ComputeProvider.register("p", {}, {"base_rate_per_hour": 0.1})
    async with provider:
        await provider.start_offering()
        joined = await provider.join_swarm("pricing")
        await provider.share_market_data({"current_demand": "high"})
        await provider.participate_in_pricing({"proposed_base_rate": rate})
        print(json.dumps(joined.member), flush=True)
        await asyncio.to_thread(ask)
        found = await provider.swarm_price()
        print(json.dumps({"price": str(found.price), "suggested": str(found.suggested), "votes": found.votes}), flush=True)
        await asyncio.to_thread(ask)

asyncio.run(main(sys.argv[1]))
"""


def test_three_providers_agree_and_one_liar_does_not_move_them(tmp_path):
    with network(tmp_path / "net", "--customers", "0") as net:
        url = net.ready["url"]
        running = []
        for number, rate in enumerate(("0.10", "0.12", "1000000")):
            home = unwatched(tmp_path / f"home-{number}")
            profile = {"name": "n", "url": url, "provider_id": f"p-{number}", "rpc_url": net.ready["rpc"], "market_url": url}
            settings = json.loads((home / "settings.json").read_text())
            (home / "settings.json").write_text(json.dumps(settings | {"networks": [profile], "active": "n"}))
            running.append(subprocess.Popen(
                [sys.executable, "-c", SCRIPT, rate], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                env=environment(
                    AITBC_PROVIDER_HOME=str(home), AITBC_PROVIDER_KEY=net.ready["miner_key"],
                    PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring",
                ),
            ))  # fmt: skip
        try:
            members = {json.loads(program.stdout.readline()) for program in running}
            assert len(members) == 3, "each signs with a key of its own"
            found = [ask(program) for program in running]
        finally:
            for program in running:
                program.kill()
                program.communicate()
    assert {one["votes"] for one in found} == {3}
    (price,) = {Decimal(one["price"]) for one in found}
    assert Decimal("0.10") <= price <= Decimal("0.12"), "the million of the third does not count"
    assert {one["suggested"] for one in found} == {"0.12000000"}


def ask(program):
    program.stdin.write("1\n")
    program.stdin.flush()
    return json.loads(program.stdout.readline())
