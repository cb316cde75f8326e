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
    │   ├── RuntimeUnreachable   nothing answers now; asking again costs nothing
    │   │   └── WillNotStart     a process of ours did not come up; each try costs time and memory
    │   ├── ModelMissing
    │   ├── ContextTooLong
    │   ├── NoScratch            a file cannot be kept on this disk while it is worked on
    │   └── GenerationFailed
    ├── NotOnThisNetwork         this network has nothing of that kind; the explanation says what is missing
    ├── NotGoverned              no rule of this program stands behind that yet
    └── ProfileError             the profile folder, its database or its settings

Everything else that is raised is a bug of ours and is reported as one.
"""

from __future__ import annotations

from desktop_app.domain.phrases import Phrase, together


class WorldError(Exception):
    """Something outside the program went wrong.

    `title` is short, `explanation` one sentence, `next_step` what the owner can do ("" when nothing); `in_settings`:
    in the settings. None of them ever holds a key, a prompt or an output.
    """

    title: str = Phrase("Something went wrong")
    next_step: str = ""
    in_settings: bool = False

    def __init__(self, explanation: str = "", *, next_step: str | None = None, title: str | None = None) -> None:
        super().__init__(explanation)
        self.explanation = explanation
        if next_step is not None:
            self.next_step = next_step
        if title is not None:
            self.title = title

    @property
    def sentence(self) -> Phrase:
        """All of it, for the screen; what is said in phrases can be translated."""
        return _sentences(together(self.title, self.explanation, by=": "), self.next_step)

    @property
    def details(self) -> Phrase:
        """What stands below the title: why, and what to do."""
        return _sentences(self.explanation, self.next_step)

    def __str__(self) -> str:
        return str(self.sentence)


def _sentences(*parts: str) -> Phrase:
    return together(*(p if p.endswith((".", "!", "?", "…")) else together(p, ".", by="") for p in parts if p))


def in_words(error: Exception) -> str:
    """What an error says, as a phrase where it is the world's, or was raised with one."""
    if isinstance(error, WorldError):
        return error.sentence
    return error.args[0] if error.args and isinstance(error.args[0], Phrase) else str(error)


class NetworkError(WorldError):
    """A server of the network did not do what was asked; `status` is the HTTP status, or None."""

    title = Phrase("The network could not be used")

    def __init__(self, explanation: str = "", *, status: int | None = None, next_step: str | None = None) -> None:
        super().__init__(explanation, next_step=next_step)
        self.status = status


class Unreachable(NetworkError):
    title = Phrase("The network cannot be reached")
    next_step = Phrase("Check the internet connection and the network's address; the app keeps trying")


class AnswerLost(NetworkError):
    title = Phrase("The network's answer got lost")


class BadAnswer(NetworkError):
    title = Phrase("The answer is not from an AITBC server")
    next_step = Phrase("Check the network's address; on public Wi-Fi a log-in page may be in the way")


class ServerFault(NetworkError):
    title = Phrase("The network has a fault of its own")


class RateLimited(NetworkError):
    title = Phrase("The network asks for a pause")

    def __init__(self, explanation: str = "", *, retry_after: float = 60.0) -> None:
        super().__init__(explanation, status=429)
        self.retry_after = retry_after


class WrongKey(NetworkError):
    title = Phrase("The network does not accept this key")
    next_step = Phrase("Ask the network's operator for a valid miner key and enter it")


class NotThere(NetworkError):
    title = Phrase("The network does not know this")


class Refused(NetworkError):
    title = Phrase("The network refused the request")


class TooLarge(NetworkError):
    title = Phrase("The message is too large for the network")


class RuntimeFault(WorldError):
    title = Phrase("The model runtime failed")


class RuntimeUnreachable(RuntimeFault):
    title = Phrase("The model runtime does not answer")
    next_step = Phrase("Start it again, or choose the built-in engine")


class WillNotStart(RuntimeUnreachable):
    pass


class ModelMissing(RuntimeFault):
    title = Phrase("This model is not installed")


class ContextTooLong(RuntimeFault):
    title = Phrase("The prompt is too long for this model")


class NoScratch(RuntimeFault):
    title = Phrase("There is no place on the disk for sound and film")


class GenerationFailed(RuntimeFault):
    title = Phrase("The generation failed")


class CannotContinue(RuntimeFault):
    """A text cannot go on from where it stands here: it has to begin anew."""

    title = Phrase("The text has to begin anew")


class NotOnThisNetwork(WorldError):
    title = Phrase("This network cannot do that")


class NotGoverned(WorldError):
    title = Phrase("Not available yet")


class ProfileError(WorldError):
    title = Phrase("The profile folder cannot be used")
