from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.errors import ProfileError
from desktop_app.system.onboarding_file import OnboardingFile


def test_it_is_kept_until_it_is_forgotten(tmp_path: Path) -> None:
    file = OnboardingFile(tmp_path)
    assert file.load() is None
    file.save({"page": "network", "name": "Büro"})
    assert OnboardingFile(tmp_path).load() == {"page": "network", "name": "Büro"}
    file.forget()
    file.forget()
    assert file.load() is None and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\x00", b"[" * 100_000])
def test_what_cannot_be_read_counts_as_begun(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "onboarding.json").write_bytes(content)
    assert OnboardingFile(tmp_path).load() == {}


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="cannot be written"):
        OnboardingFile(tmp_path / "gone").save({})
