"""The form of a new contract, by the rules of `domain.contracts` and what is promised to everybody anyway."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from desktop_app.domain import contracts
from desktop_app.domain.contracts import ContractTerms
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.sla import Sla, for_contract
from desktop_app.provider.ports.agreed_desk import AgreedDesk
from desktop_app.ui.settings import agreement_words as words
from desktop_app.ui.settings.agreement_forms import Form, amount_entry, pick_entry, text_entry, tick_entry, whole_entry
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.translated import tr

CUSTOMER = Phrase("The name or address that the customer's jobs carry.")


def contract_form(
    desk: AgreedDesk, tasks: Tasks, unit: str, tiers: Sequence[str], act: Callable[[ContractTerms], Awaitable[str]]
) -> Form[ContractTerms]:
    """`tiers` are the names of those in force."""
    usual = tr("By what each job pays, as always")
    entries = {
        "client_id": text_entry(tr("Customer"), CUSTOMER),
        "buyer_address": text_entry(
            tr("The customer's payment address (may stay empty)"), tr("With it only jobs paid from there count."),
            argument=lambda text: text or None,
        ),
        "duration_hours": amount_entry(tr("Hours of the card"), "20", tr("Hours of work, not of waiting.")),
        "fixed_rate": amount_entry(tr("Fixed price of an hour, in {unit}", unit=unit), "0.08"),
        "valid_for": whole_entry(tr("At the longest"), 1, 366, 90, tr(" days"), lambda days: f"{days}d"),
        "tier": pick_entry(
            tr("Tier of its jobs"), [("", usual), *((name, name) for name in tiers)],
            tr("It decides their share of the card and how many run at once.") if tiers
            else tr("You have no tiers; they are made on the page Tiers."),
        ),
        "guaranteed_availability": whole_entry(
            tr("Availability that you promise"), 0, 100, 0, "%", lambda share: str(share / 100),
            tr("Of the hours that you offer; 0 promises nothing."),
        ),
        "sla_penalties": tick_entry(
            tr("Penalties"), tr("Owe one for days that miss a promise"),
            tr("It is noted as owed; the network has no way to pay it."),
        ),
    }  # fmt: skip
    return Form(
        entries, tr("Make this contract"), tasks,
        sample={"client_id": "x", "duration_hours": 1, "fixed_rate": 0, "guaranteed_availability": 1},
        read=lambda **given: _read(desk.sla, **given), act=act,
        told=lambda terms: words.contract_does(terms, unit, desk.now(), for_contract(desk.sla, terms.availability)),
    )  # fmt: skip


def _read(general: Sla | None, **given: Any) -> ContractTerms:
    """As `contracts.parse`; a penalty needs something that can be missed."""
    terms = contracts.parse(**given)
    promised = for_contract(general, terms.availability)
    targets = (promised.availability, promised.response_time, promised.completion_rate)
    if terms.penalties and all(target is None for target in targets):
        raise ValueError(
            Phrase("sla_penalties need a promise that can be missed: promise an availability, or leave them out")
        )
    return terms
