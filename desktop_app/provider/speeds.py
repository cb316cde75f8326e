"""What this machine was seen to do: generated tokens a second of one stream, by model."""

from __future__ import annotations

UNKNOWN = 20.0
_WEIGHT = 0.3
_ENOUGH = 8


class Speeds:
    """A moving mean over finished stretches of generation; a model never run is taken to do 20 tokens/s."""

    def __init__(self) -> None:
        self._means: dict[str, float] = {}
        self.generated = 0
        """Tokens of all finished stretches of jobs since the program began."""

    def learn(self, model: str, tokens: int, seconds: float) -> None:
        """A stretch of generation; shorter than 8 tokens says more about the start than about the speed."""
        if tokens < _ENOUGH or seconds <= 0:
            return
        speed = tokens / seconds
        self._means[model] = speed + (self._means.get(model, speed) - speed) * (1 - _WEIGHT)

    def count(self, tokens: int) -> None:
        """These were generated for a job just now."""
        self.generated += tokens

    def slowest(self) -> float:
        """Tokens/s to plan with while the model is not known yet."""
        return min(self._means.values(), default=UNKNOWN)
