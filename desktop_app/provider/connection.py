"""Test of a connection: which parts of a network work, which do not, and what to do. It only reads, and reads little.

Probes are known-good calls (protocol page, section 14, rule 14): the key is tried on our own job list, which changes
nothing and disturbs no running lane."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from desktop_app.domain.connection import Part
from desktop_app.domain.errors import BadAnswer, NetworkError, NotThere, RateLimited
from desktop_app.domain.phrases import Phrase, Several, together
from desktop_app.provider.ports import Chain, Coordinator, Marketplace, Ratings

NO_SUCH_JOB = "connection-test"
_COORDINATOR, _KEY = Phrase("coordinator", "part of a network"), Phrase("key", "part of a network")
_MARKETPLACE, _REPUTATION = Phrase("marketplace", "part of a network"), Phrase("reputation", "part of a network")
_KEY_STEP = Phrase("Ask the network's operator for a miner key and store it with `aitbc-provider network key`")
_CHAIN_STEP = Phrase("Check the chain's address (--rpc); it is what stands before /rpc/")
_MARKET_STEP = Phrase("Check the marketplace's address (--market); it is what stands before /v1/marketplace/")


async def examine(
    coordinator: Coordinator, chain: Chain, market: Marketplace | None, ratings: Ratings, provider_id: str,
    *, has_key: bool,
) -> tuple[Part, ...]:  # fmt: skip
    """One row a part: coordinator, key, escrow look-up, marketplace, reputation."""
    first = await _part(_COORDINATOR, lambda: _coordinator(coordinator), needed=True)
    if first.works:
        key = await _part(_KEY, lambda: _key(coordinator, has_key), needed=True, step=_KEY_STEP)
        reputation = await _part(_REPUTATION, lambda: _reputation(ratings, provider_id))
    else:
        key = Part(_KEY, None, Phrase("not tried: the coordinator does not answer"), needed=True)
        reputation = Part(_REPUTATION, None, Phrase("not tried: the coordinator does not answer"))
    escrow = await _part(Phrase("escrow look-up"), lambda: _escrow(chain), needed=True, step=_CHAIN_STEP)
    if market is None:
        offers = Part(_MARKETPLACE, None, Phrase("no address is set: jobs come all the same, offers are not listed"))
    else:
        offers = await _part(_MARKETPLACE, lambda: _market(market, provider_id), step=_MARKET_STEP)
    return first, key, escrow, offers, reputation


async def _part(name: str, probe: Callable[[], Awaitable[str]], *, needed: bool = False, step: str = "") -> Part:
    try:
        return Part(name, True, await probe(), needed=needed)
    except RateLimited as error:
        return Part(
            name,
            None,
            Phrase("the network asks for a pause of {retry_after} s", retry_after=f"{error.retry_after:.0f}"),
            Phrase("Try again then"),
            needed,
        )
    except NetworkError as error:
        says = together(error.title, error.explanation, by=": ")
        wrong_place = isinstance(error, BadAnswer | NotThere)
        next_step = step if step and (wrong_place or not error.next_step) else error.next_step
        return Part(name, False, says, next_step, needed)


async def _coordinator(coordinator: Coordinator) -> str:
    traits = await coordinator.traits()
    if traits.is_play:
        return Phrase("answers; it is a practice network with play money")
    return Phrase("answers") if traits.told else Phrase("answers, but does not tell what it is")


async def _key(coordinator: Coordinator, has_key: bool) -> str:
    if not has_key:
        raise NetworkError(Phrase("no miner key is stored for this network"), next_step=_KEY_STEP)
    running = len(await coordinator.running_jobs())
    return Several("accepted; {n} job of ours run there", "accepted; {n} jobs of ours run there", running)


async def _escrow(chain: Chain) -> str:
    await chain.escrow(NO_SUCH_JOB)
    return Phrase("works: payments can be checked before work")


async def _market(market: Marketplace, provider_id: str) -> str:
    live = sum(1 for offer in await market.listed(provider_id) if offer.is_live)
    return Several("answers; {n} offer of ours are listed", "answers; {n} offers of ours are listed", live)


async def _reputation(ratings: Ratings, provider_id: str) -> str:
    found = await ratings.rating(provider_id)
    if found is None:
        return Phrase("answers; it has no record of this provider yet")
    return Phrase(
        "trust score {score} of 1000, {completed} jobs completed, {failed} failed",
        score=f"{found.score:.0f}",
        completed=found.completed,
        failed=found.failed,
    )
