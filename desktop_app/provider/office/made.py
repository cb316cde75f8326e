"""All desks of the window, over the running services."""

from __future__ import annotations

from desktop_app.provider.office.card import Card
from desktop_app.provider.office.changes import Applied, Changes, KeepSetting
from desktop_app.provider.office.journal import Jobs, Write
from desktop_app.provider.office.money import Money, Save
from desktop_app.provider.office.standing import Standing
from desktop_app.provider.ports.office import Browser, Office, Written
from desktop_app.provider.services import Services


def office(
    services: Services,
    browser: Browser,
    texts: Written,
    *,
    keep: KeepSetting,
    save: Save,
    write: Write,
    applied: Applied,
) -> Office:
    """`keep` writes one setting of the settings file, `save` a file for a spreadsheet, `write` any other; `applied` is
    the small file of the suggestions in force."""
    network, provider = services.network.name, services.provider
    me = provider.provider_id
    return Office(
        Jobs(network, me, browser, provider, services.rules, texts=texts, write=write),
        Money(
            network, me, browser, services.ports, reconciled=provider.reconciled, save=save,
            unit=lambda: provider.store.state.unit,
        ),
        Card(network, me, browser, services.ports, lambda: provider.store.state),
        Standing(services, browser, Changes(provider, services.rules, keep, applied)),
    )  # fmt: skip
