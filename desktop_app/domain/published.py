"""What an owner claims when registering, and what remains of it beside what was measured.

Source: the provider guide, "Register as Provider"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from desktop_app.domain.answers import Capabilities
from desktop_app.domain.money import parse_amount
from desktop_app.domain.phrases import Phrase, together

COMPUTE_TYPES = ("inference",)
_TEXT = 60


@dataclass(frozen=True, slots=True)
class Claims:
    """None: nothing was claimed, so what was measured is published. `gpu_memory` in GB, the score 0 to 1."""

    compute_type: str = "inference"
    gpu_memory: float | None = None
    supported_models: tuple[str, ...] | None = None
    performance_score: float | None = None
    max_concurrent_jobs: int | None = None
    specialization: str = ""


@dataclass(frozen=True, slots=True)
class PricingModel:
    """`base_rate` in AITBC an hour; at high demand times up to `peak_multiplier`; a rental of more than 10 hours
    costs `bulk_discount` times the price (0.8 = a fifth less)."""

    base_rate: Decimal
    peak_multiplier: Decimal = Decimal(1)
    bulk_discount: Decimal = Decimal(1)


def parse(spec: Any) -> Claims:
    """The guide's `capabilities`; ValueError names the field and what is allowed."""
    fields = _mapping(spec, "capabilities", set(Claims.__dataclass_fields__))
    compute_type = fields.get("compute_type", "inference")
    if compute_type not in COMPUTE_TYPES:
        raise ValueError(f"capabilities.compute_type must be one of {', '.join(COMPUTE_TYPES)}")
    models = fields.get("supported_models")
    jobs = fields.get("max_concurrent_jobs")
    if jobs is not None and (isinstance(jobs, bool) or not isinstance(jobs, int) or not 1 <= jobs <= 64):
        raise ValueError("capabilities.max_concurrent_jobs must be a whole number from 1 to 64")
    return Claims(
        compute_type,
        _number(fields, "gpu_memory", 0, 10_000),
        None if models is None else _names(models),
        _number(fields, "performance_score", 0, 1),
        jobs,
        _text(fields.get("specialization", ""), "capabilities.specialization"),
    )


def parse_pricing(spec: Any) -> PricingModel:
    """The guide's `pricing_model`; ValueError names the field and what is allowed."""
    fields = _mapping(spec, "pricing_model", {"base_rate_per_hour", "peak_multiplier", "bulk_discount"})
    if "base_rate_per_hour" not in fields:
        raise ValueError("pricing_model.base_rate_per_hour is needed: a number of AITBC, 0 or more")
    return PricingModel(
        _amount(fields, "base_rate_per_hour", Decimal(0), Decimal(1_000_000)),
        _amount({"peak_multiplier": 1, **fields}, "peak_multiplier", Decimal(1), Decimal(100)),
        _amount({"bulk_discount": 1, **fields}, "bulk_discount", Decimal("0.01"), Decimal(1)),
    )


def parse_bulk(share: Any) -> Decimal:
    """The share of its price that a job of more than 10 hours pays, 0.01 to 1; ValueError says what is allowed."""
    return _amount({"share": share}, "share", Decimal("0.01"), Decimal(1))


def parse_name(name: Any) -> str:
    text = _text(name, "name")
    if not text:
        raise ValueError(f"name must be a text of 1 to {_TEXT} characters")
    return text


def capped(claims: Claims, measured: Capabilities) -> tuple[Claims, tuple[str, ...]]:
    """What may be published, and a sentence for each claim that was more than what this machine was seen to do."""
    told: list[str] = []
    memory = _least("gpu_memory", claims.gpu_memory, measured.gpu_memory, "GB", told)
    score = _least("performance_score", claims.performance_score, measured.performance_score, "", told)
    jobs = _least("max_concurrent_jobs", claims.max_concurrent_jobs, measured.max_concurrent_jobs, "", told)
    models = measured.supported_models
    if claims.supported_models is not None:
        models = tuple(dict.fromkeys(m for c in claims.supported_models for m in installed_as(c, models)))
        if missing := [c for c in claims.supported_models if not installed_as(c, measured.supported_models)]:
            names = ", ".join(missing)
            said = Phrase("supported_models: {names} not installed here, so not published", names=names)
            if not models:
                installed = ", ".join(measured.supported_models) or Phrase("nothing")
                said = Phrase("{said}; what is installed is offered: {installed}", said=said, installed=installed)
            told.append(together(said, ".", by=""))
        models = models or measured.supported_models
    whole = replace(
        claims, gpu_memory=memory, supported_models=models, performance_score=score, max_concurrent_jobs=int(jobs)
    )
    return whole, tuple(told)


def installed_as(claimed: str, installed: tuple[str, ...]) -> tuple[str, ...]:
    """The installed models that a claim means: its exact name, or every tag of it ("llama3.2" is "llama3.2:3b")."""
    return tuple(name for name in installed if name == claimed or name.split(":")[0] == claimed)


def _least(name: str, claimed: float | None, measured: float, unit: str, told: list[str]) -> float:
    if claimed is None or claimed <= measured:
        return measured if claimed is None else claimed
    said = f"{claimed:g} {unit}".strip()
    seen = f"{measured:g} {unit}".strip()
    told.append(Phrase("{name}: {said} claimed, {seen} measured; the measured value is published.",
                       name=name, said=said, seen=seen))  # fmt: skip
    return measured


def _mapping(spec: Any, where: str, allowed: set[str]) -> Mapping[str, Any]:
    if not isinstance(spec, Mapping):
        raise ValueError(f"{where} must be a mapping of {', '.join(sorted(allowed))}")
    if unknown := sorted(str(k) for k in spec if k not in allowed):
        raise ValueError(f"{where} does not know {unknown[0]!r}; it takes {', '.join(sorted(allowed))}")
    return spec


def _number(fields: Mapping[str, Any], name: str, low: float, high: float) -> float | None:
    value = fields.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise ValueError(f"capabilities.{name} must be a number from {low} to {high}")
    return float(value)


def _amount(fields: Mapping[str, Any], name: str, low: Decimal, high: Decimal) -> Decimal:
    try:
        amount = parse_amount(fields[name])
    except ValueError:
        amount = low - 1
    if not low <= amount <= high:
        raise ValueError(f"pricing_model.{name} must be a number from {low} to {high}")
    return amount


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str) or len(value) > _TEXT or (value and not value.isprintable()):
        raise ValueError(f"{where} must be a text of at most {_TEXT} printable characters")
    return value.strip()


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(m, str) and 0 < len(m) <= 200 for m in value):
        raise ValueError("capabilities.supported_models must be a list of model names")
    return tuple(value)
