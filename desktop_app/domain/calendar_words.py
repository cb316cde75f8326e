"""Days and months by name, in the order of the calendar, for sentences and for narrow places."""

from __future__ import annotations

from datetime import date, datetime

from desktop_app.domain.phrases import Phrase

DAYS = (
    Phrase("Monday"), Phrase("Tuesday"), Phrase("Wednesday"), Phrase("Thursday"), Phrase("Friday"), Phrase("Saturday"),
    Phrase("Sunday"),
)  # fmt: skip
SHORT_DAYS = (
    Phrase("Mon"), Phrase("Tue"), Phrase("Wed"), Phrase("Thu"), Phrase("Fri"), Phrase("Sat"), Phrase("Sun"),
)  # fmt: skip
MONTHS = (
    Phrase("January"), Phrase("February"), Phrase("March"), Phrase("April"), Phrase("May"), Phrase("June"),
    Phrase("July"), Phrase("August"), Phrase("September"), Phrase("October"), Phrase("November"), Phrase("December"),
)  # fmt: skip
SHORT_MONTHS = (
    Phrase("Jan"), Phrase("Feb"), Phrase("Mar"), Phrase("Apr"), Phrase("May", "short"), Phrase("Jun"), Phrase("Jul"),
    Phrase("Aug"), Phrase("Sep"), Phrase("Oct"), Phrase("Nov"), Phrase("Dec"),
)  # fmt: skip


def day_words(day: date) -> Phrase:
    """ "22 November 2026" """
    return Phrase("{day} {month} {year}", day=f"{day:%d}", month=MONTHS[day.month - 1], year=f"{day:%Y}")


def weekday_words(moment: datetime) -> Phrase:
    """ "Sunday 13:37" """
    return Phrase("{weekday} {time}", weekday=DAYS[moment.weekday()], time=f"{moment:%H:%M}")
