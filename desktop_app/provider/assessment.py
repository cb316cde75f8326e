"""What this machine can offer: the card's memory as its driver tells, the models that are installed and fit, and how
fast one of them was measured to run."""

from __future__ import annotations

from desktop_app.domain.answers import Capabilities
from desktop_app.domain.errors import WorldError, in_words
from desktop_app.domain.phrases import Phrase, together
from desktop_app.domain.score import Measured, fits, score
from desktop_app.provider.benchmark import Benchmark, Progress
from desktop_app.provider.ports import Gpu, Machine, Model, Runtime

_GIB = 2**30


async def assessed(
    gpu: Gpu, runtime: Runtime, machine: Machine, benchmark: Benchmark, progress: Progress = lambda words, part: None
) -> Capabilities:
    """Never raises for what the world does: `notes` say what is missing and what would help. Measures when card,
    driver, runtime or model are new; cancelling stops that at once."""
    card, notes = await gpu.view(), list[str]()
    if not card.name:
        notes.append(together(card.why_none, Phrase("Jobs run on the processor.")))
    models: tuple[Model, ...] = ()
    measured: Measured | None = None
    try:
        models = await runtime.models()
        if models:
            measured = await benchmark.known(progress)
    except WorldError as error:
        notes.append(in_words(error))
    if not models:
        notes.append(Phrase("No model is installed, so nothing can be run."))
    if measured is None:
        notes.append(Phrase("The speed could not be measured, so the performance score is 0."))
    # What the runtime computes on is known for sure once it ran.
    on_card = bool(card.name) and runtime.on_card
    if card.name and models and not on_card:
        notes.append(Phrase("The model runtime computes on the processor and not on the {name}.", name=card.name))
    room = card.memory_bytes if on_card else machine.memory_total()
    return Capabilities(
        gpu_memory=round((card.memory_bytes or 0) / _GIB, 1) if card.name else 0.0,
        supported_models=tuple(model.name for model in models if fits(model.size, room)),
        performance_score=round(score(measured.best, measured.setting.size), 3) if measured else 0.0,
        max_concurrent_jobs=benchmark.jobs(measured) if measured else 1,
        gpu_name=card.name,
        notes=tuple(notes),
    )
