"""The price over demand, drawn; and in words beside it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.demand import Dynamics, price_at
from desktop_app.ui import measures
from desktop_app.ui.translated import tr
from desktop_app.ui.widgets.text import blend, em

_STEPS = 50


class PriceCurve(QWidget):
    """`show_price` draws it; None draws nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._dynamics: Dynamics | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Price over demand"))

    def show_price(self, dynamics: Dynamics | None) -> None:
        self._dynamics = dynamics
        self.setVisible(dynamics is not None)
        self.setAccessibleDescription(words(dynamics) if dynamics else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(em() * 24, em() * 9)

    def paintEvent(self, event: QPaintEvent) -> None:
        dynamics = self._dynamics
        if dynamics is None:
            return
        ink, back = self.palette().color(QPalette.ColorRole.WindowText), self.palette().color(QPalette.ColorRole.Window)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = float(price_at(dynamics, 1.0)) or 1.0
        left = self.fontMetrics().horizontalAdvance(measures.exact(price_at(dynamics, 1.0))) + em() // 2
        area = QRectF(left, em() * 0.7, self.width() - left - em(), self.height() - em() * 2.4)
        painter.setPen(QPen(blend(ink, back, 0.3), 1))
        painter.drawRect(area)
        line = QPolygonF()
        for step in range(_STEPS + 1):
            high = float(price_at(dynamics, step / _STEPS)) / top
            line.append(QPointF(area.left() + area.width() * step / _STEPS, area.bottom() - area.height() * high))
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2.5))
        painter.drawPolyline(line)
        painter.setPen(ink)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for amount in (price_at(dynamics, 0.0), price_at(dynamics, 1.0)):
            y = area.bottom() - area.height() * float(amount) / top
            painter.drawText(QRectF(0, y - em() / 2, left - em() / 4, em()), right, measures.exact(amount))
        for share in (0.0, dynamics.threshold, 1.0):
            x = area.left() + area.width() * share
            box = QRectF(x - em() * 2, area.bottom() + em() * 0.2, em() * 4, em() * 1.2)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, measures.share(share))


def words(dynamics: Dynamics) -> str:
    """The curve in one sentence."""
    low, high = measures.exact(price_at(dynamics, 0.0)), measures.exact(price_at(dynamics, 1.0))
    if high == low:
        return tr("{low} an hour at every demand: the electricity costs as much.", low=low)
    return tr(
        "{low} an hour up to {threshold} demand, then in a straight line to {high} at full demand; changed at "
        "most every {interval} min.",
        low=low,
        threshold=measures.share(dynamics.threshold),
        high=high,
        interval=measures.number(dynamics.interval / 60),
    )
