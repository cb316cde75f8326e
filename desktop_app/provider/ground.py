"""What every room of a provider stands on: the ports, the owner's terms, and what all of them read and ring."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.provider.floor import Floor
from desktop_app.provider.gate import Gate
from desktop_app.provider.needs import Ports
from desktop_app.provider.notices import Notices
from desktop_app.provider.speeds import Speeds
from desktop_app.provider.terms import Terms
from desktop_app.provider.waiting import Bell


class Ground:
    """One network's and one provider id's. `terms` are those of the start; `work_waits` rings when a job may start
    that could not before; `touch` says that what the owner reads changed; `unit` names the network's money."""

    def __init__(
        self, network: str, provider_id: str, ports: Ports, terms: Terms, touch: Callable[[], None],
        unit: Callable[[], str],
    ) -> None:  # fmt: skip
        self.network, self.provider_id, self.ports, self.terms, self.touch = network, provider_id, ports, terms, touch
        self.unit = unit
        self.gate, self.notices = Gate(ports.clock), Notices(touch)
        self.floor, self.speeds, self.work_waits = Floor(), Speeds(), Bell()
