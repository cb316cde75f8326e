"""The verbs of `aitbc-provider network`: several networks side by side, their keys, and a test of the connection.

A key is never an argument, which other programs could read: it is asked for on the terminal or read from stdin."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from desktop_app.control import render
from desktop_app.control.client import Failed
from desktop_app.control.shapes import Json
from desktop_app.domain.bonds import BOND_FROM, CAUTION, explain
from desktop_app.domain.money import as_text

if TYPE_CHECKING:
    from desktop_app.control.verbs import Request

PASSPHRASE_VARIABLE = "AITBC_PROVIDER_PASSPHRASE"
_NEXT_START = "A running program goes on as it is until it is started again."
Add = Callable[..., argparse.ArgumentParser]


def add_to(verbs: Any, parser_class: type[argparse.ArgumentParser], add: Add) -> None:
    """Put `network …` among the verbs; `add(name, do, about, into)` makes one verb's parser."""
    about = "The networks to offer on, their keys, and whether they work."
    group: argparse.ArgumentParser = verbs.add_parser("network", help=about, description=about)
    into: Any = group.add_subparsers(metavar="WHAT", required=True, parser_class=parser_class)
    add("list", _list, "The networks, and which one is used.", into)
    new = add("add", _add, "A new network.", into)
    new.add_argument("name", help="what it is called; its books go by this name")
    new.add_argument("url", help="the coordinator's address, with its path prefix")
    for option, help_text in (
        ("--rpc", "the chain's address; beside the coordinator if not said"),
        ("--market", "the marketplace's address; offers are not listed without it"),
        ("--payout", "the address that payments are to go to"),
        ("--unit", "the name of its money, AITBC if not said"),
        ("--id", "the provider id; a readable one is made up if not said"),
    ):
        new.add_argument(option, default="", metavar=option.strip("-").upper(), help=help_text)
    add("use", _use, "Offer on this network from the next start on.", into).add_argument(
        "name", help='its name; "practice" is the embedded practice network'
    )
    add("test", _test, "What works and what does not.", into).add_argument("name", nargs="?", help="the one in use")
    chosen = add("id", _set_id, "Choose the provider id, once.", into)
    chosen.add_argument("name")
    chosen.add_argument("provider_id")
    _secret(add("key", _key, "Store the miner key, asked for here or read from stdin.", into))
    _secret(add("token", _token, "Store a client token, by which your bond can be read.", into))
    add("bond", _bond, "What a bond is needed for, and whether you have one.", into).add_argument(
        "name", nargs="?", help="the one in use"
    )


def _secret(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("name")
    verb.add_argument("--encrypted", action="store_true", help="in a file sealed with a passphrase, not in the keyring")
    verb.add_argument("--forget", action="store_true", help="forget the stored one instead")


def _list(request: Request) -> int:
    return request.show({"networks": request.offline.networks().listed()}, render.networks)


def _add(request: Request) -> int:
    a = request.args
    fields = {"name": a.name, "url": a.url, "rpc_url": a.rpc, "market_url": a.market, "payout_address": a.payout}
    found = _allowed(lambda: request.offline.networks().add(**fields, unit=a.unit or "AITBC", provider_id=a.id))
    return request.show(found, lambda n: f"Added {n['name']}; this provider is {n['provider_id']} there.")


def _use(request: Request) -> int:
    _allowed(lambda: request.offline.networks().use(request.args.name))
    return request.show({"active": request.args.name}, lambda n: f"Uses {n['active']} now. {_NEXT_START}")


def _set_id(request: Request) -> int:
    found = _allowed(lambda: request.offline.networks().set_id(request.args.name, request.args.provider_id))
    return request.show(found, lambda n: f"This provider is {n['provider_id']} on {n['name']} now. {_NEXT_START}")


def _test(request: Request) -> int:
    import asyncio

    parts = asyncio.run(request.offline.networks().test(request.args.name, ask_secret))
    bad = [part.name for part in parts if part.works is False or (part.needed and not part.works)]
    told = [
        {"name": p.name, "works": p.works, "says": p.says, "next_step": p.next_step or None, "needed": p.needed}
        for p in parts
    ]
    found: Json = {"ok": not bad, "parts": told}
    request.show(found, render.connection)
    if bad:
        raise Failed(f"Does not work: {', '.join(bad)}.")
    return 0


def _key(request: Request) -> int:
    networks = request.offline.networks()
    return _store(request, "miner key", networks.keep_key, networks.forget_key)


def _token(request: Request) -> int:
    networks = request.offline.networks()
    return _store(request, "client token", networks.keep_token, networks.forget_token)


def _store(
    request: Request, what: str, keep: Callable[[str, str, str | None], str], forget: Callable[[str], None]
) -> int:
    name = request.args.name
    if request.args.forget:
        _allowed(lambda: forget(name))
        return request.show({"network": name, "kept": None}, lambda n: f"No {what} is kept for {n['network']} now.")
    request.offline.networks().named(name)
    secret = ask_secret(f"{what.capitalize()} for {name}: ", may_read_stdin=True)
    if not secret:
        raise Failed(f"No {what} was given.")
    passphrase = _new_passphrase() if request.args.encrypted else None
    kept_in = {"network": name, "kept": _allowed(lambda: keep(name, secret, passphrase))}
    return request.show(kept_in, lambda n: f"The {what} for {n['network']} is kept in {n['kept']}.")


def _bond(request: Request) -> int:
    import asyncio

    networks = request.offline.networks()
    profile, bond = _allowed(lambda: asyncio.run(networks.bond(request.args.name, ask_secret)))
    found: Json = {
        "network": profile.name,
        "needed_from": as_text(BOND_FROM),
        "unit": profile.unit,
        "read": bond is not None,
        "status": bond.status or None if bond else None,
        "amount": None if bond is None or bond.amount is None else as_text(bond.amount),
        "is_good": bond.is_good if bond else None,
        "says": explain(bond, profile.unit),
        "caution": CAUTION,
    }
    return request.show(found, lambda b: f"{b['says']}\n{b['caution']}")


def ask_secret(prompt: str, may_read_stdin: bool = False) -> str | None:
    """A secret typed on the terminal without an echo; from a pipe only where that is said; None otherwise."""
    if sys.stdin is None:
        return None
    if sys.stdin.isatty():
        import getpass

        return getpass.getpass(prompt)
    return sys.stdin.readline().strip() if may_read_stdin else None


def _new_passphrase() -> str:
    given = os.environ.get(PASSPHRASE_VARIABLE)
    if given:
        return given
    first, second = ask_secret("New passphrase: "), ask_secret("Once more: ")
    if not first:
        raise Failed(f"A passphrase is needed: type it on a terminal, or put it into {PASSPHRASE_VARIABLE}.")
    if first != second:
        raise Failed("The two passphrases are not the same.")
    return first


def _allowed(work: Callable[[], Any]) -> Any:
    """What cannot be is one sentence."""
    try:
        return work()
    except ValueError as error:
        text = str(error)
        raise Failed(f"{text[:1].upper()}{text[1:]}.") from None
