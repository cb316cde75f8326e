"""The five pages: forward, back, cancelled, resumed after a crash; whatever draws them only reads and calls.

Each answer is kept at once, so that the next start goes on at the same page. The key is held in memory only, until
`finish` gives it to the keyring."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from desktop_app.domain import schedule
from desktop_app.domain.connection import Part
from desktop_app.domain.downloads import Fetched
from desktop_app.domain.first_price import Ask, Outlook, Power, Suggested, outlook, suggest
from desktop_app.domain.hours_choice import hours_a_day, spec_of
from desktop_app.domain.model_list import Choice
from desktop_app.domain.money import as_text
from desktop_app.domain.networks import NetworkProfile, usual_name
from desktop_app.domain.presence import Sighting
from desktop_app.domain.score import Measured
from desktop_app.domain.state import PLAY
from desktop_app.domain.typed_numbers import Marks
from desktop_app.provider.onboarding import amounts
from desktop_app.provider.onboarding.answers import PAGES, PROCESSOR, Answers, Page, content
from desktop_app.provider.onboarding.checks import problems
from desktop_app.provider.onboarding.errands import Errand, Stand
from desktop_app.provider.onboarding.first_models import suited
from desktop_app.provider.onboarding.ports import Begun, Fetch, Found, Needs

Listener = Callable[[], None]
WATTS_UNKNOWN = 200.0
"""What a card that reports no power limit is taken for."""


class Wizard:
    """`answers` so far, and the errands `looking`, `measuring`, `testing`, `market`, `sensing` and `finishing`."""

    def __init__(self, needs: Needs, start: Answers | None = None, marks: Marks | None = None) -> None:
        kept, self._marks = needs.kept.load(), marks or Marks()
        self.is_resumed = bool(kept)
        self.answers = amounts.resumed(kept, self._marks) if kept else start or Answers()
        self.can_autostart, self.can_keep_awake = needs.can_autostart, needs.can_keep_awake
        self._needs, self._key, self._key_is_kept = needs, "", False
        self._listeners: list[Listener] = []
        self.is_over = self.is_cancelled = False
        self._source = ""
        self.looking: Errand[Found] = Errand("look at the machine", self._changed)
        self.measuring: Errand[tuple[Measured, int]] = Errand("measure", self._changed)
        self.testing: Errand[Sequence[Part]] = Errand("test the connection", self._changed)
        self.market: Errand[Sequence[Ask]] = Errand("ask the market", self._changed)
        self.sensing: Errand[Sighting] = Errand("try presence", self._changed)
        self.fetching: Errand[Fetched] = Errand("download a model", self._changed)
        self.can_fetch = needs.fetch is not None
        self.finishing: Errand[bool] = Errand("finish the set-up", self._finished)
        self._knowing: Errand[bool] = Errand("is there a key", self._changed)
        self._errands: tuple[Errand[Any], ...] = (
            self.looking, self.measuring, self.testing, self.market, self.sensing, self.finishing, self._knowing,
        )  # fmt: skip
        needs.kept.save(content(self.answers))

    # ---- the pages -------------------------------------------------------------------------------------------

    @property
    def page(self) -> Page:
        return self.answers.page

    @property
    def is_first(self) -> bool:
        return self.page is PAGES[0]

    @property
    def is_last(self) -> bool:
        return self.page is PAGES[-1]

    @property
    def problems(self) -> Mapping[str, str]:
        """Why this page cannot be left forward: a sentence by field."""
        return self._problems(self.page)

    def next(self) -> bool:
        """To the next page; False when a field stands against it, or there is none."""
        if self.is_last or self.problems:
            self._changed()
            return False
        self._turn(1)
        return True

    def back(self) -> bool:
        """To the page before; what was said here stays. False on the first one."""
        if self.is_first or self.finishing.is_running:
            return False
        self._turn(-1)
        return True

    def cancel(self) -> None:
        """Later, then: what was said is kept, and the next time goes on here."""
        if not self.is_over and not self.finishing.is_running:
            self.is_over = self.is_cancelled = True
            self.close()
            self._changed()

    def finish(self) -> bool:
        """Put it in force; False when a field of any page stands against it, which is opened then. `is_over` says that
        it was done, `finishing` why not."""
        for page in PAGES:
            if self._problems(page):
                self.change(page=page)
                return False
        if not self.finishing.is_running:
            self.measuring.cancel()
            self.finishing.begin(self._apply)
        return True

    def change(self, **answers: Any) -> None:
        """Answers by name; kept at once."""
        self._take(replace(self.answers, **answers))

    def type_amount(self, field: str, text: str) -> None:
        """What stands in the field of a number, in the owner's marks; kept at once, too."""
        self._take(amounts.typed(self.answers, field, text, self._marks))

    def _take(self, new: Answers) -> None:
        if new != self.answers:
            self.answers = new
            self._needs.kept.save(content(new))
            self._changed()

    def close(self) -> None:
        """End everything that runs beside the pages."""
        for errand in self._errands:
            errand.cancel()

    def subscribe(self, listener: Listener) -> Listener:
        """Called after every change; the returned function ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    # ---- the key ---------------------------------------------------------------------------------------------

    @property
    def has_key(self) -> bool:
        """Typed now, or stored for this address before."""
        return bool(self._key) or self._key_is_kept

    def use_key(self, key: str) -> None:
        """Held in memory until the end."""
        self._key = key.strip()
        self._changed()

    def know_key(self) -> None:
        """Learn whether a key for the hub's address is stored already."""
        url = self.answers.hub_url.strip()

        async def ask() -> bool:
            self._key_is_kept = bool(url) and await self._needs.has_key(url)
            return self._key_is_kept

        self._knowing.begin(ask)

    # ---- errands ---------------------------------------------------------------------------------------------

    def look(self) -> None:
        """What this machine has."""
        self.looking.begin(self._needs.look)

    def measure(self) -> None:
        """How fast it is; goes on while other pages are open."""

        async def run() -> tuple[Measured, int]:
            found = await self._needs.measure(self.answers.model or None, self.measuring.progress)
            self.change(is_measured=True, jobs_at_once=found[1])
            return found

        self.measuring.begin(run)

    def test(self) -> None:
        """Whether the hub works with this key."""
        profile, key = self.profile, self._key
        self.testing.begin(lambda: self._test(profile, key))

    def fetch(self, source: str) -> None:
        """Download a model. It goes on when the wizard is closed, and with the program's next start."""
        if (get := self._needs.fetch) is not None:
            self._source = source
            self.fetching.begin(lambda: self._fetch(get, source))

    def pause_fetching(self) -> None:
        """What came is kept; the owner says when it goes on."""
        self.fetching.cancel()
        self._needs.stopped(self._source)

    @property
    def models_to_get(self) -> Choice:
        """Well-known models for what was found and chosen."""
        found = self.looking.result
        return Choice() if found is None else suited(found, self.answers)

    @property
    def begun(self) -> Sequence[Begun]:
        """Downloads that can go on."""
        return self._needs.begun()

    async def _fetch(self, get: Fetch, source: str) -> Fetched:
        fetched = await get(source, self.fetching.progress)
        if not self.is_over:
            self.look()
        return fetched

    def ask_market(self) -> None:
        """What others ask on the chosen network; nothing where no market is named."""
        url = "" if self.answers.is_practice else self.answers.hub_market.strip()
        if url or self.answers.is_practice:
            self.market.begin(lambda: self._market(url))

    def sense(self) -> None:
        """Wait for a key press."""
        self.sensing.begin(self._needs.sense)

    async def _test(self, profile: NetworkProfile, key: str) -> Sequence[Part]:
        return await self._needs.test(profile, key)

    async def _market(self, url: str) -> Sequence[Ask]:
        return await self._needs.ask_market(url)

    async def _apply(self) -> bool:
        priced = self.answers.price_per_hour or as_text(self.suggested.per_hour)
        await self._needs.apply(replace(self.answers, price_per_hour=priced.strip()), self._key)
        return True

    # ---- what follows from the answers -----------------------------------------------------------------------

    @property
    def unit(self) -> str:
        return PLAY if self.answers.is_practice else "AITBC"

    @property
    def card_name(self) -> str:
        found = self.looking.result
        return "" if found is None or self.answers.card == PROCESSOR else found.card.name

    @property
    def profile(self) -> NetworkProfile:
        """The hub as it was typed."""
        a = self.answers
        url = a.hub_url.strip().rstrip("/")
        return NetworkProfile(
            usual_name(url), url, "", a.hub_rpc.strip(), a.hub_market.strip(), a.payout_address.strip()
        )

    @property
    def power(self) -> Power:
        found = self.looking.result
        watts = found.card.power_limit if found and found.card.power_limit else WATTS_UNKNOWN
        # Play money is worth nothing and is never compared with real money.
        worth = None if self.answers.is_practice else amounts.known(self.answers.token_worth)
        return Power(watts, amounts.known(self.answers.per_kwh), worth or None, self.answers.currency or "EUR")

    @property
    def suggested(self) -> Suggested:
        return suggest(self.market.result, self.card_name, self.power, self.unit)

    @property
    def price(self) -> Decimal:
        """The owner's, else the suggested one; AITBC an hour."""
        typed = amounts.known(self.answers.price_per_hour)
        return self.suggested.per_hour if typed is None else typed

    @property
    def outlook(self) -> Outlook:
        try:
            hours = hours_a_day(schedule.parse(spec_of(self.answers.hours, self.answers.zone, self.answers.own_hours)))
        except ValueError:
            hours = 24.0
        return outlook(self.price, hours, self.power)

    # ---- inside ----------------------------------------------------------------------------------------------

    def _problems(self, page: Page) -> Mapping[str, str]:
        unread = amounts.unread(self.answers, self._marks) if page is Page.PRICE else {}
        return {**problems(page, self.answers, self.has_key), **unread}

    def _turn(self, step: int) -> None:
        self.sensing.cancel()
        self.change(page=PAGES[PAGES.index(self.page) + step])

    def _finished(self) -> None:
        if self.finishing.stand is Stand.DONE and not self.is_over:
            self.is_over = True
            self._needs.kept.forget()
            self.close()
        self._changed()

    def _changed(self) -> None:
        for listener in tuple(self._listeners):
            listener()
