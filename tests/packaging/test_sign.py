"""Keys and manifests as a release makes them, read by the program that believes them."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.domain.updates import UpdateRefused, read_manifest
from desktop_app.system.updates.place import origin
from desktop_app.system.updates.signed import CONTEXT, opened

ROOT = Path(__file__).resolve().parents[2]


def run(script, *words):
    command = [sys.executable, str(ROOT / "packaging" / script), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_what_the_release_signs_the_program_believes_and_nothing_else(tmp_path):
    public, other = (run("sign.py", "keys", tmp_path / name).stdout.strip() for name in ("one", "two"))
    assert stat.S_IMODE((tmp_path / "one").stat().st_mode) == 0o600
    assert run("sign.py", "keys", tmp_path / "one").returncode, "a key was written over"
    package = tmp_path / "a-0.2.0.tar.xz"
    package.write_bytes(b"content")
    out = tmp_path / "manifest.json"
    words = ("--url", "https://example.org/dl/", "--note", "Größer", f"linux-archive={package}")
    answer = run("sign.py", "manifest", tmp_path / "one", "0.2.0", out, *words)
    assert answer.returncode == 0, answer.stderr
    found = read_manifest(opened(out.read_bytes(), [other, public]))
    assert (found.version, found.notes) == ("0.2.0", ("Größer",))
    assert found.packages["linux-archive"].url == "https://example.org/dl/a-0.2.0.tar.xz"
    assert found.packages["linux-archive"].size == 7
    with pytest.raises(UpdateRefused):
        opened(out.read_bytes(), [other])


def test_both_ends_sign_and_read_the_same_bytes():
    assert repr(CONTEXT) in (ROOT / "packaging" / "sign.py").read_text().replace('b"', "b'").replace('\\n"', "\\n'")


def test_the_origin_is_written_as_the_program_reads_it(tmp_path):
    import importlib.util

    spec = importlib.util.spec_from_file_location("update_origin", ROOT / "packaging" / "update_origin.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    key = run("sign.py", "keys", tmp_path / "secret").stdout.strip()
    assert module.main(["https://example.org/m.json", key], tmp_path / "updates.json") == 0
    assert origin(lambda name: tmp_path / name).keys == (key,)
    for words in (["http://example.org", key], ["https://example.org"], ["https://example.org", "AAAA"]):
        assert module.main(words, tmp_path / "refused.json") == 2
    assert not (tmp_path / "refused.json").exists()
