"""Page four: what happens while the owner is here."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from desktop_app.domain.phrases import Phrase
from desktop_app.domain.presence import SIGNALS, Kind
from desktop_app.provider.onboarding.errands import Stand
from desktop_app.provider.onboarding.wizard import Wizard
from desktop_app.ui.forms.fields import Choice, Says, heading, tick
from desktop_app.ui.forms.sheet import Sheet
from desktop_app.ui.onboarding import texts
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.widgets.text import Text

_OPTIONS = (
    ("stop", Phrase("Stop at once"), Phrase("What runs keeps its text and goes on when you are away. Recommended.")),
    ("slow", Phrase("Slow down"),
     Phrase("One job at a time goes on while you work; games and full screen still stop everything.")),
    ("keep", Phrase("Go on"), Phrase("Only games, full screen and other programs on the card stop work.")),
)
_NAMED = (Kind.INPUT, Kind.PROGRAM, Kind.FULL_SCREEN, Kind.GAMEPAD, Kind.OTHERS_LOAD, Kind.FILM)


class OwnerPage(Sheet):
    """With a try-out of the real thing."""

    def __init__(self, wizard: Wizard) -> None:
        super().__init__(tr("You come first"), texts.OPERATOR)
        self._wizard = wizard
        self.choice = Choice(tr("While you use the computer"), _OPTIONS, lambda value: wizard.change(when_using=value))
        self.try_it = QPushButton(tr("Try it: press a key now"))
        self.try_it.clicked.connect(lambda: wizard.sense())
        self.tried = Says()
        self.games = tick(tr("Installed games get the card while they run"), lambda on: wizard.change(watch_games=on))
        self.awake = tick(
            tr("Keep the computer awake during the hours on sale (never on battery)"),
            lambda on: wizard.change(keep_awake=on),
        )
        self.autostart = tick(tr("Start this program with the computer"), lambda on: wizard.change(autostart=on))
        named = "\n".join(f"· {shown(SIGNALS[kind].title)}" for kind in _NAMED)
        self.add(heading(tr("While you use the computer")), self.choice)
        self.add(heading(tr("What counts as you")), Text(named, wrap=True), self.games, self.try_it, self.tried)
        self.add(heading(tr("The computer")), self.awake, self.autostart)
        self.autostart.setVisible(wizard.can_autostart)
        self.awake.setVisible(wizard.can_keep_awake)
        self.end()

    def opened(self) -> None:
        """Nothing is asked before a button is pressed."""

    def draw(self) -> None:
        """Show what is known."""
        answers, errand = self._wizard.answers, self._wizard.sensing
        self.choice.put(answers.when_using)
        for box, value in (
            (self.games, answers.watch_games), (self.awake, answers.keep_awake), (self.autostart, answers.autostart)
        ):
            if box.isChecked() != value:
                box.setChecked(value)
        if errand.is_running:
            self.tried.say(tr("Take your hands off for two seconds, then press any key or move the mouse …"))
        elif errand.stand is Stand.DONE:
            self.tried.say(tr("Seen. Had a job been running, it would have stopped at this moment."), "good")
        else:
            self.tried.say(errand.says, "problem" if errand.says else "plain")
