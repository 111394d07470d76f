"""A real model behind a real server: random weights that talk gibberish, of which nothing may be shown."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.assistant import Assistant
from corpus.settings import Settings

TEMPLATE = "{% for message in messages %}{{ message['role'] }}: {{ message['content'] }}\n{% endfor %}assistant:"
QUESTION = "Who are the core members of a Safeguarding Adults Board?"


def make_model(folder: Path, texts: list[str]) -> None:
    """A Llama of two small layers, and a tokenizer learned from the documents."""
    import torch
    from tokenizers import ByteLevelBPETokenizer
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    learned = ByteLevelBPETokenizer()
    learned.train_from_iterator(texts, vocab_size=2000, special_tokens=["<s>", "</s>"], show_progress=False)
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=learned._tokenizer, bos_token="<s>", eos_token="</s>")
    tokenizer.chat_template = TEMPLATE
    tokenizer.save_pretrained(folder)
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=2,
        max_position_embeddings=4096,
        bos_token_id=0,
        eos_token_id=1,
        pad_token_id=1,
    )
    model = LlamaForCausalLM(config)
    model.generation_config.eos_token_id = [1, *range(20, len(tokenizer), 20)]  # so that it stops of itself
    model.save_pretrained(folder)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, assistant: Assistant) -> Iterator[tuple[str, Path]]:
    """The model's address, and its folder, which is its name."""
    folder = tmp_path_factory.mktemp("model")
    make_model(folder, [passage.text for passage in assistant.index.passages])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("transformers")), "serve", str(folder)]
    command += ["--host", "127.0.0.1", "--port", str(port), "--device", "cpu"]
    environment = os.environ | {"HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"}
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    try:
        until = time.monotonic() + 90
        while True:
            try:
                httpx.get(f"http://127.0.0.1:{port}/health").raise_for_status()
                break
            except httpx.HTTPError:
                if server.poll() is not None or time.monotonic() > until:
                    pytest.fail("transformers serve did not start")
                time.sleep(0.25)
        yield f"http://127.0.0.1:{port}/v1", folder
    finally:
        server.kill()
        server.wait()


def test_nothing_of_a_real_models_gibberish_is_shown(
    served: tuple[str, Path], settings: Settings, assistant: Assistant
) -> None:
    address, folder = served
    own = Settings(data=settings.data, llm=f"openai-like:{folder}", llm_url=address, llm_timeout=30)
    heard: list[object] = []
    answer = Assistant(own).ask(QUESTION, hear=heard.append)
    assert heard == []
    assert answer.text == assistant.ask(QUESTION).text
    assert [n.kind for n in answer.notices if n.kind == "model"] == ["model"]


def test_a_real_model_that_is_too_slow_is_not_waited_for(
    served: tuple[str, Path], settings: Settings, assistant: Assistant
) -> None:
    address, folder = served
    own = Settings(data=settings.data, llm=f"openai-like:{folder}", llm_url=address, llm_timeout=0.02)
    answer = Assistant(own).ask(QUESTION)
    assert answer.elapsed_ms < 1020
    assert answer.text == assistant.ask(QUESTION).text
    assert "longer than 0.02 seconds" in answer.notices[-1].text
