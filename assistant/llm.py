"""The language model that an owner has configured: the only place that knows LlamaIndex's LLM classes.

Whatever goes wrong is a few words that hold neither the key nor what the server said, and it comes in time.
"""

import ipaddress
import queue
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx

from assistant.llm_faults import bound, reason
from corpus.errors import LanguageModelError, SettingsError
from corpus.settings import Settings
from prompts import Prompt

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

_OLLAMA = "http://127.0.0.1:11434"
_MOST_TOKENS = 700
_MOST_CHARACTERS = 8_000
_WINDOW = 8_192  # tokens
_ENDS: dict[str | None, str] = {"length": "it did not stop writing"}


class LanguageModel:
    """A configured model: its name as set, the host that serves it, and whether that is this machine.

    Raises:
        SettingsError: it is not said where the model is served.
    """

    def __init__(self, settings: Settings) -> None:
        kind, _, self._model = (settings.llm or "").partition(":")
        self._ollama = kind == "ollama"
        self._url = _url(settings)
        self._key = settings.llm_key.get_secret_value() if settings.llm_key else "none"
        self.name = settings.llm or ""
        self.timeout = settings.llm_timeout
        self.host, self.on_this_machine = served_at(settings)
        if not self.host:
            raise SettingsError(
                f"SIGNPOST_LLM is {self.name}: set SIGNPOST_LLM_URL to where it is served, such as http://127.0.0.1:8080/v1."
            )
        _, close = self.llama()  # its libraries take seconds to import: no question should wait for that
        close()

    def stream(self, prompt: Prompt, message: str, deadline: float) -> Iterator[str]:
        """What the model says, bit by bit; ``deadline`` is a time of ``time.monotonic``.

        Raises:
            LanguageModelError: it can't be reached, was not done in time, broke off, or did not stop.
        """
        bits: queue.Queue[str | Exception | None] = queue.Queue()
        closers: list[Callable[[], None]] = []
        threading.Thread(target=self._pump, args=(prompt, message, bits, closers), daemon=True).start()
        length = 0
        try:
            while True:
                try:
                    bit = bits.get(timeout=max(0.001, deadline - time.monotonic()))
                except queue.Empty:
                    raise LanguageModelError(f"it took longer than {self.timeout:g} seconds") from None
                if isinstance(bit, Exception):
                    raise LanguageModelError(reason(bit, self.timeout)) from None
                if bit is None:
                    return
                length += len(bit)
                if length > _MOST_CHARACTERS:
                    raise LanguageModelError("it did not stop writing")
                if time.monotonic() > deadline:
                    raise LanguageModelError(f"it took longer than {self.timeout:g} seconds")
                yield bit
        finally:
            for close in closers:  # ends what the server may still be sending
                close()

    def llama(self) -> "tuple[LLM, Callable[[], None]]":
        """The model behind LlamaIndex's interface, and what closes its connection.

        A connection follows no redirect, and for a model on this machine no proxy of the environment.
        """
        plain: dict[str, Any] = {
            "timeout": self.timeout,
            "follow_redirects": False,
            "trust_env": not self.on_this_machine,
        }
        options = plain | {"event_hooks": {"response": [bound]}}
        if self._ollama:
            from llama_index.llms.ollama import Ollama
            from ollama import AsyncClient, Client

            headers = {"Authorization": f"Bearer {self._key}"}
            served = Client(self._url, headers=headers, **options)
            llm = Ollama(
                self._model,
                client=served,
                async_client=AsyncClient(self._url, headers=headers, **plain),
                temperature=0.0,
                context_window=_WINDOW,
                thinking=False,
                additional_kwargs={"num_predict": _MOST_TOKENS},
            )
            return llm, served.close
        from llama_index.llms.openai_like import OpenAILike

        client = httpx.Client(**options)
        llm = OpenAILike(
            model=self._model,
            api_base=self._url,
            api_key=self._key,
            is_chat_model=True,
            temperature=0.0,
            max_tokens=_MOST_TOKENS,
            context_window=_WINDOW,
            max_retries=0,
            timeout=self.timeout,
            http_client=client,
            async_http_client=httpx.AsyncClient(**plain),
        )
        return llm, client.close

    def _pump(
        self,
        prompt: Prompt,
        message: str,
        bits: "queue.Queue[str | Exception | None]",
        closers: list[Callable[[], None]],
    ) -> None:
        """Put what the model says into a queue: its bits, then None, or what went wrong."""
        try:
            from llama_index.core.llms import ChatMessage

            llm, close = self.llama()
            closers.append(close)
            finish = None
            for part in llm.stream_chat(
                [ChatMessage(content=prompt.system, role="system"), ChatMessage(content=message)]
            ):
                finish = _finish(part.raw) or finish
                if part.delta:
                    bits.put(str(part.delta))
            bits.put(None if finish == "stop" else LanguageModelError(_ENDS.get(finish, "its reply broke off")))
        except Exception as error:  # the libraries raise their own exceptions, httpx's, json's and pydantic's
            bits.put(error)


def served_at(settings: Settings) -> tuple[str, bool]:
    """The host that serves the configured model, and whether that is this machine."""
    host = urlsplit(_url(settings)).hostname or ""
    return host, _is_loopback(host)


def _url(settings: Settings) -> str:
    return settings.llm_url or (_OLLAMA if (settings.llm or "").startswith("ollama:") else "")


def _finish(raw: Any) -> str | None:
    """Why the protocol says that the reply is whole ("stop") or cut off ("length"); None while it goes on."""
    if isinstance(raw, dict):
        return raw.get("done_reason") or "stop" if raw.get("done") else None
    choices = getattr(raw, "choices", None) or [None]
    return getattr(choices[0], "finish_reason", None)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
