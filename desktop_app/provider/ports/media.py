"""What works on sound and film."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Protocol

from desktop_app.domain.media_jobs import MediaOffer, MediaTask


class MediaTools(Protocol):
    """Transcribes and re-encodes in a child process."""

    @property
    def offer(self) -> MediaOffer: ...
    @property
    def allowed(self) -> tuple[str, ...]:
        """What each child may do on this computer, in sentences for the owner."""

    @property
    def shut_in(self) -> int:
        """How far each child is, as domain.jobs.Work has it."""

    def run(self, task: MediaTask, largest: int) -> AsyncIterator[float | str]:
        """Seconds of sound or film that are done, and at the end the result as text: words, or a file of at most
        `largest` characters of base64. Closing the iterator ends the work at once; no file is left in any case.

        MediaRefused with the reason for the customer, RuntimeFault where something here is wrong."""
