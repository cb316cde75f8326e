"""How the network rates this provider, our own record beside it, and why the two differ."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.answers import OwnRecord, Reputation
from desktop_app.domain.jobs import Outcome
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.ports import Rating
from desktop_app.provider.services import Services

_FAILED = (Outcome.FAILED, Outcome.UNDELIVERED)
_CLOSE = 0.005


async def reputation(services: Services, provider_id: str) -> Reputation:
    """NetworkError when the network cannot be asked; a provider without a history there is no error."""
    rating = await services.ratings.rating(provider_id)
    totals = await services.ports.ledger.totals(services.network.name, provider_id)
    counts = await services.ports.journal.counts(services.network.name, provider_id)
    own = own_record(counts, totals.seconds / totals.jobs if totals.jobs else None)
    if rating is None:
        why = Phrase("The network knows no finished job of this provider yet.") if own.completed + own.failed else ""
        return Reputation(None, None, None, None, "", own, why)
    return Reputation(
        rating.score, rating.success_rate, rating.response_time, rating.satisfaction, rating.level, own,
        why_different(rating, own),
    )  # fmt: skip


def own_record(counts: Mapping[Outcome, int], seconds_a_job: float | None) -> OwnRecord:
    completed = counts.get(Outcome.COMPLETED, 0)
    failed = sum(counts.get(outcome, 0) for outcome in _FAILED)
    return OwnRecord(completed, failed, completed / (completed + failed) if completed + failed else None, seconds_a_job)


def why_different(rating: Rating, own: OwnRecord) -> str:
    """A sentence, or "" when both tell the same."""
    theirs, ours = rating.completed + rating.failed, own.completed + own.failed
    if theirs > ours:
        return Phrase(
            "The network counts {theirs} jobs, this profile's journal {ours}: the others ran in another "
            "profile, or somebody else wrote them there (this network lets anybody write).",
            theirs=theirs,
            ours=ours,
        )
    if theirs < ours:
        return Phrase(
            "The network counts {theirs} of the {ours} jobs in this profile's journal; the others are to come.",
            theirs=theirs,
            ours=ours,
        )
    if own.success_rate is not None and abs(own.success_rate - (rating.success_rate or 0.0)) > _CLOSE:
        return Phrase(
            "The network judged some jobs otherwise than they ended here, as when a result arrived after a cancel."
        )
    return ""
