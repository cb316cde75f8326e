"""Errors of the world: each has a title, an explanation and a next step for a person.

    WorldError
    ├── NetworkError             talking to a server
    │   ├── Unreachable          no connection was made; nothing was sent
    │   ├── AnswerLost           the request may have been handled, its answer did not arrive
    │   ├── BadAnswer            something answered that is not the network (HTML, cut-off or wrong JSON)
    │   ├── ServerFault          5xx
    │   ├── RateLimited          429; `retry_after` seconds
    │   ├── WrongKey             401, 403
    │   ├── NotThere             404, 405
    │   ├── Refused              400, 409, 422, 425
    │   └── TooLarge             413, or an answer above our limit
    ├── RuntimeFault             the model runtime
    │   ├── RuntimeUnreachable
    │   ├── ModelMissing
    │   ├── ContextTooLong
    │   └── GenerationFailed
    ├── NotOnThisNetwork         this network has nothing of that kind; the explanation says what is missing
    ├── NotGoverned              no rule of this program stands behind that yet
    └── ProfileError             the profile folder, its database or its settings

Everything else that is raised is a bug of ours and is reported as one.
"""

from __future__ import annotations


class WorldError(Exception):
    """Something outside the program went wrong.

    `title` is short, `explanation` one sentence, `next_step` what the owner can do ("" when nothing).
    None of them ever holds a key, a prompt or an output.
    """

    title = "Something went wrong"
    next_step = ""

    def __init__(self, explanation: str = "", *, next_step: str | None = None, title: str | None = None) -> None:
        super().__init__(explanation)
        self.explanation = explanation
        if next_step is not None:
            self.next_step = next_step
        if title is not None:
            self.title = title

    def __str__(self) -> str:
        parts = (f"{self.title}: {self.explanation}" if self.explanation else self.title, self.next_step)
        return " ".join(p if p.endswith((".", "!", "?")) else f"{p}." for p in parts if p)


class NetworkError(WorldError):
    """A server of the network did not do what was asked; `status` is the HTTP status, or None."""

    title = "The network could not be used"

    def __init__(self, explanation: str = "", *, status: int | None = None, next_step: str | None = None) -> None:
        super().__init__(explanation, next_step=next_step)
        self.status = status


class Unreachable(NetworkError):
    title = "The network cannot be reached"
    next_step = "Check the internet connection and the network's address; the app keeps trying"


class AnswerLost(NetworkError):
    title = "The network's answer got lost"


class BadAnswer(NetworkError):
    title = "The answer is not from an AITBC server"
    next_step = "Check the network's address; on public Wi-Fi a log-in page may be in the way"


class ServerFault(NetworkError):
    title = "The network has a fault of its own"


class RateLimited(NetworkError):
    title = "The network asks for a pause"

    def __init__(self, explanation: str = "", *, retry_after: float = 60.0) -> None:
        super().__init__(explanation, status=429)
        self.retry_after = retry_after


class WrongKey(NetworkError):
    title = "The network does not accept this key"
    next_step = "Ask the network's operator for a valid miner key and enter it"


class NotThere(NetworkError):
    title = "The network does not know this"


class Refused(NetworkError):
    title = "The network refused the request"


class TooLarge(NetworkError):
    title = "The message is too large for the network"


class RuntimeFault(WorldError):
    title = "The model runtime failed"


class RuntimeUnreachable(RuntimeFault):
    title = "The model runtime does not answer"
    next_step = "Start it again, or choose the built-in engine"


class ModelMissing(RuntimeFault):
    title = "This model is not installed"


class ContextTooLong(RuntimeFault):
    title = "The prompt is too long for this model"


class GenerationFailed(RuntimeFault):
    title = "The generation failed"


class NotOnThisNetwork(WorldError):
    title = "This network cannot do that"


class NotGoverned(WorldError):
    title = "Not available yet"


class ProfileError(WorldError):
    title = "The profile folder cannot be used"
