"""Nobody else's business: words planted in prompts, outputs, keys and tokens are in nothing that the program wrote."""

from __future__ import annotations

import secrets
import zipfile
from pathlib import Path

from tests.e2e.programs import network, program, wait_until
from tests.e2e.test_main_job import JOB, MODEL, PAID, practice_model, settings
from tests.faults.plan import Fault, Script
from tests.faults.proxy import Threaded

QUICK = {
    "/v1/miners/poll": [Fault("half"), Fault("portal"), Fault("status_before", status=500)],
    "/v1/miners/heartbeat": [Fault("lost_page"), Fault("reset_after")],
    "/result": [Fault("status_after", status=502), Fault("half"), Fault("drop_after")],
    "/fail": [Fault("reset_after")],
    "/rpc/escrow": [Fault("portal"), Fault("half")],
    "/v1/explorer/receipts": [Fault("half")],
}


def written(home: Path, diagnostics: Path) -> dict[str, bytes]:
    """Everything that the program and its children left, archives unpacked."""
    found = {str(p.relative_to(home)): p.read_bytes() for p in home.rglob("*") if p.is_file() and p.suffix != ".gguf"}
    found["stdout"] = (home.parent / f"{home.name}.out").read_bytes()
    with zipfile.ZipFile(diagnostics) as archive:
        found |= {f"diagnostics/{name}": archive.read(name) for name in archive.namelist()}
    return found


def spelled(word: str) -> list[bytes]:
    return [word.encode(), word.encode("utf-16-le"), word.encode().hex().encode()]


def test_no_prompt_output_key_or_token_is_written_anywhere(tmp_path):
    home = practice_model(settings(tmp_path / "home", concurrency=2, unpaid_per_day=100))
    planted = {f"prompt {n}": f"canary{n}{secrets.token_hex(12)}" for n in range(7)}
    prompts = list(planted.values())
    with network(tmp_path / "net", "--customers", "0") as net, Threaded(net.port, Script(QUICK)).running() as proxy:
        planted |= {"miner key": net.ready["miner_key"], "client token": net.ready["client_token"]}
        way = ("--network", proxy.proxy.url, "--rpc", proxy.proxy.url, "--model", MODEL)
        token = {"AITBC_PROVIDER_CLIENT_TOKEN": net.ready["client_token"]}
        with program(home, *way, key=net.ready["miner_key"], **token) as app:
            wait_until(lambda: app.status().get("state") == "offering", 30)
            wait_until(lambda: any("and you have none" in note for note in app.status().get("notes", ())), 30)
            jobs = [net.submit({**JOB, "prompt": f"say {p} twice"}, **PAID) for p in prompts[:4]]
            jobs += [net.submit({**JOB, "prompt": prompts[4], "model": "no-such-model"}, **PAID)]
            jobs += [net.submit({"type": "training", "prompt": prompts[5], "input": {"text": prompts[5]}}, **PAID)]
            wait_until(lambda: all(net.job(j)["state"] in ("COMPLETED", "FAILED") for j in jobs), 60, 0.3)
            cut = net.submit({**JOB, "prompt": prompts[6], "max_tokens": 2000}, **PAID)
            wait_until(lambda: net.job(cut)["state"] in ("RUNNING", "COMPLETED"), 30, 0.05)
            app.kill()
            app.start()
            wait_until(lambda: net.job(cut)["state"] == "COMPLETED", 60, 0.3)
            wait_until(lambda: (s := app.status()) and s["jobs"]["outbox"] == 0 and s["state"] == "offering", 80, 0.5)
            made = app.verb("export", "diagnostics", "--to", str(tmp_path / "diagnostics.zip"))
            assert made.returncode == 0, made.stderr
            done = [net.job(j) for j in (*jobs, cut)]
            assert app.stop() == 0
        assert [d["state"] for d in done] == ["COMPLETED"] * 4 + ["FAILED"] * 2 + ["COMPLETED"]
        outputs = [str(d["result"]["output"]) for d in done if d["state"] == "COMPLETED"]
        planted |= {f"output {n}": text[at : at + 24] for n, text in enumerate(outputs) for at in (0, len(text) // 2)}
    files = written(home, tmp_path / "diagnostics.zip")
    assert {"provider.log", "history.db", "stdout", "settings.json", "crash.log"} <= set(files), sorted(files)
    told = {
        f"{what} in {name}"
        for name, content in files.items() for what, word in planted.items() for form in spelled(word)
        if len(word) >= 12 and form in content
    }  # fmt: skip
    assert not told
    assert sum(len(word) >= 12 for word in planted.values()) >= 9 + 5, "there was something to look for"
