"""Page one: the card, what runs models on it, and how fast it is."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from desktop_app.provider.onboarding.answers import PROCESSOR
from desktop_app.provider.onboarding.errands import Stand
from desktop_app.provider.onboarding.wizard import Wizard
from desktop_app.ui.forms.fields import Field, Pick, Says, heading
from desktop_app.ui.forms.sheet import Sheet
from desktop_app.ui.onboarding import texts
from desktop_app.ui.widgets.text import Text


class CardPage(Sheet):
    """Looks by itself when it opens, and measures by itself once."""

    def __init__(self, wizard: Wizard) -> None:
        super().__init__("Your card", "This program sells the idle hours of one graphics card. Here is what was found.")
        self._wizard, self._has_begun = wizard, False
        self.card = Pick(lambda value: wizard.change(card=value))
        self.card_field = Field("Card to offer", self.card)
        self.runtime = Pick(lambda value: wizard.change(runtime_url=value))
        self.runtime_field = Field("What runs the models", self.runtime)
        self.models = Text(wrap=True)
        self.bar = QProgressBar()
        self.bar.setAccessibleName("How much of the measurement is done")
        self.bar.setRange(0, 100)
        self.begin = QPushButton("Measure")
        self.begin.clicked.connect(lambda: wizard.measure())
        self.stop = QPushButton("Cancel measuring")
        self.stop.clicked.connect(lambda: wizard.measuring.cancel())
        self.speed = Says()
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        for part in (self.begin, self.stop, self.bar):
            line.addWidget(part)
        line.addStretch(1)
        self.add(self.card_field, self.runtime_field, heading("Models"), self.models)
        self.add(heading("How fast is it?"), row, self.speed)
        self.end()

    def opened(self) -> None:
        """The page is shown: look, then measure where nothing was measured."""
        if not self._has_begun:
            self._has_begun = True
            self._wizard.look()

    def draw(self) -> None:
        """Show what is known."""
        wizard, found = self._wizard, self._wizard.looking.result
        if found is not None:
            is_sold = bool(found.card.name) or wizard.answers.card == PROCESSOR
            cards = found.cards or ((found.card,) if found.card.name else ())
            first = [("", f"{texts.card_line(found.card)}")] if found.card.name else []
            others = [(card.uuid, texts.card_line(card)) for card in cards if card.uuid != found.card.uuid]
            self.card.put([*first, *others, (PROCESSOR, "No card: jobs run on the processor")], wizard.answers.card)
            self.card_field.says.say("" if is_sold else texts.card_line(found.card))
            self.runtime.put([(r.url, texts.runtime_line(r)) for r in found.runtimes], wizard.answers.runtime_url)
            used = next((r for r in found.runtimes if r.url == wizard.answers.runtime_url), None)
            self.runtime_field.says.say(used.note if used else "")
        failed = wizard.looking.says if wizard.looking.stand is Stand.FAILED else ""
        self.models.put(failed or texts.models(found))
        self._draw_speed()
        if found is not None and found.models and self._may_measure():
            wizard.measure()

    def _may_measure(self) -> bool:
        errand = self._wizard.measuring
        first = errand.stand is Stand.IDLE and not self._wizard.answers.is_measured and not self.was_measured
        return first and self.isVisible()

    was_measured = False

    def _draw_speed(self) -> None:
        errand = self._wizard.measuring
        self.was_measured = self.was_measured or errand.is_running
        self.begin.setText("Measure again" if errand.stand is Stand.DONE else "Measure")
        self.begin.setVisible(not errand.is_running)
        self.stop.setVisible(errand.is_running)
        self.bar.setVisible(errand.is_running)
        self.bar.setValue(round(errand.part * 100))
        self.speed.say(*texts.measuring(self._wizard))
