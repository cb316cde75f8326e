"""Pictures of what has no page of its own: questions, forms, the statement, the bundle for support; and every page at
double size. Left in build/screens to be looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPainter, QPixmap, QTextDocument
from PySide6.QtWidgets import QApplication, QMessageBox, QScrollArea, QWidget

from desktop_app.provider.ports.model_desk import EngineView
from desktop_app.ui.pages.catalog import PAGES
from desktop_app.ui.pages.earnings import EarningsPage
from desktop_app.ui.pages.help import HelpPage
from desktop_app.ui.pages.models import ModelsPage
from desktop_app.ui.settings.agreements_page import AgreementsPage
from desktop_app.ui.tasks import turn
from desktop_app.ui.widgets.saving import statement
from desktop_app.ui.window import Window
from tests.ui.looks import until
from tests.ui.office import MOODS, busy_office
from tests.ui.test_agreements_page import enter
from tests.ui.test_pages import opened
from tests.ui.test_settings_window import Opened
from tests.ui.test_wizard_screens import LOOKS, cut_off, dress


async def settled() -> None:
    for _ in range(4):
        await turn()


async def page_of(window: Window, key: str) -> QWidget:
    window.open_page(key)
    page = window.pages.pages[key]
    await until(lambda: page.answered and page.is_drawn())
    await settled()
    return page


async def question_of(parent: QWidget) -> QMessageBox:
    await until(lambda: any(box.isVisible() for box in parent.findChildren(QMessageBox)))
    await settled()
    return next(box for box in parent.findChildren(QMessageBox) if box.isVisible())


def keep(widget: QWidget, screens: Path, name: str) -> None:
    assert widget.grab().save(str(screens / f"{name}.png"))
    assert cut_off(widget) == []


@pytest.mark.parametrize(
    ("mood", "look"), [("busy", "light-200"), ("busy", "dark-200"), ("problem", "dark-200"), ("empty", "light-200")]
)
async def test_every_page_has_its_picture_at_double_size(
    mood: str, look: str, icons: Path, screens: Path, clean_application: QApplication
) -> None:
    dress(clean_application, look)
    window = opened(icons, MOODS[mood](), mood)
    for spec in PAGES:
        page = await page_of(window, spec.key)
        assert window.grab().save(str(screens / f"page-{spec.key}-{mood}-{look}.png"))
        keep(page, screens, f"whole-{spec.key}-{mood}-{look}")
    window.leave()


@pytest.mark.parametrize("look", LOOKS)
async def test_questions_and_the_bundle_have_their_pictures(
    look: str, icons: Path, screens: Path, clean_application: QApplication
) -> None:
    dress(clean_application, look)
    window = opened(icons, busy_office())
    models = await page_of(window, "models")
    assert isinstance(models, ModelsPage)
    models.source.setText("https://models.example/tiny-1b.gguf")
    keep(models, screens, f"dialog-models-add-{look}")
    models.table.table.selectRow(0)
    models.remove.click()
    box = await question_of(models)
    keep(box, screens, f"dialog-remove-{look}")
    box.close()
    await settled()
    url = "https://github.com/ggml-org/llama.cpp/releases/download/b9999/llama-b9999-bin-ubuntu-vulkan-x64.tar.gz"
    models.engine.view = EngineView("b9999 can be fetched from github.com (31 MB).", name="b9999", url=url, size=31_000_000, licence="MIT")
    models.engine._ask()
    box = await question_of(models.engine)
    keep(box, screens, f"dialog-consent-{look}")
    box.close()
    support = await page_of(window, "help")
    assert isinstance(support, HelpPage)
    support.look.click()
    await until(lambda: support.bundle.isVisible())
    await settled()
    keep(support, screens, f"dialog-diagnostics-{look}")
    window.leave()


@pytest.mark.parametrize("look", LOOKS)
async def test_the_forms_of_agreements_have_their_pictures(
    look: str, screens: Path, clean_application: QApplication
) -> None:
    dress(clean_application, look)
    opened = Opened({"tiers": {"spec": {"premium": {"rate_per_hour": "0.15", "max_jobs": 3, "priority": "high"}}}})
    window, page = opened.window, opened.page(AgreementsPage)
    window.resize(1024, 700)
    enter(page.contract, client_id="studio", duration_hours="20", fixed_rate="much", tier="premium")
    enter(page.reservation, client_id="lab", reserved_gpu_memory="4", reservation_fee="0.5")
    window.list.setCurrentRow(window.pages.index(page))
    await opened.drawn()
    await settled()
    assert isinstance(page, QScrollArea)
    keep(page.widget(), screens, f"dialog-agreements-{look}")
    window.leave()


async def test_the_statement_has_its_picture(icons: Path, screens: Path, clean_application: QApplication) -> None:
    window = opened(icons, office := busy_office())
    page = await page_of(window, "earnings")
    assert isinstance(page, EarningsPage)
    document = QTextDocument()
    document.setHtml(statement(page, *await page.figures_of(office)))
    document.setTextWidth(760)
    picture = QPixmap(800, int(document.size().height()) + 40)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    document.drawContents(painter)
    painter.end()
    assert picture.save(str(screens / "dialog-statement.png"))
    window.leave()
