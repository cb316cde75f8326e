"""Networks side by side, with the real command line against a real practice network."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.e2e.programs import AITBC, environment, network, program, wait_until
from tests.e2e.test_main_job import JOB, MODEL, PAID, practice_model

PASSPHRASE = "correct horse battery"


def command(home, *words, stdin="", **env):
    return subprocess.run(
        [*AITBC, *words, "--home", str(home)], input=stdin, capture_output=True, text=True, timeout=60, check=False,
        env=environment(PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring", **env),
    )  # fmt: skip


@pytest.fixture
def home(tmp_path):
    return practice_model(tmp_path / "home")


def test_a_network_is_added_tested_used_and_earned_on(tmp_path, home):
    with network(tmp_path / "net", "--customers", "0") as net:
        url, sealed = net.ready["url"], {"AITBC_PROVIDER_PASSPHRASE": PASSPHRASE}
        added = command(home, "network", "add", "hub", url, "--market", url, "--json")
        assert added.returncode == 0, added.stderr
        me = json.loads(added.stdout)["provider_id"]

        test = command(home, "network", "test", "hub", "--json")
        rows = {p["name"]: p for p in json.loads(test.stdout)["parts"]}
        assert test.returncode == 1 and rows["key"]["works"] is False and "operator" in rows["key"]["next_step"]

        plain = command(home, "network", "key", "hub", stdin=net.ready["miner_key"] + "\n")
        assert plain.returncode == 1 and plain.stderr.count("\n") == 1 and "keyring" in plain.stderr
        kept = command(home, "network", "key", "hub", "--encrypted", stdin=net.ready["miner_key"] + "\n", **sealed)
        assert kept.returncode == 0, kept.stderr
        test = command(home, "network", "test", "hub", "--json", **sealed)
        assert test.returncode == 0 and all(p["works"] for p in json.loads(test.stdout)["parts"]), test.stdout
        wrong = command(home, "network", "test", "hub", AITBC_PROVIDER_PASSPHRASE="another one")
        assert wrong.returncode == 1 and wrong.stderr.count("\n") == 1 and "passphrase" in wrong.stderr

        assert "a miner key cannot read" in command(home, "network", "bond", "hub").stdout
        token = command(home, "network", "token", "hub", "--encrypted", stdin=net.ready["client_token"] + "\n", **sealed)
        assert token.returncode == 0, token.stderr
        net.call("POST", f"/v1/marketplace/providers/{me}/bonds", {"amount": "5", "required_amount": "5"})
        bond = json.loads(command(home, "network", "bond", "hub", "--json", **sealed).stdout)
        assert (bond["is_good"], bond["status"], bond["amount"], bond["needed_from"]) == (True, "active", "5", "10")

        assert command(home, "network", "use", "hub").returncode == 0
        listed = json.loads(command(home, "network", "list", "--json").stdout)["networks"]
        assert [(n["name"], n["active"], n["key"]) for n in listed] == [("practice", False, "its own"), ("hub", True, "key file")]

        with program(home, "--model", MODEL) as app:
            wait_until(lambda: "A key is missing" in app.output(), 20)
            assert app.process.wait(10) == 1, "without its passphrase the key stays closed"
        with program(home, "--model", MODEL, key=net.ready["miner_key"]) as app:
            wait_until(lambda: app.status().get("state") == "offering", 20)
            assert app.status()["network"] == "hub" and app.status()["provider_id"] == me
            wait_until(lambda: [note for note in app.status().get("notes", ()) if "with a bond" in note], 10)
            job = net.submit(JOB, **PAID)
            wait_until(lambda: net.job(job)["state"] == "COMPLETED", 20)
            earned = wait_until(lambda: (e := app.earnings()) and e["jobs"] and e, 20)
            assert earned["network"] == "hub" and earned["unit"] == "PLAY"
            listed = wait_until(lambda: net.call("GET", "/v1/marketplace/offer?status=active"), 10)
            assert [(o["model"], o["node_id"]) for o in listed] == [(MODEL, me)]
            assert app.stop() == 0
        assert net.call("GET", "/v1/marketplace/offer?status=active") == []
    secrets = [net.ready[name].encode() for name in ("miner_key", "client_token")]
    files = [f for f in [*home.rglob("*"), tmp_path / "home.out"] if f.is_file()]
    assert not [f for f in files if any(secret in f.read_bytes() for secret in secrets)]


@pytest.mark.parametrize(
    "words",
    [("add", "hub", "http://hub.example/c"), ("add", "practice", "https://x.example"), ("use", "gone"), ("key", "gone"),
     ("token", "gone"), ("bond", "practice"),
     ("id", "gone", "me-1"), ("add", "hub", "https://x.example", "--payout", "0x1"), ("test", "gone")],
)  # fmt: skip
def test_what_cannot_be_is_one_sentence(home, words):
    answer = command(home, "network", *words, stdin="k\n")
    assert answer.returncode == 1 and answer.stderr.count("\n") == 1 and not answer.stdout


def test_an_unencrypted_network_is_refused_at_the_start_too(home):
    answer = command(home, "--headless", "--network", "http://hub.example/c", AITBC_PROVIDER_KEY="k" * 20)
    assert answer.returncode == 1 and "https://" in answer.stderr and answer.stderr.count("\n") == 1
