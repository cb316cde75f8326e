"""What the wizard says. Plain text in, plain text out; no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from desktop_app.domain.connection import Part
from desktop_app.domain.first_price import Outlook, Suggested
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.score import Measured
from desktop_app.domain.state import GpuView
from desktop_app.provider.onboarding.errands import Errand, Stand
from desktop_app.provider.onboarding.ports import Found, FoundModel, FoundRuntime
from desktop_app.provider.onboarding.wizard import Wizard
from desktop_app.ui import measures, words
from desktop_app.ui.translated import shown, tr, trn

PRIVACY = Phrase(
    "On this network the text of every job and its answer stand in public receipts that anybody can read. This "
    "program never writes them to its logs or shows them to you, but it cannot keep others from reading them there."
)
PRACTICE_PRIVACY = Phrase(
    "While you practise nothing leaves this computer: customers, jobs and money are made up. On a real network the "
    "text of every job and its answer stand in public receipts."
)
PAYEE = Phrase(
    "Customers of this network name the address that is paid. A job whose payment goes to another address than yours "
    "is refused, so enter the address that belongs to you."
)
GET_A_KEY = Phrase(
    "A hub is run by an operator. Ask the operator for a miner key: whoever has it can take jobs there in your name, "
    "so it is kept in this computer's keyring and is never shown again."
)
OPERATOR = Phrase(
    "The program yields by itself: whoever sits at this computer gets the card back at once, without asking."
)


def card_line(card: GpuView) -> str:
    """The card in one line, or why there is none."""
    if not card.name:
        return words.sentences(card.why_none or tr("No card was found."), card.next_step)
    memory = measures.memory(card.memory_bytes) if card.memory_bytes else ""
    driver = tr("driver {driver}", driver=card.driver) if card.driver else ""
    return " · ".join(part for part in (card.name, memory, driver) if part)


def runtime_line(runtime: FoundRuntime) -> str:
    if runtime.name == "built-in":
        return tr("The built-in engine")
    return (
        tr("{name} at {url}", name=runtime.name, url=runtime.url)
        if runtime.url
        else tr("{name}, found by itself", name=runtime.name)
    )


def model_line(model: FoundModel) -> str:
    """ "llama3.1:8b · 5.4 GB · fits" """
    size = measures.size(model.size) if model.size else tr("size not told")
    fits = tr("fits") if model.fits else tr("too large for this machine")
    practice = tr("for practice only: its text is nonsense") if model.is_practice else ""
    return " · ".join(part for part in (model.name, size, fits, practice) if part)


def models(found: Found | None) -> str:
    """What can be run, one model a line."""
    if found is None:
        return tr("Looking …")
    if not found.models:
        notes = " ".join(shown(runtime.note) for runtime in found.runtimes if runtime.note)
        return tr("No model is installed yet. {notes}", notes=notes).strip()
    return "\n".join(model_line(model) for model in found.models[:8]) + _more(len(found.models) - 8)


def _more(count: int) -> str:
    return tr("\nand {count} more", count=count) if count > 0 else ""


def speed(measured: Measured, jobs: int) -> str:
    """What was measured, in one sentence."""
    model = measured.setting.model
    best = max(measured.levels, key=lambda level: level.tokens_per_s)
    one, most = measures.number(measured.one_stream), measures.number(best.tokens_per_s)
    first = tr("{model} writes {one} tokens/s for one job.", model=model, one=one)
    if best.streams > 1:
        first = tr(
            "{model} writes {one} tokens/s for one job, {most} tokens/s for {count} at once.",
            model=model, one=one, most=most, count=best.streams,
        )  # fmt: skip
    second = trn("One job runs at a time.", "Up to {n} jobs run at the same time.", jobs)
    return f"{first} {second}"


def measuring(wizard: Wizard) -> tuple[str, str]:
    """Where the measurement stands, and of what kind the sentence is."""
    errand = wizard.measuring
    if errand.is_running:
        return tr("{says} … You may go on meanwhile.", says=errand.says or tr("Starting")), "plain"
    if errand.stand is Stand.FAILED:
        return errand.says, "problem"
    if errand.result is not None:
        return speed(*errand.result), "good"
    if wizard.answers.is_measured:
        return tr("This machine was measured already."), "good"
    return tr("Not measured. You may skip this: jobs then run one at a time until it is measured."), "plain"


def parts(found: Sequence[Part]) -> list[tuple[str, str]]:
    """Each part of a network with the kind of its sentence."""
    told = []
    for part in found:
        mark = {True: tr("Works"), False: tr("Does not work"), None: tr("Not tried")}[part.works]
        step = "" if part.works else shown(part.next_step)
        sentence = f"{mark}: {shown(part.name)}: {shown(part.says)}."
        kind = {True: "good", False: "problem", None: "plain"}[part.works]
        told.append((f"{sentence} {step}.".replace("..", ".") if step else sentence, kind))
    return told


def errand(of: Errand[Any], running: str) -> tuple[str, str]:
    """What is said of something that runs or failed."""
    if of.is_running:
        return running, "plain"
    return (of.says, "problem") if of.stand is Stand.FAILED else ("", "plain")


def suggestion(found: Suggested, unit: str, *, asking: bool) -> str:
    """The suggested price with its reasons; while the market is asked only that, for it may change the price."""
    if asking:
        return tr("Asking the market what similar cards cost …")
    return tr(
        "Suggested: {per_hour} {unit}. {reasons}",
        per_hour=measures.exact(found.per_hour),
        unit=unit,
        reasons=" ".join(map(shown, found.reasons)),
    )


def day(wizard: Wizard) -> str:
    """About how much a day could bring, in sentences."""
    seen, unit = wizard.outlook, wizard.unit
    first = tr(
        "At {price} {unit} an hour, a day with {hours} offered hours brings at most {most} {unit}{seen}, before "
        "the network's fee, if all of them are asked for. How many are, nobody can promise.",
        price=measures.exact(wizard.price),
        unit=unit,
        hours=measures.exact(round(Decimal(seen.hours), 1)),
        most=_money(seen.most),
        seen=_worth(seen),
    )
    return f"{first} {_power(seen)}"


def _worth(seen: Outlook) -> str:
    return (
        tr(" ({worth} {currency} by what you say one is worth)", worth=_money(seen.worth), currency=seen.currency)
        if seen.worth is not None
        else ""
    )


def _power(seen: Outlook) -> str:
    if seen.electricity is None:
        return tr("What the electricity costs is not known: no price of a kWh was entered.")
    return tr(
        "The electricity for that costs up to {electricity} {currency}.",
        electricity=_money(seen.electricity),
        currency=seen.currency,
    )


def _money(amount: Decimal) -> str:
    return measures.exact(round(amount, 4 if amount < 1 else 2))


def who_pays(wizard: Wizard) -> str:
    """Whether anyone can pay now."""
    answers = wizard.answers
    if answers.is_practice:
        return tr(
            "Nobody pays: practice customers pay play money, which is worth nothing and never mixes with real money."
        )
    if not answers.payout_address.strip():
        return tr(
            "Nobody can be sure to pay you yet: no payout address is set, so a payment cannot be told from one to "
            "somebody else. Jobs without a payment are taken too, up to 20 a day, for your reputation."
        )
    checked = "" if wizard.testing.result is not None else tr(" The connection was not tested.")
    payee = short(answers.payout_address.strip())
    return tr(
        "Customers pay into escrow for {payee}; the network releases it after the job and keeps a fee. Jobs "
        "without a payment are taken too, up to 20 a day, for your reputation.{checked}",
        payee=payee,
        checked=checked,
    )


def short(address: str) -> str:
    """An address that fits a line."""
    return address if len(address) <= 20 else f"{address[:10]}…{address[-6:]}"
