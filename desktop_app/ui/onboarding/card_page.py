"""Page one: the card, what runs models on it, and how fast it is."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from desktop_app.provider.onboarding.answers import PROCESSOR
from desktop_app.provider.onboarding.errands import Stand
from desktop_app.provider.onboarding.ports import Begun
from desktop_app.provider.onboarding.wizard import Wizard
from desktop_app.ui.forms.fields import Field, Pick, Says, column_of, heading, in_a_row, line
from desktop_app.ui.forms.sheet import Sheet
from desktop_app.ui.onboarding import texts
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.widgets.model_choice import ModelChoice
from desktop_app.ui.widgets.text import Text

WATCH_EVERY_MS = 1000


class CardPage(Sheet):
    """Looks by itself when it opens, and measures by itself once."""

    def __init__(self, wizard: Wizard) -> None:
        super().__init__(
            tr("Your card"), tr("This program sells the idle hours of one graphics card. Here is what was found.")
        )
        self._wizard, self._has_begun, self._was_paused = wizard, False, False
        self._looking_again = QTimer(self)
        self._looking_again.timeout.connect(self._draw_download)
        self.card = Pick(lambda value: wizard.change(card=value))
        self.card_field = Field(tr("Card to offer"), self.card)
        self.runtime = Pick(lambda value: wizard.change(runtime_url=value))
        self.runtime_field = Field(tr("What runs the models"), self.runtime)
        self.models = Text(wrap=True)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("How much of the measurement is done"))
        self.bar.setRange(0, 100)
        self.begin = QPushButton(tr("Measure"))
        self.begin.clicked.connect(lambda: wizard.measure())
        self.stop = QPushButton(tr("Cancel measuring"))
        self.stop.clicked.connect(lambda: wizard.measuring.cancel())
        self.speed = Says()
        row = in_a_row(self.begin, self.stop, self.bar)
        self.add(self.card_field, self.runtime_field, heading(tr("Models")), self.models)
        self.add(self._download_part(), heading(tr("How fast is it?")), row, self.speed)
        self.end()

    def _download_part(self) -> QWidget:
        """More models: the list, how far a download is, and an address for what the list does not have."""
        self.list = ModelChoice(self._wizard.fetch)
        self.pause, self.got = QPushButton(tr("Pause")), QProgressBar()
        self.pause.setAccessibleName(tr("Pause the download"))
        self.pause.clicked.connect(self._pause)
        self.got.setAccessibleName(tr("How much of the model is downloaded"))
        self.got.setRange(0, 100)
        self.got_says = Says()
        example = "qwen3:8b, https://…/model.gguf"
        self.address = line(lambda _text: self._draw_download(), placeholder=example, longest=2000)
        self.get = QPushButton(tr("Download"))
        self.get.setAccessibleName(tr("Download what is named here"))
        self.get.clicked.connect(lambda: self._wizard.fetch(self.address.text().strip()))
        begun = self._wizard.begun
        if begun:
            self.address.setText(begun[0].url)
        part = column_of(
            self.list, in_a_row(self.pause, self.got), self.got_says,
            Field(
                tr("Another one, by its name at Ollama or the address of its file"), self.address,
                tr("A name is for Ollama, a GGUF file for the built-in engine."),
            ),
            in_a_row(self.get),
        )  # fmt: skip
        part.setVisible(self._wizard.can_fetch)
        return part

    def _pause(self) -> None:
        self._was_paused = True
        self._wizard.pause_fetching()

    def _draw_download(self) -> None:
        fetching, url, all_begun = self._wizard.fetching, self.address.text().strip(), self._wizard.begun
        known = next((begun for begun in all_begun if begun.url == url), None)
        behind = None if fetching.is_running else next((begun for begun in all_begun if begun.is_running), None)
        self._watch(behind)
        begins = fetching.is_running and (self.list.button.hasFocus() or self.get.hasFocus())
        ends = not fetching.is_running and self.pause.hasFocus()
        self.pause.setVisible(fetching.is_running or ends)
        if begins:  # a button that is disabled or goes would leave the keyboard anywhere
            self.pause.setFocus()
        self.list.put(self._wizard.models_to_get, [begun.url for begun in all_begun])
        is_busy = fetching.is_running or (behind is not None and not behind.waits)
        self.list.busy(is_busy)
        if ends:
            self.list.table.setFocus()
        self.get.setText(tr("Go on") if known else tr("Download"))
        self.get.setEnabled(bool(url) and not is_busy)
        self.pause.setVisible(fetching.is_running)
        shown_part = fetching.part if fetching.is_running else (behind or known or fetching).part
        self.got.setVisible(fetching.is_running or behind is not None or known is not None)
        self.got.setValue(round(shown_part * 100))
        self._was_paused = self._was_paused and not fetching.is_running
        if fetching.is_running:
            self.got_says.say(
                tr("{says} … It goes on when this window is closed.", says=fetching.says or tr("Starting"))
            )
        elif behind is not None and behind.waits:
            self.got_says.say(tr("{name} {waits}.", name=behind.name, waits=shown(behind.waits)))
        elif behind is not None:
            self.got_says.say(tr("{name} is being downloaded in the background.", name=behind.name))
        elif fetching.stand is Stand.FAILED:
            self.got_says.say(fetching.says, "problem")
        elif self._was_paused:
            self.got_says.say(tr("Paused. What came is kept; Download goes on from there."))
        else:
            self.got_says.say(shown(fetching.result.sentence) if fetching.result else "", "good")

    def _watch(self, behind: Begun | None) -> None:
        """A download that an earlier wizard or start of the program began has nobody to tell how far it is."""
        if behind is not None and not self._looking_again.isActive():
            self._looking_again.start(WATCH_EVERY_MS)
        elif behind is None and self._looking_again.isActive():
            self._looking_again.stop()
            self._wizard.look()

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
            self.card.put([*first, *others, (PROCESSOR, tr("No card: jobs run on the processor"))], wizard.answers.card)
            self.card_field.says.say("" if is_sold else texts.card_line(found.card))
            self.runtime.put([(r.url, texts.runtime_line(r)) for r in found.runtimes], wizard.answers.runtime_url)
            used = next((r for r in found.runtimes if r.url == wizard.answers.runtime_url), None)
            self.runtime_field.says.say(used.note if used else "")
        failed = wizard.looking.says if wizard.looking.stand is Stand.FAILED else ""
        self.models.put(failed or texts.models(found))
        self._draw_speed()
        self._draw_download()
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
        self.begin.setText(tr("Measure again") if errand.stand is Stand.DONE else tr("Measure"))
        self.begin.setVisible(not errand.is_running)
        self.stop.setVisible(errand.is_running)
        self.bar.setVisible(errand.is_running)
        self.bar.setValue(round(errand.part * 100))
        self.speed.say(*texts.measuring(self._wizard))
