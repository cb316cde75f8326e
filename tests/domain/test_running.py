"""Which process of ours is what, by the words it was started with."""

import pytest

from desktop_app.domain.running import Running, home_of, to_start_again


@pytest.mark.parametrize(
    ("words", "environment", "home"),
    [
        ([], {}, None),
        (["--guarded", "--home", "/a b", "--practice"], {}, "/a b"),
        (["--home=/x"], {}, "/x"),
        (["--home", "/x"], {"AITBC_PROVIDER_HOME": "/y"}, "/x"),
        ([], {"AITBC_PROVIDER_HOME": "/y"}, "/y"),
        (["--home"], {}, None),
    ],
)
def test_the_profile_is_the_words_before_the_environments(words, environment, home):
    assert home_of(words, environment) == home


@pytest.mark.parametrize(
    ("words", "is_program", "is_child"),
    [
        ((), True, False),
        (("--guarded", "--minimised"), True, False),
        (("_child", "engine"), False, True),
        (("practice-network", "--port", "0"), False, False),
        (("quit", "--home", "/x"), False, False),
        (("--self-test", "--home", "/x"), False, False),
    ],
)
def test_programs_children_and_verbs_are_told_apart(words, is_program, is_child):
    running = Running(7, words)
    assert (running.is_program, running.is_child) == (is_program, is_child)


def test_what_is_started_again_is_each_profiles_program_once_and_with_its_guard():
    found = [
        Running(1, ("--practice",)),
        Running(2, ("--guarded", "--practice", "--minimised")),
        Running(3, ("--home", "x", "--network", "https://n"), "/run/x"),
        Running(4, ("--headless",), "/from/environment"),
        Running(5, ("_child", "engine")),
        Running(6, ("status",)),
        Running(8, user="the user ann"),
    ]
    assert to_start_again(found) == [
        ("--guarded", "--practice", "--minimised"),
        ("--network", "https://n", "--minimised", "--home", "/run/x"),
        ("--headless", "--home", "/from/environment"),
    ]


def test_people_read_whose_process_it_is():
    assert Running(8, user="the user ann").said == "process 8 of the user ann"
    assert Running(9, ("--home", "/x"), "/x").said == "process 9 on the profile /x"
    assert Running(9).said == "process 9 on the usual profile"
    assert Running(9, ("practice-network",)).said == "process 9 (practice-network)"
