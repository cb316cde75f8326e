"""From a network's profile to its services: which network, with which key, at which addresses."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from desktop_app.domain.bonds import Bond
from desktop_app.domain.connection import Part
from desktop_app.domain.errors import ProfileError, WorldError, in_words
from desktop_app.domain.networks import PRACTICE, NetworkProfile, check_profile, check_url, usual_name
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.state import PLAY
from desktop_app.marketplace.bonds import HttpBonds
from desktop_app.marketplace.chain import HttpChain, rpc_beside
from desktop_app.marketplace.coordinator import HttpCoordinator
from desktop_app.marketplace.offers import HttpMarketplace
from desktop_app.marketplace.reputation import HttpRatings
from desktop_app.marketplace.swarm import HttpSwarmBoard
from desktop_app.provider.connection import examine
from desktop_app.system.logs import hide
from desktop_app.system.network_book import Ask, NetworkBook
from desktop_app.system.settings import Settings


@dataclass(frozen=True, slots=True)
class Reached:
    """A network's services, open. `market` and `swarm` are None where no address of a marketplace is known."""

    coordinator: HttpCoordinator
    chain: HttpChain
    ratings: HttpRatings
    market: HttpMarketplace | None
    bonds: HttpBonds
    swarm: HttpSwarmBoard | None = None


def nobody(_prompt: str) -> str | None:
    """Asks nobody: for programs without a terminal."""
    return None


def wanted(settings: Settings, named: str | None, rpc: str | None) -> NetworkProfile | None:
    """The network to offer on: the one of that name or address, else the active one, else None, the embedded
    practice network.

    An address that no profile has is used as it is, with this installation's own id. WorldError with one sentence
    when the network cannot be used as it is written down."""
    if named is None and not settings.active:
        return None
    wish = (named or settings.active).rstrip("/")
    known = next((n for n in settings.networks if wish in (n.name, n.url.rstrip("/"))), None)
    if known is None and named is None:
        raise ProfileError(
            Phrase("the settings name {active}, which is not among the networks", active=f"{settings.active!r}"),
            title=Phrase("There is no such network"),
            next_step=Phrase("Choose one with `aitbc-provider network use`"),
        )
    found = known or NetworkProfile(usual_name(wish), wish, settings.provider_id, rpc or "")
    _usable(found, is_named=known is not None)
    return found


def _usable(profile: NetworkProfile, *, is_named: bool) -> None:
    try:
        if is_named:
            check_profile(profile)
        else:  # its id is this installation's, which older versions let be anything
            check_url(profile.url, Phrase("the network's address"))
            if profile.rpc_url:
                check_url(profile.rpc_url, Phrase("the chain's address"))
    except ValueError as error:
        raise ProfileError(
            in_words(error),
            title=Phrase("This network cannot be used as it is set"),
            next_step=Phrase("Correct it and start again"),
        ) from None


async def key_for(profile: NetworkProfile, home: Path, given: str | None, ask: Ask) -> str:
    """The miner key: given, from the keyring, from the sealed file, or asked for; WorldError when nobody has it."""
    key = given or await asyncio.to_thread(NetworkBook(home).key, profile, ask)
    if not key:
        raise WorldError(
            Phrase("no miner key is known for this network"),
            title=Phrase("A key is missing"),
            next_step=Phrase(
                "Ask the network's operator for a miner key, then store it with `aitbc-provider network key` or "
                "put it into AITBC_PROVIDER_KEY"
            ),
        )
    hide(key)
    return key


@asynccontextmanager
async def opened(
    profile: NetworkProfile, key: str, home: Path, rpc: str | None = None, *,
    signing: Callable[[], bytes] | None = None,
) -> AsyncIterator[Reached]:  # fmt: skip
    """Clients for the network's services, closed on the way out. The client token is read from the profile `home` once
    somebody asks for what needs it; `signing` gives the key for what we tell others."""
    async with AsyncExitStack() as stack:
        coordinator = HttpCoordinator(profile.url, profile.provider_id, key)
        stack.push_async_callback(coordinator.close)
        chain = HttpChain(rpc or profile.rpc_url or rpc_beside(profile.url))
        stack.push_async_callback(chain.close)
        ratings = HttpRatings(profile.url)
        stack.push_async_callback(ratings.close)
        market = HttpMarketplace(profile.market_url) if profile.market_url else None
        if market is not None:
            stack.push_async_callback(market.close)
        swarm = HttpSwarmBoard(profile.market_url, signing) if profile.market_url and signing else None
        if swarm is not None:
            stack.push_async_callback(swarm.close)
        bonds = HttpBonds(profile.url, lambda: token_of(profile, home))
        stack.push_async_callback(bonds.close)
        yield Reached(coordinator, chain, ratings, market, bonds, swarm)


async def token_of(profile: NetworkProfile, home: Path, ask: Ask = nobody) -> str | None:
    """The client token that the owner pasted for this network, None where none was, or its passphrase is not known."""
    token = await asyncio.to_thread(NetworkBook(home).token, profile, ask)
    hide(token)
    return token


async def tested(profile: NetworkProfile, home: Path, ask: Ask = nobody) -> tuple[Part, ...]:
    """The connection, part by part. Nobody's key is needed to learn about the other parts."""
    key = await asyncio.to_thread(NetworkBook(home).key, profile, ask)
    hide(key)
    async with opened(profile, key or "none", home) as network:
        return await examine(
            network.coordinator, network.chain, network.market, network.ratings, profile.provider_id, has_key=bool(key)
        )


class ProfileNetworks:
    """Implements control.offline.Networks over one profile."""

    def __init__(self, home: Path) -> None:
        self._home, self._book = home, NetworkBook(home)

    def listed(self) -> list[Mapping[str, Any]]:
        settings = self._book.settings()
        embedded = NetworkProfile(PRACTICE, "", settings.provider_id, unit=PLAY)
        own = Phrase("its own", "key of the practice network")
        shown = [{**asdict(embedded), "key": own, "active": not settings.active}]
        for network in settings.networks:
            key = self._book.where_key_is(network)
            shown.append({**asdict(network), "key": key, "active": network.name == settings.active})
        return list(shown)

    def named(self, name: str) -> Mapping[str, Any]:
        return asdict(self._book.get(name))

    def add(self, **fields: str) -> Mapping[str, Any]:
        return asdict(self._book.add(NetworkProfile(**fields)))  # type: ignore[arg-type]

    def use(self, name: str) -> None:
        self._book.use("" if name == PRACTICE else name)

    def set_id(self, name: str, provider_id: str) -> Mapping[str, Any]:
        return asdict(self._book.set_id(name, provider_id))

    def keep_key(self, name: str, key: str, passphrase: str | None) -> str:
        return self._book.keep_key(self._book.get(name), key, passphrase)

    def forget_key(self, name: str) -> None:
        self._book.forget_key(self._book.get(name))

    def keep_token(self, name: str, token: str, passphrase: str | None) -> str:
        return self._book.keep_token(self._book.get(name), token, passphrase)

    def forget_token(self, name: str) -> None:
        self._book.forget_token(self._book.get(name))

    async def bond(self, name: str | None, ask: Ask) -> tuple[NetworkProfile, Bond | None]:
        profile = wanted(self._book.settings(), name, None)
        if profile is None:
            raise ValueError("the embedded practice network asks for no bond")
        bonds = HttpBonds(profile.url, lambda: token_of(profile, self._home, ask))
        try:
            return profile, await bonds.bond(profile.provider_id)
        finally:
            await bonds.close()

    async def test(self, name: str | None, ask: Ask) -> Sequence[Part]:
        if name is None or "://" in name:
            profile = wanted(self._book.settings(), name, None)
        else:
            profile = None if name == PRACTICE else self._book.get(name)
        if profile is None:
            return (
                Part(
                    Phrase("coordinator", "part of a network"),
                    True,
                    Phrase("the embedded practice network, with play money"),
                    needed=True,
                ),
            )
        return await tested(profile, self._home, ask)
