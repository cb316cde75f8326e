"""Settings files as nobody should write them: whatever stands there, the program opens, and nothing of it is lost."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import asdict, fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import ProfileError
from desktop_app.domain.networks import NetworkProfile
from desktop_app.domain.presence import Kind
from desktop_app.system import files
from desktop_app.system.settings import VERSION, Settings, SettingsFile
from desktop_app.system.settings_rules import LENIENCY, RULES

ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 10**30, 1.5, float("nan"), "", "x" * 5000, "\x00", "\ud800", "ü", [], [[]], {}, {"a": [1]}, "0.1",
    ["0.1"], [{}], [{"name": "n", "url": "https://n.example", "provider_id": "p"}], "https://[", "1e400",
)  # fmt: skip


def _wrong_types(rng: random.Random, raw: dict[str, Any]) -> bytes:
    for name in rng.sample(list(RULES), rng.randint(1, 5)):
        raw[name] = rng.choice(ODD)
    return json.dumps(raw).encode("utf-8", "surrogatepass")


def _truncated(rng: random.Random, raw: dict[str, Any]) -> bytes:
    text = json.dumps(raw).encode()
    return text[: rng.randrange(len(text))]


def _flipped(rng: random.Random, raw: dict[str, Any]) -> bytes:
    text = bytearray(json.dumps(raw, indent=2).encode())
    for _ in range(rng.randint(1, 8)):
        text[rng.randrange(len(text))] = rng.randrange(256)
    return bytes(text)


def _old(rng: random.Random, raw: dict[str, Any]) -> bytes:
    old = {k: v for k, v in raw.items() if k not in ("networks", "active")} | {"version": 1}
    for name in ("network_url", "rpc_url", "payout_address", "provider_id"):
        old[name] = rng.choice((*ODD, "https://n.example/c", "https://n.example"))
    return json.dumps(old).encode("utf-8", "surrogatepass")


def _newer(rng: random.Random, raw: dict[str, Any]) -> bytes:
    raw |= {"version": rng.choice((VERSION + 1, 99, 10**400)), "future": rng.choice(ODD)}
    return _wrong_types(rng, raw) if rng.random() < 0.5 else json.dumps(raw).encode("utf-8", "surrogatepass")


def _unknown(rng: random.Random, raw: dict[str, Any]) -> bytes:
    raw |= {f"mine_{n}": rng.choice(ODD) for n in range(rng.randint(1, 4))}
    return json.dumps(raw).encode("utf-8", "surrogatepass")


def _noise(rng: random.Random, raw: dict[str, Any]) -> bytes:
    return rng.choice((rng.randbytes(rng.randrange(200)), b"[" * 50_000, b"null", b'{"version": {}}', json.dumps([raw]).encode()))


def _no_version(rng: random.Random, raw: dict[str, Any]) -> bytes:
    raw["version"] = rng.choice((None, "2", 0, -3, 1.0, True, [], float("inf")))
    return json.dumps(raw).encode()


KINDS: tuple[Callable[[random.Random, dict[str, Any]], bytes], ...] = (
    _wrong_types, _truncated, _flipped, _old, _newer, _unknown, _noise, _no_version,
)  # fmt: skip


def _holds(folder: Path, content: bytes) -> bool:
    return any(path.read_bytes() == content for path in folder.iterdir())


def _carried_over(content: bytes, folder: Path) -> bool:
    """Whether everything that the file said stands in the new one as it was."""
    try:
        said = json.loads(content)
        now = json.loads((folder / "settings.json").read_bytes())
    except (ValueError, RecursionError):
        return False
    return isinstance(said, dict) and all(now.get(name) == value for name, value in said.items())


def test_1000_random_files_open_and_none_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.os, "fsync", lambda _handle: None)
    rng, read_only = random.Random(20261126), 0
    for number in range(1000):
        folder = tmp_path / str(number)
        folder.mkdir()
        raw = json.loads(json.dumps({"version": VERSION, **asdict(Settings(provider_id="calm-otter-1234", name="Büro"))}))
        content = KINDS[number % len(KINDS)](rng, raw)
        (folder / "settings.json").write_bytes(content)
        file = SettingsFile(folder)
        found = file.load()
        assert all(RULES[name][0](value) for name, value in asdict(found).items()), content
        assert _holds(folder, content) or _carried_over(content, folder), content
        if file.is_read_only:
            read_only += 1
            with pytest.raises(ProfileError):
                file.save(found)
            assert (folder / "settings.json").read_bytes() == content
        else:
            file.save(found)
            assert _holds(folder, content) or _carried_over(content, folder), content
            assert SettingsFile(folder).load() == found
            assert SettingsFile(folder).notes == ()
    assert read_only >= 100


def _texts(longest: int = 200) -> st.SearchStrategy[str]:
    return st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn", "Zs")), max_size=longest)


PRICE = st.decimals(0, 10**6, allow_nan=False, allow_infinity=False, places=8).map(lambda d: format(Decimal(d), "f"))
NETWORK = st.builds(
    NetworkProfile, name=_texts(60).filter(lambda t: t not in ("", "practice")), url=st.just("https://n.example/c"),
    provider_id=st.from_regex(r"[a-z]{3,20}", fullmatch=True), rpc_url=st.sampled_from(("", "https://n.example")),
    payout_address=_texts(60), id_is_final=st.booleans(),
)  # fmt: skip
OF: dict[str, st.SearchStrategy[Any]] = {
    "provider_id": st.from_regex(r"[a-z]{3,20}", fullmatch=True),
    "networks": st.lists(NETWORK, max_size=3, unique_by=lambda n: n.name).map(tuple),
    "price_per_hour": PRICE, "price_per_job": PRICE,
    "underpaid": st.sampled_from(LENIENCY), "paid_elsewhere": st.sampled_from(LENIENCY), "unproven": st.sampled_from(LENIENCY),
    "texts_kept_days": st.integers(0, 30), "largest_result_kib": st.integers(16, 10_176), "concurrency": st.integers(1, 64),
    "most_at_once": st.integers(1, 64),
    "longest_run_s": st.integers(1, 86_400), "quiet_s": st.integers(1, 86_400), "clear_s": st.integers(1, 86_400),
    "runtime_url": st.sampled_from(("", "http://127.0.0.1:11434")), "when_using": st.sampled_from(("keep", "slow", "stop")),
    "signals_off": st.lists(st.sampled_from(list(Kind)), unique=True).map(", ".join),
    "quiet_hours": st.sampled_from(("", "22:00-07:00", "00:00-24:00")),
    "keep_awake": st.sampled_from(("ask", "yes", "no")), "stop_hotkey": st.sampled_from(("", "Ctrl+F12", "Super+Alt+x")),
}  # fmt: skip


def _any_value(name: str) -> st.SearchStrategy[Any]:
    usual = getattr(Settings(), name)
    if name in OF:
        return OF[name]
    if isinstance(usual, bool):
        return st.booleans()
    if name.endswith(("_c", "_w", "_percent")):
        return st.just(0) | st.integers(40, 100)
    if isinstance(usual, int):
        return st.integers(0, 1000)
    is_right = RULES[name][0]
    return _texts().map(lambda text: text if is_right(text) else usual)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.fixed_dictionaries({field.name: _any_value(field.name) for field in fields(Settings)}))
def test_whatever_may_be_set_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, values: dict[str, Any]) -> None:
    monkeypatch.setattr(files.os, "fsync", lambda _handle: None)
    wanted = Settings(**values)
    SettingsFile(tmp_path).save(wanted)
    file = SettingsFile(tmp_path)
    assert file.load() == wanted and file.notes == ()
