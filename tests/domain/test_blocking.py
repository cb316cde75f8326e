"""Customers whose work the owner does not take."""

import pytest

from desktop_app.domain.blocking import parse


def test_names_are_taken_once():
    assert parse(["ait1a", "ait1b", "ait1a"]) == {"ait1a", "ait1b"}
    assert parse([]) == frozenset()


@pytest.mark.parametrize("wrong", ["ait1a", [""], [3], ["x" * 201], None, ["x"] * 1001])
def test_what_is_no_list_of_names_is_refused(wrong):
    with pytest.raises(ValueError, match="customers must be"):
        parse(wrong)
