"""packaging/dev.py and the modules beside it, for its tests."""

import importlib.util
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEV = ROOT / "packaging" / "dev.py"
POSIX = pytest.mark.skipif(os.name != "posix", reason="of POSIX systems only")


@pytest.fixture
def dev(monkeypatch):
    """dev.py as a module, with modules of its own beside it."""
    monkeypatch.syspath_prepend(str(DEV.parent))
    for name in ("dev_setup", "dev_system"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    spec = importlib.util.spec_from_file_location("dev", DEV)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    for name in ("dev_setup", "dev_system"):
        sys.modules.pop(name, None)


@pytest.fixture
def system(dev):
    return dev.dev_system


@pytest.fixture
def setup(dev, monkeypatch, tmp_path):
    """dev_setup with a checkout of its own that has locks and a project file."""
    module, root = dev.dev_setup, tmp_path / "a checkout"
    (root / "packaging").mkdir(parents=True)
    (root / "pyproject.toml").write_text("[project]\n")
    for name in ("run", "test", "compiler"):
        (root / "packaging" / f"{name}.lock").write_text(f"{name}==1 \\\n    --hash=sha256:0\n")
    venv = root / ".venv"
    places = {
        "ROOT": root,
        "VENV": venv,
        "PYTHON": venv / module.PYTHON.relative_to(module.VENV),
        "STAMP": venv / module.STAMP.name,
        "LOCKS": {name: root / "packaging" / f"{name}.lock" for name in ("run", "test", "compiler")},
    }
    for name, value in places.items():
        monkeypatch.setattr(module, name, value)
    return module


@pytest.fixture
def installs(setup, monkeypatch):
    """What pip was asked for, in place of asking it; everything else is real."""
    asked = []
    monkeypatch.setattr(setup, "usable_pip", lambda: ["pip"])
    monkeypatch.setattr(setup, "install", lambda pip, *what: asked.append(what[-1]))
    return asked
