"""Every way through the wizard, without a screen."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from desktop_app.domain.downloads import Fetched
from desktop_app.domain.errors import ProfileError
from desktop_app.domain.hours_choice import Hours
from desktop_app.domain.typed_numbers import Marks
from desktop_app.provider.onboarding.answers import PAGES, PROCESSOR, Answers, Page, content, from_content
from desktop_app.provider.onboarding.errands import BROKEN, Stand
from desktop_app.provider.onboarding.ports import Begun, FoundRuntime
from desktop_app.provider.onboarding.wizard import Wizard
from tests.provider.onboarding.needs import FOUND, HUB, KEY, MEASURED, PAYEE, PRICES, REFUSED, House, MemoryKept

Act = Callable[["Walk"], None]


class Walk:
    """A wizard, and the plain rules that it has to keep."""

    def __init__(self) -> None:
        self.house = House()
        self.wizard = Wizard(self.house.needs())
        self.at, self.practice, self.hub, self.key, self.read = 0, True, "", False, False

    def may_leave(self) -> bool:
        page = PAGES[self.at]
        if self.practice or page not in (Page.NETWORK, Page.READY):
            return True
        return self.hub == HUB and self.key if page is Page.NETWORK else self.read

    def next(self) -> None:
        goes = self.at < len(PAGES) - 1 and self.may_leave()
        assert self.wizard.next() is goes
        self.at += goes

    def back(self) -> None:
        assert self.wizard.back() is (self.at > 0)
        self.at = max(0, self.at - 1)

    def crash(self) -> None:
        """The program died: what was said is there, the key is not."""
        self.wizard = Wizard(self.house.needs())
        assert self.wizard.is_resumed
        self.key = False

    def cancel(self) -> None:
        self.wizard.cancel()
        assert self.wizard.is_over and self.wizard.is_cancelled
        self.crash()

    def change_network(self) -> None:
        self.practice = not self.practice
        self.wizard.change(is_practice=self.practice)

    def good_hub(self) -> None:
        self.hub = HUB
        self.wizard.change(hub_url=HUB, payout_address=PAYEE)

    def bad_hub(self) -> None:
        self.hub = "http://hub.example"
        self.wizard.change(hub_url=self.hub)

    def type_key(self) -> None:
        self.key = True
        self.wizard.use_key(KEY)

    def read_it(self) -> None:
        self.read = not self.read
        self.wizard.change(understood=self.read)

    def state(self) -> tuple[object, ...]:
        return self.at, self.practice, self.hub, self.key, self.read

    def check(self) -> None:
        assert self.wizard.page is PAGES[self.at]
        assert bool(self.wizard.problems) is not self.may_leave()
        assert all(KEY not in json.dumps(written) for written in self.house.kept.writes)


ACTS: tuple[Act, ...] = (
    Walk.next, Walk.back, Walk.crash, Walk.cancel, Walk.change_network, Walk.good_hub, Walk.bad_hub, Walk.type_key, Walk.read_it,
)  # fmt: skip


def walked(path: tuple[Act, ...]) -> Walk:
    walk = Walk()
    for act in path:
        act(walk)
        walk.check()
    return walk


def test_every_state_is_reached_and_every_act_is_tried_in_it() -> None:
    """Breadth first over all states: five pages by network, hub, key and what was read."""
    ways: dict[tuple[object, ...], tuple[Act, ...]] = {Walk().state(): ()}
    waiting, steps = deque(ways), 0
    while waiting:
        state = waiting.popleft()
        for act in ACTS:
            after = walked((*ways[state], act)).state()
            steps += 1
            if after not in ways:
                ways[after] = (*ways[state], act)
                waiting.append(after)
    assert {state[0] for state in ways} == set(range(len(PAGES)))
    assert len(ways) == 5 * 2 * 3 * 2 * 2 and steps == len(ways) * len(ACTS)


async def finished(wizard: Wizard) -> None:
    await wizard.finishing.wait()


async def test_from_the_start_to_a_practice_offer_with_what_is_usual() -> None:
    house = House()
    wizard = Wizard(house.needs(), Answers(zone="Europe/Vienna"))
    wizard.look()
    wizard.ask_market()
    await wizard.looking.wait()
    for _ in PAGES[1:]:
        assert wizard.next()
    assert wizard.finish()
    await finished(wizard)
    assert wizard.is_over and not wizard.is_cancelled and house.kept.content is None
    ((answers, key),) = house.applied
    assert (answers.is_practice, answers.hours, answers.zone, key) == (True, Hours.ALWAYS, "Europe/Vienna", "")
    assert answers.price_per_hour == "0.1"


async def test_a_hub_with_a_key_that_is_given_on_and_never_kept() -> None:
    house = House()
    wizard = Wizard(house.needs())
    wizard.change(is_practice=False, hub_url=f"{HUB}/", payout_address=PAYEE, understood=True, name="Büro")
    assert not wizard.finish() and wizard.page is Page.NETWORK and set(wizard.problems) == {"key"}
    wizard.use_key(f" {KEY}\n")
    wizard.test()
    await wizard.testing.wait()
    assert house.calls == [("test", (HUB, KEY))]
    assert wizard.testing.result is not None and [part.works for part in wizard.testing.result] == [True, False]
    wizard.change(page=Page.READY)
    assert wizard.finish()
    await finished(wizard)
    assert house.applied[0][1] == KEY and wizard.profile.name == "hub.example/c"
    assert all(KEY not in json.dumps(written) for written in house.kept.writes)


async def test_a_stored_key_is_enough() -> None:
    house = House(stored={HUB})
    wizard = Wizard(house.needs())
    wizard.change(is_practice=False, hub_url=HUB, page=Page.NETWORK)
    assert "key" in wizard.problems
    wizard.know_key()
    await wizard._knowing.wait()
    assert wizard.problems == {}


async def test_what_cannot_be_put_in_force_is_said_and_can_be_tried_again() -> None:
    house = House(error=ProfileError("the disk is full"))
    wizard = Wizard(house.needs())
    assert wizard.finish()
    await finished(wizard)
    assert not wizard.is_over and "the disk is full" in wizard.finishing.says
    assert house.kept.content is not None
    wizard.finish()
    await finished(wizard)
    assert wizard.is_over and len(house.applied) == 1


@pytest.mark.logs("error")
async def test_our_own_bug_does_not_end_the_wizard() -> None:
    wizard = Wizard(House(error=LookupError("ours")).needs())
    wizard.finish()
    await finished(wizard)
    assert (wizard.finishing.stand, wizard.finishing.says, wizard.is_over) == (Stand.FAILED, BROKEN, False)


async def test_measuring_goes_on_over_pages_and_can_be_ended_and_begun_again() -> None:
    house = House()
    wizard = Wizard(house.needs())
    heard: list[tuple[str, float]] = []
    wizard.subscribe(lambda: heard.append((wizard.measuring.says, wizard.measuring.part)))
    wizard.measure()
    await wizard.looking.wait()
    wizard.next()
    while not house.calls:
        await asyncio.sleep(0)
    assert wizard.measuring.is_running and ("Loading llama3.1:8b", 0.1) in heard
    wizard.measuring.cancel()
    assert wizard.measuring.stand is Stand.IDLE and not wizard.answers.is_measured
    wizard.measure()
    house.may_measure.set()
    await wizard.measuring.wait()
    assert wizard.measuring.result == (MEASURED, 2) and wizard.answers.is_measured
    wizard.measure()
    wizard.measuring.cancel()
    assert wizard.measuring.stand is Stand.DONE and wizard.measuring.result == (MEASURED, 2)


async def test_the_list_of_models_follows_the_card_and_the_runtime() -> None:
    house = House(found=replace(FOUND, runtimes=(*FOUND.runtimes, FoundRuntime("built-in", "", False))))
    wizard = Wizard(house.needs(), Answers(runtime_url=FOUND.runtimes[0].url))
    assert not wizard.models_to_get.offers
    wizard.look()
    await wizard.looking.wait()
    here = {offer.source for offer in wizard.models_to_get.offers if offer.is_here}
    assert wizard.models_to_get.offers[0].source == "qwen3:8b" and here == {"llama3.1:8b"}
    wizard.change(runtime_url="")
    first = wizard.models_to_get.offers[0]
    assert first.source.endswith(".gguf") and "on a processor" in first.suggested
    house.found = replace(house.found, engine_on_card=True)
    wizard.look()
    await wizard.looking.wait()
    assert "a third of the card" in wizard.models_to_get.offers[0].suggested
    wizard.change(card=PROCESSOR)
    assert wizard.models_to_get.offers[0] == first


async def test_a_download_outlives_the_wizard_and_can_be_paused() -> None:
    house = House(begun=[Begun("tiny", "https://m.example/tiny.gguf", 0.5)])
    wizard = Wizard(house.needs())
    assert wizard.begun[0].part == 0.5
    wizard.fetch("https://m.example/tiny.gguf")
    while ("fetch", "https://m.example/tiny.gguf") not in house.calls:
        await asyncio.sleep(0)
    assert wizard.fetching.part == 0.25
    wizard.fetching.cancel()
    assert wizard.fetching.stand is Stand.IDLE
    wizard.fetch("https://m.example/tiny.gguf")
    wizard.cancel()
    assert wizard.fetching.is_running
    house.may_fetch.set()
    await wizard.fetching.wait()
    assert wizard.fetching.result == Fetched("tiny") and not wizard.looking.is_running
    again = Wizard(house.needs())
    again.fetch("https://m.example/page")
    await again.fetching.wait()
    assert "must end in .gguf" in again.fetching.says
    again.fetch("https://m.example/tiny.gguf")
    await again.fetching.wait()
    await again.looking.wait()
    assert again.looking.result is not None


async def test_why_it_cannot_be_measured() -> None:
    house = House(speed_error=REFUSED)
    house.may_measure.set()
    wizard = Wizard(house.needs())
    wizard.measure()
    await wizard.measuring.wait()
    assert wizard.measuring.stand is Stand.FAILED and "a job is running" in wizard.measuring.says
    assert wizard.next()


async def test_trying_presence_ends_with_the_page() -> None:
    house = House()
    wizard = Wizard(house.needs(), Answers(page=Page.OWNER))
    wizard.sense()
    assert wizard.sensing.is_running
    wizard.next()
    assert not wizard.sensing.is_running
    wizard.back()
    wizard.sense()
    house.pressed.set()
    await wizard.sensing.wait()
    assert wizard.sensing.stand is Stand.DONE


async def test_the_price_follows_the_market_the_electricity_and_the_owner() -> None:
    house = House(asks=PRICES)
    wizard = Wizard(house.needs())
    assert wizard.price == Decimal("0.1")
    wizard.look()
    await wizard.looking.wait()
    wizard.ask_market()
    await wizard.market.wait()
    assert wizard.price == Decimal("0.3") and "3 similar cards ask 0.2 to 0.4" in wizard.suggested.reasons[0]
    wizard.change(per_kwh="0.40", token_worth="0.1")
    assert wizard.price == Decimal("0.3") and wizard.outlook.worth is None, "play money is worth nothing"
    wizard.change(is_practice=False)
    assert wizard.price == Decimal(1) and wizard.power.tokens_per_hour == Decimal("0.8")
    wizard.change(price_per_hour="2.5", hours=Hours.WEEKENDS)
    assert wizard.price == Decimal("2.5")
    assert wizard.outlook.hours == pytest.approx(60 / 7) and wizard.outlook.electricity is not None
    wizard.change(card=PROCESSOR)
    assert wizard.card_name == ""


@pytest.mark.parametrize(
    ("page", "answers", "field"),
    [
        (Page.NETWORK, {"is_practice": False, "hub_url": ""}, "hub_url"),
        (Page.NETWORK, {"is_practice": False, "hub_url": "http://hub.example"}, "hub_url"),
        (Page.NETWORK, {"is_practice": False, "hub_url": HUB, "hub_rpc": "x"}, "hub_rpc"),
        (Page.NETWORK, {"is_practice": False, "hub_url": HUB, "payout_address": "0x12"}, "payout_address"),
        (Page.NETWORK, {"is_practice": False, "hub_url": HUB, "payout_address": "0x" + "g" * 40}, "payout_address"),
        (Page.NETWORK, {"is_practice": False, "hub_url": HUB, "payout_address": "ait1A"}, "payout_address"),
        (Page.NETWORK, {"is_practice": False, "hub_url": HUB, "payout_address": "me"}, "payout_address"),
        (Page.NETWORK, {"name": "x" * 129}, "name"),
        (Page.PRICE, {"price_per_hour": "much"}, "price_per_hour"),
        (Page.PRICE, {"price_per_hour": "-1"}, "price_per_hour"),
        (Page.PRICE, {"per_kwh": "1e99"}, "per_kwh"),
        (Page.PRICE, {"is_practice": False, "token_worth": "0"}, "token_worth"),
        (Page.PRICE, {"zone": "Mars"}, "own_hours"),
        (Page.PRICE, {"hours": Hours.OWN, "own_hours": {"availability": 5}}, "own_hours"),
        (Page.OWNER, {"when_using": "never"}, "when_using"),
    ],
)
def test_a_field_that_cannot_be_is_explained(page: Page, answers: dict[str, object], field: str) -> None:
    wizard = Wizard(House().needs())
    wizard.change(page=page, **answers)
    wizard.use_key(KEY)
    assert set(wizard.problems) == {field}
    assert wizard.problems[field].endswith((".", "!")) or "such as" in wizard.problems[field]
    assert not wizard.next() and wizard.page is page


GERMAN = Marks(",", ".")


def test_a_number_is_an_answer_only_while_it_can_be_read() -> None:
    house = House()
    wizard = Wizard(house.needs(), Answers(page=Page.PRICE), GERMAN)
    for text in ("1", "1.", "1.5", "1.50", "1.500"):
        wizard.type_amount("price_per_hour", text)
    assert wizard.answers.price_per_hour == "" and wizard.answers.unread == {"price_per_hour": "1.500"}
    again = Wizard(house.needs(), marks=GERMAN)
    assert again.answers == wizard.answers and "can mean 1500 or 1.500" in again.problems["price_per_hour"]
    again.change(page=Page.READY)
    assert not again.finish() and again.page is Page.PRICE and not again.next()
    in_english = Wizard(house.needs())
    assert in_english.problems == {"price_per_hour": "Write this number again."}
    in_english.type_amount("price_per_hour", "1500")
    assert in_english.answers.price_per_hour == "1500" and in_english.answers.unread == {} == in_english.problems


@pytest.mark.parametrize("text", ["1.500", "abc", "0"])
def test_what_play_money_is_worth_is_not_asked(text: str) -> None:
    wizard = Wizard(House().needs(), Answers(page=Page.PRICE, is_practice=False), GERMAN)
    wizard.type_amount("token_worth", text)
    assert set(wizard.problems) == {"token_worth"} and not wizard.next()
    wizard.change(is_practice=True)
    assert wizard.problems == {} and wizard.next()
    wizard.change(is_practice=False, page=Page.PRICE)
    assert set(wizard.problems) == {"token_worth"}


def test_numbers_of_an_earlier_version_are_read_once() -> None:
    house = House(MemoryKept({"price_per_hour": "0,25", "per_kwh": "1.500", "token_worth": "1.234,5", "page": "price"}))
    wizard = Wizard(house.needs(), marks=GERMAN)
    answers = wizard.answers
    assert (answers.price_per_hour, answers.per_kwh, answers.token_worth) == ("0.25", "", "1234.5")
    assert answers.unread == {"per_kwh": "1.500"} and set(wizard.problems) == {"per_kwh"}
    wizard.type_amount("price_per_hour", "1,125")
    assert Wizard(house.needs(), marks=GERMAN).answers.price_per_hour == "1.125", "what is kept now is not read again"


@pytest.mark.parametrize("kept", [{}, {"unread": {"price_per_hour": 5, "name": "x", "per_kwh": "9" * 401}}, {"page": "gone", "hours": 5, "is_practice": "yes", "name": "\x00", "future": 1}])
def test_what_was_kept_and_cannot_be_read_is_asked_again(kept: dict[str, object]) -> None:
    house = House(MemoryKept(kept))
    assert Wizard(house.needs()).answers == Answers()


def test_answers_come_back_as_they_were() -> None:
    answers = Answers(Page.OWNER, "GPU-1", hours=Hours.OWN, own_hours={"availability": []}, understood=True, name="Büro")
    assert from_content(json.loads(json.dumps(content(answers)))) == answers
    assert FOUND.card.name
