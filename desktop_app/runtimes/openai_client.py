"""Short questions to a server with OpenAI's API: who it is, what models it has, how many tokens a text has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from desktop_app.domain.errors import AnswerLost, GenerationFailed, ModelMissing, RuntimeFault, RuntimeUnreachable
from desktop_app.domain.inference import Inference
from desktop_app.domain.phrases import Phrase
from desktop_app.net.client import Answer, HttpClient
from desktop_app.provider.ports import Model
from desktop_app.runtimes import openai_servers as servers
from desktop_app.runtimes.faults import told
from desktop_app.runtimes.openai_messages import (
    Counted,
    Listed,
    LoadedModel,
    Models,
    StudioCatalog,
    StudioModels,
    Template,
    refusal,
)
from desktop_app.runtimes.openai_servers import Server

_SERVER = Phrase("the model server")
_SHORT_ANSWER = 10.0
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Entry:
    """A model as the server calls it (`id`) and as jobs call it. `room` is what it is loaded with, in tokens."""

    id: str
    model: Model
    room: int | None


class OpenAiClient:
    """`key` is sent with every request when there is one. RuntimeFault for all that can go wrong."""

    def __init__(self, url: str, key: str | None, *, connect_timeout: float = 5.0) -> None:
        self.url = url.rstrip("/").removesuffix("/v1")
        self.headers: Mapping[str, str] = {"Authorization": f"Bearer {key}"} if key else {}
        self._http = HttpClient(self.url, headers=self.headers, connect_timeout=connect_timeout)

    async def identify(self) -> Server:
        """Which server this is; OTHER for one that only speaks the API. RuntimeUnreachable where none does."""
        listed = (await self._models()).data or []
        for entry in listed:
            known = servers.by_owner(entry.owned_by)
            if known is not None:
                return known
        if await self._knows("/api/v0/models", StudioModels):
            return servers.LM_STUDIO
        if await self._knows("/v1/internal/model/info", LoadedModel):
            return servers.WEBUI
        return servers.OTHER

    async def models(self, server: Server) -> dict[str, Entry]:
        """Models that write text, by the name that jobs use."""
        if server is servers.WEBUI:  # its list is what is on the disk, and it answers with what is loaded
            name = (await self.ask("GET", "/v1/internal/model/info", None, LoadedModel)).model_name
            return _by_name([Entry(name, Model(servers.display_name(name)), None)] if name and name != "None" else [])
        listed = (await self._models()).data or []
        if server is servers.LM_STUDIO:
            return await self._studio_models(listed)
        if server is servers.KOBOLD:
            room = (await self.ask("GET", "/api/extra/true_max_context_length", None, dict)).get("value")
            return _by_name([_entry(one, room if isinstance(room, int) else None) for one in listed])
        return _by_name([_entry(one, one.max_model_len or (one.meta.n_ctx if one.meta else None)) for one in listed])

    async def count(self, server: Server, entry: Entry, messages: list[dict[str, str]], going_on: bool) -> int | None:
        """Tokens of a conversation, None where the server does not count."""
        if server.counts_messages:
            flags = server.going_on if going_on else {}
            body = {"model": entry.id, "messages": messages, **flags}
            return (await self.ask("POST", "/tokenize", body, Counted)).count
        if server.counts_at is None:
            return None
        path, text, number = server.counts_at
        body = {text: "\n".join(message["content"] for message in messages)}
        counted = (await self.ask("POST", path, body, dict)).get(number)
        return counted if isinstance(counted, int) else None

    async def in_template(self, entry: Entry, request: Inference) -> str:
        """The conversation in the model's own format, up to where its answer begins (llama.cpp only)."""
        body = {"model": entry.id, "messages": request.messages()}
        return (await self.ask("POST", "/apply-template", body, Template)).prompt

    async def unload_all(self) -> bool:
        """Unloads LM Studio's models; whether none was loaded any more."""
        catalog = await self.ask("GET", "/api/v1/models", None, StudioCatalog)
        loaded = [instance.id for model in catalog.models or () for instance in model.loaded_instances or ()]
        for instance in loaded:
            await self.ask("POST", "/api/v1/models/unload", {"instance_id": instance}, msgspec.Raw)
        return not loaded

    async def ask(self, method: str, path: str, body: Mapping[str, Any] | None, kind: type[_T]) -> _T:
        """One question, asked again when its answer got lost: none of them changes what a second one would find."""
        with told(_SERVER):
            try:
                answer = await self._request(method, path, body)
            except AnswerLost:  # some close idle connections without a word
                answer = await self._request(method, path, body)
        if answer.status != 200:
            raise refusal(answer.status, answer.body, _SERVER)
        try:
            return msgspec.json.decode(answer.body, type=kind)
        except msgspec.MsgspecError:
            raise RuntimeUnreachable(Phrase("what answers there is no server with OpenAI's API")) from None

    async def close(self) -> None:
        await self._http.close()

    async def _request(self, method: str, path: str, body: Mapping[str, Any] | None) -> Answer:
        return await self._http.request(method, path, json=body, timeout=_SHORT_ANSWER)

    async def _models(self) -> Models:
        found = await self.ask("GET", "/v1/models", None, Models)
        if found.data is None:
            raise RuntimeUnreachable(Phrase("what answers there is no server with OpenAI's API"))
        return found

    async def _knows(self, path: str, kind: type[Any]) -> bool:
        try:
            found = await self.ask("GET", path, None, kind)
        except (GenerationFailed, ModelMissing, RuntimeUnreachable):
            return False
        return getattr(found, "data", None) is not None or getattr(found, "model_name", None) is not None

    async def _studio_models(self, listed: list[Listed]) -> dict[str, Entry]:
        try:
            known = {m.id: m for m in (await self.ask("GET", "/api/v0/models", None, StudioModels)).data or ()}
        except RuntimeFault:
            known = {}
        entries = []
        for one in listed:
            more = known.get(one.id)
            if more is None or more.type != "embeddings":
                entries.append(_entry(one, more.loaded_context_length if more else None))
        return _by_name(entries)


def _entry(listed: Listed, room: int | None) -> Entry:
    meta = listed.meta
    context = room or (meta.n_ctx_train if meta else None)
    return Entry(listed.id, Model(servers.display_name(listed.id), meta.size if meta else None, context), room)


def _by_name(entries: list[Entry]) -> dict[str, Entry]:
    return {entry.model.name: entry for entry in entries}
