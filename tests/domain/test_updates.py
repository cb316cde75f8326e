"""What a manifest may say, and when an update has to wait."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.updates import (
    LARGEST_PACKAGE,
    LONGEST_NOTE,
    MOST_NOTES,
    UpdateRefused,
    newer,
    number,
    read_manifest,
    why_not_now,
)

NOW = datetime(2026, 5, 1, tzinfo=UTC)
PACKAGE = {"url": "https://example.org/a.tar.xz", "size": 10, "sha256": "0" * 64}
GOOD = {"format": 1, "version": "1.2.3", "published": "2026-05-01T00:00:00Z", "notes": [], "packages": {"x": PACKAGE}}


def text(**changes):
    return json.dumps({**GOOD, **changes}).encode()


def test_a_good_manifest_is_read():
    found = read_manifest(text(notes=["One", "Two\nlines"]))
    assert (found.version, found.published, found.notes) == ("1.2.3", NOW, ("One", "Two lines"))
    assert found.packages["x"].size == 10


@pytest.mark.parametrize(
    "changes",
    [
        {"format": 2}, {"version": "1.2"}, {"version": "1.2.3-rc1"}, {"version": "01.2.3"}, {"version": None},
        {"published": "soon"}, {"published": None}, {"notes": "text"}, {"notes": [1]}, {"packages": []},
        {"packages": {"x": None}},
        *({"packages": {"x": {**PACKAGE, **bad}}} for bad in (
            {"url": "http://example.org/a"}, {"url": "file:///etc/passwd"}, {"url": 1}, {"url": "https://"},
            {"size": 0}, {"size": True}, {"size": LARGEST_PACKAGE + 1}, {"sha256": "0" * 63}, {"sha256": "G" * 64},
        )),
    ],
)  # fmt: skip
def test_anything_else_is_refused(changes):
    with pytest.raises(UpdateRefused):
        read_manifest(text(**changes))


@given(st.binary(max_size=200) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s),
).map(lambda value: json.dumps(value).encode()))  # fmt: skip
def test_noise_is_refused_and_nothing_else_happens(content):
    with pytest.raises(UpdateRefused):
        read_manifest(content)


def test_notes_are_bounded_and_printable():
    found = read_manifest(text(notes=["a\x1b[31m" + "b" * 1000] * 100))
    assert len(found.notes) == MOST_NOTES
    assert all(len(note) <= LONGEST_NOTE and note.isprintable() for note in found.notes)


@given(st.tuples(*[st.integers(0, 99_999)] * 3), st.tuples(*[st.integers(0, 99_999)] * 3))
def test_versions_are_compared_by_their_numbers(one, other):
    def say(numbers):
        return ".".join(map(str, numbers))

    assert (number(say(one)) < number(say(other))) == (one < other)


def test_only_a_higher_version_is_taken_and_an_older_offer_is_refused():
    offered = read_manifest(text())
    assert newer(offered, "1.2.2", "")
    assert newer(offered, "1.2.2", "1.2.3")
    assert not newer(offered, "1.2.3", "1.2.3")
    assert not newer(offered, "1.10.0", "")
    with pytest.raises(UpdateRefused):
        newer(offered, "1.0.0", "1.2.4")


def test_it_waits_for_jobs_and_reservations():
    hour = timedelta(hours=1)
    assert why_not_now(0, 0, [(NOW - hour, NOW), (NOW + hour, NOW + 2 * hour)], NOW) == ""
    assert "running" in why_not_now(1, 0, [], NOW)
    assert "waiting" in why_not_now(0, 2, [], NOW)
    assert "reserved" in why_not_now(0, 0, [(NOW, NOW + hour)], NOW)
