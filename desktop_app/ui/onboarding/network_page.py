"""Page two: practise first, or a hub with its address and key."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.phrases import Phrase
from desktop_app.provider.onboarding.wizard import Wizard
from desktop_app.ui.forms.fields import Choice, Field, Says, column_of, heading, line, put_text
from desktop_app.ui.forms.sheet import Sheet
from desktop_app.ui.onboarding import texts
from desktop_app.ui.translated import tr
from desktop_app.ui.widgets.text import em

PRACTICE, HUB = "practice", "hub"
_OPTIONS = (
    (PRACTICE, Phrase("Practise first"),
     Phrase("Made-up customers and play money, all on this computer. Change it any day.")),
    (HUB, Phrase("Offer on a hub"),
     Phrase("A real network with real customers. You need its address and a key from its operator.")),
)  # fmt: skip


class NetworkPage(Sheet):
    """The hub's fields are there only where a hub is chosen."""

    def __init__(self, wizard: Wizard) -> None:
        super().__init__(tr("Network"), tr("Where do customers come from?"))
        self._wizard = wizard
        self.choice = Choice(tr("Network"), _OPTIONS, self._choose)
        self.url = line(lambda text: wizard.change(hub_url=text), placeholder="https://hub.example")
        self.key = line(wizard.use_key, secret=True, longest=4096)
        self.payout = line(lambda text: wizard.change(payout_address=text), placeholder="0x… or ait1…")
        self.rpc = line(lambda text: wizard.change(hub_rpc=text))
        self.market = line(lambda text: wizard.change(hub_market=text))
        self.name = line(lambda text: wizard.change(name=text), longest=128)
        self.url.editingFinished.connect(wizard.know_key)
        self.fields = {
            "hub_url": Field(tr("The hub's address"), self.url),
            "key": Field(tr("Miner key"), self.key, texts.GET_A_KEY),
            "payout_address": Field(tr("Payout address (may stay empty for now)"), self.payout, texts.PAYEE),
            "hub_rpc": Field(tr("The chain's address, if the operator named one"), self.rpc),
            "hub_market": Field(tr("The marketplace's address, if the operator named one"), self.market),
            "name": Field(
                tr("A name for this computer (may stay empty)"), self.name,
                tr("Customers see this name. It need not be your own."),
            ),
        }  # fmt: skip
        self.test = QPushButton(tr("Test the connection"))
        self.test.clicked.connect(lambda: wizard.test())
        self.waiting = Says()
        self._found = QWidget()
        self._rows = QVBoxLayout(self._found)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(em() // 4)
        self._shown: object = None
        keys = ("hub_url", "key", "payout_address", "hub_rpc", "hub_market")
        self.hub = column_of(*(self.fields[name] for name in keys), self.test, self.waiting, self._found)
        self.add(self.choice, self.hub, heading(tr("Your provider")), self.fields["name"])
        self.end()

    def opened(self) -> None:
        if not self._wizard.answers.is_practice:
            self._wizard.know_key()

    def draw(self) -> None:
        """Show what is known."""
        answers = self._wizard.answers
        self.choice.put(PRACTICE if answers.is_practice else HUB)
        self.hub.setVisible(not answers.is_practice)
        for edit, text in (
            (self.url, answers.hub_url), (self.payout, answers.payout_address), (self.rpc, answers.hub_rpc),
            (self.market, answers.hub_market), (self.name, answers.name),
        ):  # fmt: skip
            put_text(edit, text)
        stored = self._wizard.has_key and not self.key.text()
        self.key.setPlaceholderText(tr("A key for this hub is stored already") if stored else "")
        self.test.setEnabled(bool(answers.hub_url.strip()) and not self._wizard.testing.is_running)
        self.waiting.say(*texts.errand(self._wizard.testing, tr("Asking the hub …")))
        self._draw_parts()

    def _draw_parts(self) -> None:
        found = self._wizard.testing.result
        if found is self._shown:
            return
        self._shown = found
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for sentence, kind in texts.parts(found or ()):
            says = Says()
            says.say(sentence, kind)
            self._rows.addWidget(says)

    def _choose(self, value: str) -> None:
        self._wizard.change(is_practice=value == PRACTICE)
