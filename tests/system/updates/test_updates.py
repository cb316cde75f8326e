"""Updates against a real server, real archives and a real folder: taken whole, or not at all."""

import asyncio
import base64
import errno
import json
import os
import subprocess
import sys
import textwrap
from dataclasses import replace

import pytest

from desktop_app.domain.errors import AnswerLost, BadAnswer, NetworkError
from desktop_app.domain.running import Running
from desktop_app.domain.updates import UpdateFailed, UpdateRefused, newer
from desktop_app.system.updates import fetching
from desktop_app.system.updates.installed import FOLDER, InstalledUpdates
from desktop_app.system.updates.memory import MemoryFile
from desktop_app.system.updates.place import ARCHIVE, DEB, SETUP, Origin, Place, origin, place
from desktop_app.system.updates.swap import exchange
from tests.e2e.programs import environment
from tests.system.updates.conftest import PROGRAM, ROOT, packed, signing

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the portable folder of Linux")


async def taken(machine, version="0.1.0"):
    updates = machine.updates(version)
    manifest = await updates.manifest()
    assert newer(manifest, version, "")
    await updates.install(await updates.fetch(manifest.packages[ARCHIVE]), manifest.version)
    return updates


def untouched(machine, before):
    return (machine.version, machine.treasures(), sorted(f.name for f in machine.folder.parent.iterdir())) == (
        "0.1.0", before, ["aitbc-provider"],
    )  # fmt: skip


async def test_a_new_version_is_taken_and_the_old_one_goes_once_it_works(machine):
    before = machine.treasures()
    machine.release.publish("0.2.0")
    await taken(machine)
    assert machine.version == "0.2.0" and machine.treasures() == before
    after = machine.updates("0.2.0")
    assert not after.at_start()
    assert after.archive.beside.is_dir()
    after.proven()
    assert not after.archive.beside.exists() and not after.at_start()


async def test_what_is_new_is_told(machine):
    machine.release.publish("0.2.0")
    assert (await machine.updates().manifest()).notes == ("Faster start",)


@pytest.mark.parametrize("how", ["text", "signature", "stranger", "empty", "no json", "no envelope"])
async def test_a_manifest_that_was_tampered_with_is_refused(machine, how, tmp_path):
    before = machine.treasures()
    machine.release.publish("0.2.0")
    told = json.loads(machine.release.files["/manifest.json"])
    if how == "text":
        told["manifest"] = told["manifest"].replace("0.2.0", "0.3.0")
    elif how == "signature":
        told["signature"] = base64.b64encode(bytes(64)).decode()
    elif how == "stranger":
        signing().keys(tmp_path / "other")
        machine.release.publish("0.2.0", secret=tmp_path / "other")
        told = json.loads(machine.release.files["/manifest.json"])
    content = {"empty": b"", "no json": b"<html>", "no envelope": b"[1]"}.get(how, json.dumps(told).encode())
    machine.release.files["/manifest.json"] = content
    with pytest.raises(UpdateRefused):
        await machine.updates().manifest()
    assert untouched(machine, before)


async def test_a_signature_for_something_else_does_not_fit(machine):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    machine.release.publish("0.2.0")
    told = json.loads(machine.release.files["/manifest.json"])
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(machine.release.secret.read_bytes()))
    told["signature"] = base64.b64encode(key.sign(told["manifest"].encode())).decode()
    machine.release.files["/manifest.json"] = json.dumps(told).encode()
    with pytest.raises(UpdateRefused):
        await machine.updates().manifest()


async def test_a_download_that_breaks_off_is_thrown_away_and_a_later_one_works(machine):
    before = machine.treasures()
    machine.release.publish("0.2.0")
    machine.release.cut["/p-0.2.0.tar.xz"] = 100
    updates = machine.updates()
    package = (await updates.manifest()).packages[ARCHIVE]
    with pytest.raises(NetworkError):
        await updates.fetch(package)
    assert untouched(machine, before)
    machine.release.cut.clear()
    file = await updates.fetch(package)
    assert [f.name for f in (machine.profile / FOLDER).iterdir()] == [file.name]


@pytest.mark.parametrize("change", [lambda b: b[:-1], lambda b: b + b"x", lambda b: b[:-1] + bytes([b[-1] ^ 1])])
async def test_a_file_that_is_not_what_was_announced_is_refused(machine, change):
    before = machine.treasures()
    machine.release.publish("0.2.0")
    machine.release.files["/p-0.2.0.tar.xz"] = change(machine.release.files["/p-0.2.0.tar.xz"])
    updates = machine.updates()
    with pytest.raises(UpdateRefused):
        await updates.fetch((await updates.manifest()).packages[ARCHIVE])
    assert untouched(machine, before) and not list((machine.profile / FOLDER).iterdir())


async def test_a_downgrade_is_refused_everywhere(machine, tmp_path):
    before = machine.treasures()
    machine.release.publish("0.3.0")
    await machine.updates().manifest()
    machine.release.publish("0.2.0")  # genuine and newer than what runs, but older than what was offered
    with pytest.raises(UpdateRefused):
        await machine.updates().manifest()
    with pytest.raises(UpdateRefused):
        await machine.updates("0.2.0").install(packed(tmp_path / "old.tar.xz", "0.1.9"), "0.1.9")
    assert untouched(machine, before)


async def test_a_version_that_fails_its_self_test_does_not_take_over(machine):
    before = machine.treasures()
    machine.release.publish("0.2.0", code=1)
    with pytest.raises(UpdateFailed, match="self-test"):
        await taken(machine)
    assert untouched(machine, before)
    assert not machine.updates().at_start()


async def test_a_package_without_the_program_does_not_take_over(machine, tmp_path):
    before = machine.treasures()
    for name, content in {"noise": b"not an archive", "empty": b""}.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(UpdateFailed):
            await machine.updates().install(tmp_path / name, "0.2.0")
    with pytest.raises(UpdateFailed):
        await machine.updates().install(packed(tmp_path / "out.tar.xz", "0.2.0", root="../outside"), "0.2.0")
    assert untouched(machine, before) and not (machine.folder.parent.parent / "outside").exists()


async def test_on_a_full_disk_nothing_is_fetched(machine, monkeypatch):
    before = machine.treasures()
    machine.release.publish("0.2.0")
    updates = machine.updates()
    package = (await updates.manifest()).packages[ARCHIVE]
    with pytest.raises(UpdateFailed, match="free disk"):
        await updates.fetch(replace(package, size=2**50))

    async def full(*_arguments):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(fetching, "_written", full)
    with pytest.raises(UpdateFailed, match="No space"):
        await updates.fetch(package)
    assert untouched(machine, before) and not list((machine.profile / FOLDER).iterdir())


async def test_on_a_disk_that_fills_up_while_unpacking_the_old_version_stays(machine, monkeypatch):
    import tarfile

    before = machine.treasures()
    machine.release.publish("0.2.0")

    def full(self, path, **_how):
        path.mkdir()
        (path / "half").write_bytes(b"x")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(tarfile.TarFile, "extractall", full)
    with pytest.raises(UpdateFailed, match="No space"):
        await taken(machine)
    assert untouched(machine, before)


CRASH = """
import asyncio, os, sys
from pathlib import Path
from desktop_app.system.updates import archive, installed
from desktop_app.system.updates.place import ARCHIVE, Origin, Place

def die(*_): os._exit(9)
def after(real):
    def work(*arguments):
        real(*arguments)
        os._exit(9)
    return work

point, folder, profile, package = sys.argv[1], *map(Path, sys.argv[2:])
if point == "unpacking": archive.ArchiveInstall._unpacked = die
if point == "before the swap": archive.exchange = die
if point == "after the swap": archive.exchange = after(archive.exchange)
updates = installed.InstalledUpdates("0.1.0", profile, Origin("", ()), Place(ARCHIVE, folder, "aitbc-provider"))
asyncio.run(updates.install(package, "0.2.0"))
"""


@pytest.mark.parametrize("point", ["unpacking", "before the swap", "after the swap"])
async def test_a_crash_in_the_middle_leaves_one_whole_version(machine, tmp_path, point):
    before = machine.treasures()
    package = packed(tmp_path / "new.tar.xz", "0.2.0")
    command = [sys.executable, "-c", textwrap.dedent(CRASH), point, machine.folder, machine.profile, package]
    crash = await asyncio.to_thread(subprocess.run, [str(part) for part in command], env=environment(), cwd=ROOT)
    assert crash.returncode == 9
    version = "0.2.0" if point == "after the swap" else "0.1.0"
    assert machine.version == version and machine.treasures() == before
    started = machine.updates(version)
    assert not started.at_start()
    started.proven()
    assert not started.archive.beside.exists()
    if version == "0.1.0":
        machine.release.publish("0.2.0")
        await taken(machine)
        assert machine.version == "0.2.0"


@pytest.mark.logs("error")
async def test_a_version_that_does_not_stay_up_gives_way_and_is_not_taken_again(machine):
    machine.release.publish("0.2.0")
    await taken(machine)
    before = machine.treasures()
    assert [machine.updates("0.2.0").at_start() for _ in range(3)] == [False, False, True]
    assert machine.version == "0.1.0" and machine.treasures() == before
    assert not machine.updates("0.1.0").at_start()
    with pytest.raises(UpdateFailed, match="did not stay up"):
        await taken(machine)


@pytest.mark.logs("error")
async def test_a_version_that_cannot_open_the_profile_as_it_is_now_does_not_come_back(machine):
    machine.release.publish("0.2.0")
    updates = await taken(machine)
    (updates.archive.beside / "aitbc-provider").write_text("#!/bin/sh\nexit 1\n")
    assert [machine.updates("0.2.0").at_start() for _ in range(3)] == [False, False, False]
    assert machine.version == "0.2.0"


async def test_a_folder_that_another_profiles_program_runs_from_is_not_exchanged(release, machine):
    release.publish("0.2.0")
    package = (await machine.updates().manifest()).packages[ARCHIVE]
    ours = Running(5, ("_child", "engine"))
    there = [ours, Running(7, ("--home", "/other"), "/other")]
    where = Place(ARCHIVE, machine.folder, PROGRAM)
    updates = InstalledUpdates("0.1.0", machine.profile, machine.updates()._origin, where, running=lambda _: there)
    with pytest.raises(UpdateFailed, match="process 7 on the profile /other"):
        await updates.install(await updates.fetch(package), "0.2.0")
    assert machine.version == "0.1.0" and updates.at_start() is False
    there.pop()
    await updates.install(await updates.fetch(package), "0.2.0")
    assert machine.version == "0.2.0"


def test_a_swap_that_cannot_be_is_said(tmp_path):
    (tmp_path / "one").mkdir()
    with pytest.raises(UpdateFailed, match="could not be put in place"):
        exchange(tmp_path / "one", tmp_path / "other")
    assert (tmp_path / "one").is_dir()


def test_which_package_fits(tmp_path):
    mine = tmp_path / "p" / "aitbc-provider"
    mine.parent.mkdir()
    assert place(str(mine), frozen=False).kind == ""
    assert place(str(mine), frozen=True, platform="linux").kind == ARCHIVE
    assert place("/opt/aitbc-provider/aitbc-provider", frozen=True, platform="linux").kind == DEB
    assert place(str(mine), frozen=True, platform="win32").kind == SETUP


async def test_on_windows_the_installer_takes_over(tmp_path):
    started = []
    where = Place(SETUP, tmp_path, "aitbc-provider.exe")
    await InstalledUpdates("0.1.0", tmp_path, Origin("", ()), where, started.append).install(tmp_path / "s.exe", "0.2.0")
    assert started == [[str(tmp_path / "s.exe"), "/S", "/UPDATE", f"/PROFILE={tmp_path}"]]


def test_a_build_without_an_address_or_a_key_never_asks(machine):
    shipped = origin()
    assert InstalledUpdates("0.1.0", machine.profile, shipped, Place(ARCHIVE, machine.folder, "x")).kind == "" or (
        shipped.address.startswith("https://") and shipped.keys
    )


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"highest": 1}'])
def test_a_broken_memory_counts_as_none(tmp_path, content):
    file = MemoryFile(tmp_path)
    file.path.write_bytes(content)
    assert file.read().trial == ""
    assert file.change(highest="1.0.0").highest == MemoryFile(tmp_path).read().highest == "1.0.0"


async def test_a_file_larger_than_announced_is_not_read_to_its_end(machine):
    from desktop_app.net.downloads import download

    machine.release.files["/big"] = bytes(300_000)
    got = []
    with pytest.raises(BadAnswer):
        await download(f"{machine.release.url}/big", got.append, 1000, 10)
    machine.release.cut["/big"] = 10
    with pytest.raises(AnswerLost):
        await download(f"{machine.release.url}/big", got.append, 10**6, 10)
    with pytest.raises(BadAnswer):
        await download(f"{machine.release.url}/none", got.append, 10**6, 10)
