"""What the marketplace shows to everybody: others' offers for a similar card, ours, and what is published of us."""

from __future__ import annotations

import json
from collections.abc import Callable

from desktop_app.domain.phrases import Phrase
from desktop_app.domain.state import AppState
from desktop_app.provider.needs import Ports
from desktop_app.provider.ports.office import MarketView
from desktop_app.provider.provider import Provider

NO_SWARM = Phrase("No swarm was joined, so nothing is shared with one.")


class Market:
    """`look()` reads the market's list once."""

    def __init__(self, provider_id: str, provider: Provider, ports: Ports, state: Callable[[], AppState]) -> None:
        self._me, self._provider, self._ports, self._state = provider_id, provider, ports, state

    async def look(self) -> MarketView:
        """NetworkError when the market cannot be read."""
        price = self._provider.policies.prices.per_hour
        if self._ports.market is None:
            return MarketView(price=price, shared=self._shared(),
                              note=Phrase("No marketplace is known on this network."))
        found = [offer for offer in await self._ports.market.offers() if offer.is_live]
        others = [offer for offer in found if offer.provider != self._me and offer.price > 0]
        card = self._state().gpu.name
        similar = [offer for offer in others if card and _same_class(offer.card, card)]
        chosen, note = (similar, "") if similar else (others, Phrase("No offer of a similar card; these are all."))
        return MarketView(
            prices=tuple(sorted(offer.price for offer in chosen)),
            price=price,
            offers=tuple((o.provider, o.card or o.name, o.region, o.price) for o in chosen),
            ours=sum(1 for offer in found if offer.provider == self._me),
            similar_to=card,
            shared=self._shared(),
            note=note if others else "",
        )

    def _shared(self) -> tuple[str, ...]:
        """Sentences on what everybody may read about this machine."""
        state = self._state()
        models = ", ".join(self._provider.offering.models()) or Phrase("none")
        card = Phrase("Card: none, the processor works.")
        if state.gpu.name:
            card = Phrase("Card: {card}, its memory and architecture.", card=state.gpu.name)
        told = next(iter(self._provider.swarm.says.values()), None)
        swarm = json.dumps(told, ensure_ascii=False)
        return (
            Phrase("Provider id: {provider}.", provider=state.provider_id),
            card,
            Phrase("Models: {models}.", models=models),
            Phrase("Price, region where you set one, and how many jobs may run at once."),
            Phrase("To everybody, as a member of a swarm: {told}.", told=swarm) if told else NO_SWARM,
        )


def _same_class(card: str, ours: str) -> bool:
    """The same model number, as "4090" in both names."""
    numbers = {word for word in ours.lower().split() if any(c.isdigit() for c in word)}
    return bool(numbers & set(card.lower().split())) if numbers else card.lower() == ours.lower()

