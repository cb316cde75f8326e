"""The simpler pages: fields of the catalogue, and a few parts of their own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QPushButton

from desktop_app.domain.errors import WorldError, in_words
from desktop_app.domain.hours_choice import Hours, spec_of
from desktop_app.domain.phrases import Phrase, together
from desktop_app.domain.presence import SIGNALS
from desktop_app.domain.presence import Kind as SignalKind
from desktop_app.domain.queue_policy import ALGORITHMS
from desktop_app.ui.forms.fields import Field, Pick, Says, heading, tick, ticked, whole
from desktop_app.ui.language import name_of
from desktop_app.ui.onboarding import texts
from desktop_app.ui.schedule.editor import ScheduleEditor
from desktop_app.ui.settings import catalogue
from desktop_app.ui.settings.draft import Draft
from desktop_app.ui.settings.parts import Page
from desktop_app.ui.translated import shown, tr
from desktop_app.ui.verbs import utc_now
from desktop_app.ui.widgets.text import Text

_ALGORITHMS = (
    ("weighted_fair_share", Phrase("Fair shares by tier and customer")), ("fifo", Phrase("First come, first served")),
    ("priority", Phrase("Best tier first")),
)  # fmt: skip
assert {name for name, _ in _ALGORITHMS} == set(ALGORITHMS)


class HoursPage(Page):
    """The schedule editor; nothing laid down means always."""

    def __init__(self, draft: Draft, zone: str) -> None:
        super().__init__(
            draft, tr("Hours"), tr("When the card may be sold. You always come first, also within these hours.")
        )
        kept: Mapping[str, Any] = (draft.rule("schedule") or {}).get("spec") or spec_of(Hours.ALWAYS, zone)
        book = draft.desk.agreements
        self.editor = ScheduleEditor(kept, utc_now if book is None else book.now)
        self.editor.changed.connect(self._changed)
        self.editor.mark(draft.desk.agreed())
        self.add(self.editor)
        self.end()

    def look(self) -> None:
        self.editor.mark(self.draft.desk.agreed())

    def take(self, spec: Mapping[str, Any]) -> None:
        """These hours instead; they count when they are saved."""
        self.editor.take(spec)

    def _changed(self) -> None:
        self.draft.put_rule("schedule", {"spec": self.editor.spec})


class JobsPage(Page):
    """How many at once, and how they wait."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft, tr("Jobs and queue"), tr("How many jobs run and wait here."))
        self.add_items(catalogue.JOBS)
        kept = draft.rule("queue") or {}
        self.places = whole(0, 100, lambda _value: self._changed())
        self.places.blockSignals(True)
        self.places.setValue(int(kept.get("max_queue_size", 0)))
        self.places.blockSignals(False)
        self.order = Pick(lambda _value: self._changed())
        self.order.put(_ALGORITHMS, str(kept.get("priority_algorithm", ALGORITHMS[0])))
        self.add(heading(tr("The queue")))
        self.add(Field(tr("Jobs that may wait here"), self.places, tr("They count as taken here.")))
        self.add(Field(tr("Which one is next"), self.order))
        self.end()

    def _changed(self) -> None:
        chosen = {"max_queue_size": self.places.value(), "priority_algorithm": self.order.value}
        self.draft.put_rule("queue", {**(self.draft.rule("queue") or {}), **chosen})


class OwnerPage(Page):
    """What happens while the owner is here, and what counts as that."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft, tr("You come first"), texts.OPERATOR)
        self.add_items(catalogue.OWNER)
        self.add(heading(tr("What counts as you")))
        off = self._off()
        self.signals = {}
        limits = {view.kind: view.limit for view in draft.desk.signals()}
        for kind in SignalKind:
            box = tick(shown(SIGNALS[kind].title), lambda on, kind=kind: self._switch(kind, on))  # type: ignore[misc]
            box.setChecked(kind.value not in off)
            box.setAccessibleDescription(shown(SIGNALS[kind].explanation))
            self.signals[kind] = box
            told = together(SIGNALS[kind].explanation, limits.get(kind, ""))
            self.add(ticked(box, told))
        self.end()

    def _off(self) -> list[str]:
        return [name.strip() for name in str(self.draft.get("signals_off")).split(",") if name.strip()]

    def _switch(self, kind: SignalKind, on: bool) -> None:
        off = set(self._off()) - {kind.value} if on else {*self._off(), kind.value}
        self.draft.put("signals_off", ", ".join(known.value for known in SignalKind if known.value in off))


class ComfortPage(Page):
    def __init__(self, draft: Draft) -> None:
        super().__init__(draft, tr("Comfort and power"), tr("How warm, loud and hungry the card may get."))
        self.add_items(catalogue.COMFORT)
        self.autostart = tick(tr("Start this program with the computer"), self._start_with_the_system)
        self.autostart.blockSignals(True)
        self.autostart.setChecked(draft.desk.starts_with_the_system)
        self.autostart.blockSignals(False)
        self.says = Says()
        self.add(heading(tr("Starting")), ticked(self.autostart, tr("This counts at once.")), self.says)
        self.end()

    def _start_with_the_system(self, on: bool) -> None:
        try:
            self.draft.desk.start_with_the_system(on)
            self.says.say("")
        except WorldError as error:
            self.says.say(in_words(error), "problem")


class ElectricityPage(Page):
    def __init__(self, draft: Draft) -> None:
        super().__init__(
            draft, tr("Electricity"), tr("What it costs here. Figures from it are as good as what is entered.")
        )
        self.add_items(catalogue.POWER)
        self.end()


class AlertsPage(Page):
    """From where on the owner is told."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft, tr("Notifications"), tr("When the program tells you that something needs you."))
        alerts = (draft.rule("monitoring") or {}).get("alerts", {})
        self.heat = whole(40, 110, lambda _value: self._changed(), " °C")
        self.memory = whole(1, 100, lambda _value: self._changed(), "%")
        self.failures = whole(1, 100, lambda _value: self._changed(), "%")
        for box, value in (
            (self.heat, int(alerts.get("temperature", 85))), (self.memory, _percent(alerts.get("high_memory"), 95)),
            (self.failures, _percent(alerts.get("job_failure_rate"), 20)),
        ):  # fmt: skip
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)
        self.add(Field(tr("The card is warmer than"), self.heat), Field(tr("Its memory is fuller than"), self.memory))
        self.add(Field(tr("More of the last jobs failed than"), self.failures))
        self.add(Text(tr("In the quiet hours (set under Comfort and power) only what cannot wait is told: a card "
                         "that is too hot, broken or gone. The rest is told when they are over."),
                      quiet=True, wrap=True))  # fmt: skip
        self.end()

    def _changed(self) -> None:
        kept = self.draft.rule("monitoring") or {}
        alerts = {
            **kept.get("alerts", {}), "temperature": self.heat.value(), "high_memory": f"{self.memory.value()}%",
            "job_failure_rate": f"{self.failures.value()}%",
        }  # fmt: skip
        self.draft.put_rule("monitoring", {"health_checks": dict(kept.get("health_checks", {})), "alerts": alerts})


def _percent(text: object, usual: int) -> int:
    digits = str(text).strip().removesuffix("%") if text is not None else ""
    return round(float(digits)) if digits.replace(".", "", 1).isdigit() else usual


class PrivacyPage(Page):
    """What is kept here, and taking the settings along."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft, tr("Privacy and copies"))
        self.export = QPushButton(tr("Save a copy of the settings…"))
        self.export.clicked.connect(self._ask_where)
        self.says = Says()
        self.add(
            heading(tr("What is public")), Text(texts.PRIVACY, wrap=True), heading(tr("What is kept on this computer"))
        )
        self.add(Text(
            tr("Of a job that is done: when, for whom, which model, what it earned, how long it took. Its text and its "
            "answer are deleted when the network has the result, or some days later where you say so. Readings of the "
            "card are thinned out with time. Nothing is sent to anybody but the network that you chose."), wrap=True,
        ))  # fmt: skip
        self.add_items(catalogue.RETENTION)
        self.add(
            heading(tr("A copy")), Text(tr("Settings and rules in one file, without any key."), wrap=True), self.export
        )
        self.add(self.says)
        self.end()

    def _ask_where(self) -> None:
        dialog = QFileDialog(
            self, tr("Save a copy of the settings"), "aitbc-provider-settings.json", tr("JSON (*.json)")
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile("aitbc-provider-settings.json")
        dialog.fileSelected.connect(self.write)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, path: str) -> None:
        """The copy to this file."""
        text = json.dumps(dict(self.draft.desk.export()), indent=2, ensure_ascii=False) + "\n"
        try:
            Path(path).write_text(text, encoding="utf-8")
        except OSError as error:
            self.says.say(
                tr("{path} cannot be written: {strerror}.", path=path, strerror=error.strerror or error), "problem"
            )
            return
        self.says.say(tr("Saved as {path}. Taken in with: aitbc-provider import settings", path=path), "good")


class MorePage(Page):
    """Settings that have no page of their own yet."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft, tr("More"))
        self.items = catalogue.others(draft.desk.values())
        self.add_items(self.items)
        self.end()


class AboutPage(Page):
    def __init__(self, draft: Draft) -> None:
        super().__init__(draft, tr("About"))
        self.add(Text(tr("AITBC Provider {version}", version=version("aitbc-provider")), bold=True))
        self.add(Text(tr("Sells the idle hours of one graphics card on the AITBC network. MIT licence."), wrap=True))
        self._add_language()
        if draft.desk.why_read_only:
            self.add(Text(draft.desk.why_read_only, wrap=True))
        self.end()

    def _add_language(self) -> None:
        """A choice where there is one."""
        if not (others := self.draft.desk.languages):
            told = tr(
                "The program speaks English so far. How to translate it stands in desktop_app/README.md of its sources."
            )
            self.add(heading(tr("Language")), Text(told, wrap=True))
            return
        named = tuple((code, name_of(code)) for code in others)
        self.add_items([replace(catalogue.LANGUAGE, options=(*catalogue.LANGUAGE.options, *named))])
        self.add(Text(shown(catalogue.LANGUAGE.does), quiet=True, wrap=True))
