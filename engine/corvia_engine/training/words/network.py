"""The network: all-MiniLM-L6-v2 with its upper four layers doubled, for feeling and for thinking.

Six layers of BERT (Devlin et al. 2019), width 384, 12 heads. The embeddings and the lowest two
layers stay as they were: 50,000 sentences would only bend the words that occur in them.
"""

import math

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from corvia_local.model.reflection import DISTORTION_TYPES

WIDTH = 384
HEADS = 12
INNER = 1536
SHARED_LAYERS = 2
OWN_LAYERS = 4
MOST_POSITIONS = 256
DROPOUT = 0.1
EPSILON = 1e-12
LABELS = 28
MOODS = 3
TRAPS = len(DISTORTION_TYPES)


class SentenceDropout(nn.Module):
    """Dropout with one mask a sentence, shared by all its tokens: cheaper, and no weaker here."""

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """Drop features of (batch × tokens × width)."""
        if not self.training:
            return states
        mask = torch.empty(states.shape[0], 1, states.shape[2], dtype=states.dtype)
        return states * mask.bernoulli_(1 - DROPOUT).div_(1 - DROPOUT)


class Layer(nn.Module):
    """One transformer layer, normalised after each half."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.widen = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.last_norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.drop = SentenceDropout()

    def forward(self, states: torch.Tensor, bias: torch.Tensor | None) -> torch.Tensor:
        """Map (batch × tokens × width); `bias` is added to the attention logits."""
        batch, tokens, _ = states.shape
        size = WIDTH // HEADS
        qkv = self.qkv(states).view(batch, tokens, 3, HEADS, size).permute(2, 0, 3, 1, 4)
        logits = qkv[0] @ qkv[1].transpose(-1, -2) / math.sqrt(size)
        if bias is not None:
            logits = logits + bias
        mixed = (logits.softmax(-1) @ qkv[2]).transpose(1, 2).reshape(batch, tokens, WIDTH)
        states = self.norm(states + self.drop(self.out(mixed)))
        inner = self.narrow(functional.gelu(self.widen(states)))
        return self.last_norm(states + self.drop(inner))


class Branch(nn.Module):
    """Upper layers, the mean over a sentence's tokens, and one linear head."""

    def __init__(self, outputs: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer() for _ in range(OWN_LAYERS))
        self.drop = nn.Dropout(DROPOUT)
        self.head = nn.Linear(WIDTH, outputs)

    def forward(
        self, states: torch.Tensor, bias: torch.Tensor | None, mask: torch.Tensor | None
    ) -> torch.Tensor:
        """Give (batch × outputs)."""
        for layer in self.layers:
            states = layer(states, bias)
        return self.head(self.drop(mean_over_tokens(states, mask)))


class WordsNetwork(nn.Module):
    """Token numbers in, logits and moods out.

    Columns of the feeling branch: 28 emotion logits, then valence, arousal, dominance in EmoBank's
    standard units. Of the thinking branch: the same three moods, the logit that any trap stands
    there, the logits of the traps, the logit of harm.
    """

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(MOST_POSITIONS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.shared = nn.ModuleList(Layer() for _ in range(SHARED_LAYERS))
        self.feeling = Branch(LABELS + MOODS)
        self.thinking = Branch(MOODS + 1 + TRAPS + 1)
        for part in (self.words, self.positions, self.norm, self.shared):
            part.requires_grad_(False)

    def middle(self, tokens: torch.Tensor, bias: torch.Tensor | None) -> torch.Tensor:
        """Give what is never trained and both branches start from, (batch × tokens × width)."""
        places = torch.arange(tokens.shape[1])
        states = self.norm(self.words(tokens) + self.positions(places))
        for layer in self.shared:
            states = layer(states, bias)
        return states

    def forward(
        self, tokens: torch.Tensor, mask: torch.Tensor | None = None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Give both branches' outputs for tokens (batch × tokens); 0 in `mask` is padding."""
        bias = attention_bias(mask)
        states = self.middle(tokens, bias)
        return self.feeling(states, bias, mask), self.thinking(states, bias, mask)


def attention_bias(mask: torch.Tensor | None) -> torch.Tensor | None:
    """Turn a mask (batch × tokens) into what is added to attention logits."""
    return None if mask is None else (1.0 - mask[:, None, None, :]) * -10000.0


def mean_over_tokens(states: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
    """Average the tokens that are no padding."""
    if mask is None:
        return states.mean(1)
    weights = mask[:, :, None].to(states.dtype)
    return (states * weights).sum(1) / weights.sum(1)


def fill(network: WordsNetwork, weights: dict[str, torch.Tensor], rows: np.ndarray) -> None:
    """Start from the pretrained weights; both branches get the same upper layers.

    `rows` names the rows of the vocabulary that are kept, in order.
    """
    with torch.no_grad():
        network.words.weight.copy_(weights["embeddings.word_embeddings.weight"][rows])
        kinds = weights["embeddings.token_type_embeddings.weight"]
        places = weights["embeddings.position_embeddings.weight"][:MOST_POSITIONS]
        network.positions.weight.copy_(places + kinds[0])
        _copy(network.norm, weights, "embeddings.LayerNorm")
        for k, layer in enumerate(network.shared):
            _fill_layer(layer, weights, f"encoder.layer.{k}")
        for branch in (network.feeling, network.thinking):
            for k in range(OWN_LAYERS):
                _fill_layer(branch.layers[k], weights, f"encoder.layer.{SHARED_LAYERS + k}")


def _fill_layer(layer: nn.Module, weights: dict[str, torch.Tensor], name: str) -> None:
    for part in ("weight", "bias"):
        three = [weights[f"{name}.attention.self.{x}.{part}"] for x in ("query", "key", "value")]
        getattr(layer.qkv, part).copy_(torch.cat(three))
    _copy(layer.out, weights, f"{name}.attention.output.dense")
    _copy(layer.norm, weights, f"{name}.attention.output.LayerNorm")
    _copy(layer.widen, weights, f"{name}.intermediate.dense")
    _copy(layer.narrow, weights, f"{name}.output.dense")
    _copy(layer.last_norm, weights, f"{name}.output.LayerNorm")


def _copy(module: nn.Module, weights: dict[str, torch.Tensor], name: str) -> None:
    module.weight.copy_(weights[f"{name}.weight"])
    module.bias.copy_(weights[f"{name}.bias"])
