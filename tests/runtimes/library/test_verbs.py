"""`aitbc-provider models add | list | remove`."""

from __future__ import annotations

import errno
import io
import json
import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.control import verbs
from desktop_app.domain.downloads import UNTOLD, DownloadFailed
from desktop_app.offline import ProfileOffline
from desktop_app.runtimes import gguf, practice_model
from desktop_app.runtimes.library.index import alone
from desktop_app.runtimes.library.part import Part, Record
from desktop_app.shelving import go_on
from desktop_app.system.settings import Settings, SettingsFile
from tests.runtimes.library.faulty_server import FaultyServer


def run(*argv: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = verbs.run(argv, ProfileOffline.at, out=out, err=err)
    return code, out.getvalue(), err.getvalue()


def test_a_file_in_and_out(tmp_path: Path) -> None:
    home, mine = str(tmp_path / "home"), practice_model.ensure(tmp_path, "mine")
    assert run("models", "list", "--home", home) == (
        0, "The library is empty. Add a model with: aitbc-provider models add ADDRESS\n", "",
    )  # fmt: skip
    code, said, _ = run("models", "add", str(mine), "--home", home)
    assert code == 0 and said.startswith("mine can be run now") and "licence" in said
    code, said, _ = run("models", "--home", home, "list", "--json")
    (one,) = json.loads(said)["models"]
    assert (one["name"], one["source"], one["in_use"]) == ("mine", str(mine), False)
    assert "mine" in run("models", "list", "--home", home)[1]
    code, said, err = run("models", "add", str(mine), "--home", home)
    assert (code, said) == (1, "") and "there already" in err
    assert run("models", "remove", "mine", "--home", home)[0] == 0
    assert run("models", "remove", "mine", "--home", home)[0] == 1


def test_licences_are_told_by_files_and_by_the_list(tmp_path: Path) -> None:
    folder = tmp_path / "models"
    folder.mkdir()
    with (folder / "own.gguf").open("wb") as file:
        told = [gguf.entry("general.architecture", "llama"), gguf.entry("general.license", "mit")]
        gguf.write(file, [*told, gguf.entry("llama.context_length", 512)], [])
    practice_model.ensure(folder, "untold")
    found = ProfileOffline.at(tmp_path).library().licences()
    assert found["own"] == "mit" and found["qwen3:14b"] == "Apache 2.0" and "untold" not in found


def test_what_is_not_at_its_end_says_how_it_stands(tmp_path: Path) -> None:
    folder = tmp_path / "models"
    folder.mkdir()
    for name in ("begun", "stopped", "waiting"):
        Part(folder, name).keep(Record(f"https://m.example/{name}.gguf"))
    Part(folder, "stopped").stop()
    begin = datetime.now().astimezone() + timedelta(hours=3)
    hours = f"{begin:%H:%M}-{begin + timedelta(hours=1):%H:%M}"
    SettingsFile(tmp_path).save(Settings(provider_id="abc", models_hours=hours))
    with alone(folder, "waiting"):
        said = run("models", "list", "--home", str(tmp_path))[1]
    lines = {line.split()[0]: line for line in said.splitlines()}
    assert "unfinished" in lines["begun"] and f"waits until {begin:%H:%M}" in lines["waiting"]
    assert " stopped " in lines["stopped"].removeprefix("stopped")


def test_what_is_preferred_stays(tmp_path: Path) -> None:
    home, mine = tmp_path / "home", practice_model.ensure(tmp_path, "mine")
    assert run("models", "add", str(mine), "--home", str(home))[0] == 0
    SettingsFile(home).save(Settings(provider_id="abc", model="mine"))
    code, _, err = run("models", "remove", "mine", "--home", str(home))
    assert code == 1 and "the one that you prefer" in err
    assert "mine (it is the one that you prefer)" in run("models", "list", "--home", str(home))[1]


@pytest.mark.parametrize("source", ["http://host/x.bin", "ftp://host/x.gguf", "nowhere.gguf"])
def test_what_cannot_be_added(tmp_path: Path, source: str) -> None:
    code, _, err = run("models", "add", source, "--home", str(tmp_path))
    assert code == 1 and err.startswith("The model could not be downloaded: ")


async def test_the_owners_limits(tmp_path: Path) -> None:
    SettingsFile(tmp_path).save(Settings(provider_id="abc", models_quota_gib=1, models_hours="23:00-07:00"))
    shelf = ProfileOffline.at(str(tmp_path)).library()
    practice_model.ensure(tmp_path / "models", "there")
    big = tmp_path / "models" / "big.gguf"
    big.write_bytes(practice_model.ensure(tmp_path, "x").read_bytes())
    with big.open("ab") as file:
        file.truncate(2**30)
    with pytest.raises(DownloadFailed, match="may have"):
        await shelf.add(str(practice_model.ensure(tmp_path, "mine")), "", False, lambda have, total: None)


async def test_from_an_address(tmp_path: Path) -> None:
    content = practice_model.ensure(tmp_path, "x").read_bytes()
    async with FaultyServer([content], random.Random(0)) as server:
        added = await ProfileOffline.at(str(tmp_path)).library().add(server.url, "", False, lambda have, total: None)
    assert added["name"] == "model" and added["size_bytes"] == len(content)
    assert added["note"] == UNTOLD


async def test_a_start_says_which_download_a_full_disk_ended_and_goes_on_with_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, told, keep = practice_model.ensure(tmp_path, "x").read_bytes(), list[tuple[str, str]](), Part.keep
    models = tmp_path / "models"
    models.mkdir()

    def full(part: Part, record: Record) -> None:
        if part.name == "full":
            raise OSError(errno.ENOSPC, "No space left on device")
        keep(part, record)

    async with FaultyServer([content], random.Random(0)) as server:
        for name in ("full", "model"):
            Part(models, name).keep(Record(server.url.replace("files/model", f"files/{name}")))
        monkeypatch.setattr(Part, "keep", full)
        await go_on(tmp_path, lambda key, sentence: told.append((key, sentence)))
    assert (models / "model.gguf").read_bytes() == content
    ((key, sentence),) = told
    assert key == "download full" and sentence.startswith("full: The disk is full: There is no room left")


async def test_the_program_goes_on_with_what_it_was_fetching(tmp_path: Path) -> None:
    content, told = practice_model.ensure(tmp_path, "x").read_bytes(), []
    models = tmp_path / "models"
    models.mkdir()
    async with FaultyServer([content], random.Random(0)) as server:
        for name, url in (("model", server.url), ("gone", server.url.replace("files/model", "files/gone"))):
            part = Part(models, name)
            part.open()
            part.write(content[:1000])
            part.keep(Record(url, sha256="0" * 64 if name == "gone" else ""))
            part.close()
        await go_on(tmp_path, lambda key, sentence: told.append(sentence))
        assert sorted(request.begin or 0 for request in server.asked if request.end is None) == [1000, 1000]
    assert (models / "model.gguf").read_bytes() == content
    (sentence,) = told
    assert sentence.startswith("gone: ") and "SHA-256" in sentence
