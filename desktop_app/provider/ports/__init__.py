"""Every need of the services as a Protocol, by subject; app.py fills them."""

from desktop_app.provider.ports.agreements import Agreement, AgreementBook, Claims, EnergySum, Facts
from desktop_app.provider.ports.clock import Clock
from desktop_app.provider.ports.comfort import CapMarker, PowerControl, PowerLimit, WakeTimer
from desktop_app.provider.ports.desk import Desk, Earnings, Hook, Listener, Point, WordKeeper
from desktop_app.provider.ports.guide import ModelShelf, Rating, Ratings
from desktop_app.provider.ports.history import Alerts, Journal, Ledger, Measurements, Records, Yields
from desktop_app.provider.ports.machine import BlindSpot, CannotTell, Gpu, Machine, Notifier, SleepSignals, Watcher
from desktop_app.provider.ports.market import Marketplace, OfferBook, SwarmBoard
from desktop_app.provider.ports.money import MoneyRecords
from desktop_app.provider.ports.network import (
    Bonds,
    Chain,
    Coordinator,
    NetworkEarnings,
    Proof,
    Registration,
    ServerTraits,
)
from desktop_app.provider.ports.runtime import Child, Confined, Finish, Model, Piece, Roomy, Runtime, Spawn
from desktop_app.provider.ports.settings import KeysDesk, SettingsDesk, ShadowDesk

__all__ = [
    "Agreement",
    "AgreementBook",
    "Alerts",
    "BlindSpot",
    "Bonds",
    "CannotTell",
    "CapMarker",
    "Chain",
    "Child",
    "Claims",
    "Clock",
    "Confined",
    "Coordinator",
    "Desk",
    "Earnings",
    "EnergySum",
    "Facts",
    "Finish",
    "Gpu",
    "Hook",
    "Journal",
    "KeysDesk",
    "Ledger",
    "Listener",
    "Machine",
    "Marketplace",
    "Measurements",
    "Model",
    "ModelShelf",
    "MoneyRecords",
    "NetworkEarnings",
    "Notifier",
    "OfferBook",
    "Piece",
    "Point",
    "PowerControl",
    "PowerLimit",
    "Proof",
    "Rating",
    "Ratings",
    "Records",
    "Registration",
    "Roomy",
    "Runtime",
    "ServerTraits",
    "SettingsDesk",
    "ShadowDesk",
    "SleepSignals",
    "Spawn",
    "SwarmBoard",
    "WakeTimer",
    "Watcher",
    "WordKeeper",
    "Yields",
]
