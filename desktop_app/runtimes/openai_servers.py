"""The servers that speak OpenAI's HTTP API, and what each of them does in its own way.

    server                 port   known by                 goes on with a text     names of models   too long a prompt
    ---------------------  -----  -----------------------  ----------------------  ----------------  ------------------
    Ollama                 11434  its own API: see ollama.py
    LM Studio              1234   owner of its models      open last message       loads by name     error in the stream
    llama.cpp server       8080   owner, Server header     its template, then      one, any name     400, told apart
                                                           a plain completion      is taken
    KoboldCpp              5001   owner of its models      open last message,      one, any name     cuts it, silently
                                                           asked for by a flag     is taken
    vLLM                   8000   owner of its models      open last message,      404 if unknown    400; also if the
                                                           asked for by two flags                    answer may not fit
    text-generation-webui  5000   /v1/internal/model/info  by a flag, and repeats  one, any name     cuts it, silently,
                                                           the text so far         is taken          unless told not to
    llama-cpp-python       (8000) owner of its models      not at all: begins      one, any name     breaks the stream
                                                           anew                    is taken
    Ray Serve              (8000) owner of its models      as vLLM                 404 if unknown    400
    any other              –      –                        not at all: begins      unknown           unknown
                                                           anew

    server                 counts tokens at          counts in the stream         key        memory given back
    ---------------------  ------------------------  ---------------------------  ---------  -------------------------
    LM Studio              –                         when asked (newer ones)      optional   /api/v1/models/unload
    llama.cpp server       –                         when asked                   optional   no
    KoboldCpp              /api/extra/tokencount     none                         optional   no
    vLLM                   /tokenize                 when asked, with every event optional   no
    text-generation-webui  /v1/internal/token-count  always                       optional   no (cannot load again)
    llama-cpp-python       –                         none                         optional   no
    Ray Serve              –                         when asked, with every event optional   no

Because several run whatever is loaded under any name, a job's model is looked up in the server's list first, every
time: the owner may have loaded another one meanwhile. All of them stop when the stream is closed; llama.cpp does so
within a prompt only if it writes while it reads one, which `return_progress` makes it do. Those that cut a prompt
silently are asked for its tokens first. llama.cpp and text-generation-webui call a model by its file: jobs see the
file's name without folder and ending. LM Studio and Ollama load on demand, so their list is what is on the disk.

llama-cpp-python's server works on one request at a time, and, as it comes, breaks a stream off for the next request,
be it only for its models: so while one of ours runs there, nothing else is asked. Ray Serve gives out vLLM's answers.
A server of an unknown kind might take the beginning of an answer for a turn of the conversation and answer that, so
none is ever asked to go on.

KoboldCpp also answers as Ollama does, so it is recognised before Ollama is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Server:
    """One row of the table. `going_on` is added to a request that continues a text, `always` to every request;
    `counts_at` is where it counts the tokens of a text: (path, name of the text, name of the count). `port` is where it
    is looked for, None where another server is usual there."""

    name: str
    owners: tuple[str, ...] = ()
    port: int | None = None
    always: dict[str, Any] = field(default_factory=dict)
    going_on: dict[str, Any] = field(default_factory=dict)
    repeats: bool = False
    by_template: bool = False
    counts_at: tuple[str, str, str] | None = None
    counts_messages: bool = False
    continues: bool = True
    one_at_a_time: bool = False


LM_STUDIO = Server("LM Studio", ("organization_owner",), 1234)
LLAMA_CPP = Server("llama.cpp server", ("llamacpp",), 8080, always={"return_progress": True}, by_template=True)
KOBOLD = Server(
    "KoboldCpp", ("koboldcpp",), 5001,
    going_on={"continue_assistant_turn": True}, counts_at=("/api/extra/tokencount", "prompt", "value"),
)  # fmt: skip
VLLM = Server(
    "vLLM", ("vllm",), 8000,
    always={"stream_options": {"include_usage": True, "continuous_usage_stats": True}},
    going_on={"continue_final_message": True, "add_generation_prompt": False}, counts_messages=True,
)  # fmt: skip
WEBUI = Server(
    "text-generation-webui", (), 5000, always={"truncation_length": 1_000_000}, going_on={"continue_": True},
    repeats=True, counts_at=("/v1/internal/token-count", "text", "length"),
)  # fmt: skip
LLAMA_CPP_PYTHON = Server("llama-cpp-python server", ("me",), continues=False, one_at_a_time=True)
RAY_SERVE = Server("Ray Serve", ("organization-owner",), always=VLLM.always, going_on=VLLM.going_on)
OTHER = Server("model server", continues=False)
KNOWN = (LM_STUDIO, LLAMA_CPP, KOBOLD, VLLM, WEBUI, LLAMA_CPP_PYTHON, RAY_SERVE)


def by_owner(owner: str) -> Server | None:
    """The server that names this owner in its list of models."""
    return next((server for server in KNOWN if owner in server.owners), None)


def display_name(model_id: str) -> str:
    """What a model is called to the network: never a path of this machine's."""
    is_path = model_id.startswith(("/", "\\")) or model_id[1:3] in (":\\", ":/") or model_id.lower().endswith(".gguf")
    if not is_path:
        return model_id
    last = model_id.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return last[:-5] if last.lower().endswith(".gguf") else last
