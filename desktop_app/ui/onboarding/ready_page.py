"""Page five: what is public, who pays, and what a day could bring; then the offer begins."""

from __future__ import annotations

from desktop_app.provider.onboarding.wizard import Wizard
from desktop_app.ui.forms.fields import Says, heading, tick
from desktop_app.ui.forms.sheet import Sheet
from desktop_app.ui.onboarding import texts
from desktop_app.ui.translated import tr
from desktop_app.ui.widgets.text import Text


class ReadyPage(Sheet):
    """Nothing was changed before this page."""

    def __init__(self, wizard: Wizard) -> None:
        super().__init__(tr("Before you start"), tr("Everything can be changed later, and stopped at any time."))
        self._wizard = wizard
        self.privacy, self.money, self.day = (Text(wrap=True) for _ in range(3))
        self.understood = tick(tr("I have read this"), lambda on: wizard.change(understood=on))
        self.understood_problem = Says()
        self.show_now = tick(
            tr("Show me now: take practice jobs for five minutes although I am here"),
            lambda on: wizard.change(show_now=on),
        )
        self.failed = Says()
        self.add(heading(tr("What is public")), self.privacy, heading(tr("Who pays")), self.money)
        self.add(heading(tr("What a day could bring")), self.day)
        self.add(self.understood, self.understood_problem, self.show_now, self.failed)
        self.end()

    def opened(self) -> None:
        """Everything is known by now."""

    def draw(self) -> None:
        """Show what is known."""
        wizard, answers = self._wizard, self._wizard.answers
        self.privacy.put(texts.PRACTICE_PRIVACY if answers.is_practice else texts.PRIVACY)
        self.money.put(texts.who_pays(wizard))
        self.day.put(texts.day(wizard))
        self.understood.setVisible(not answers.is_practice)
        self.show_now.setVisible(answers.is_practice)
        for box, value in ((self.understood, answers.understood), (self.show_now, answers.show_now)):
            if box.isChecked() != value:
                box.setChecked(value)
        self.failed.say(*texts.errand(wizard.finishing, tr("Starting to offer …")))
