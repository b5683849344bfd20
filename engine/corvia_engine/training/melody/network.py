"""The melody model: a small decoder-only transformer with rotary positions and a cache.

Vaswani et al. (2017); rotary positions after Su et al. (2021), RoFormer.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from corvia_engine.music.melody.features import SIZES
from corvia_engine.music.melody.vocabulary import VOCABULARY

WIDTH = 192
LAYERS = 4
HEADS = 6
HEAD_WIDTH = WIDTH // HEADS
HIDDEN = 4 * WIDTH
DROPOUT = 0.05


class Block(nn.Module):
    """Self-attention and a feed-forward layer, each after a layer norm."""

    def __init__(self) -> None:
        super().__init__()
        self.before_attention = nn.LayerNorm(WIDTH)
        self.queries_keys_values = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.before_hidden = nn.LayerNorm(WIDTH)
        self.widen = nn.Linear(WIDTH, HIDDEN)
        self.narrow = nn.Linear(HIDDEN, WIDTH)

    def forward(
        self, x: Tensor, turn: tuple[Tensor, Tensor], past: Tensor, mask: Tensor | None
    ) -> tuple[Tensor, Tensor]:
        """Take states (batch × n × width) and past keys and values (2 × batch × heads × m ×
        head width); give the new states and the keys and values with the new ones appended."""
        batch, length, _ = x.shape
        three = self.queries_keys_values(self.before_attention(x))
        three = three.view(batch, length, 3, HEADS, HEAD_WIDTH).permute(2, 0, 3, 1, 4)
        queries, keys = rotate(three[0], turn), rotate(three[1], turn)
        now = torch.cat([past, torch.stack([keys, three[2]])], dim=3)
        heard = functional.scaled_dot_product_attention(
            queries, now[0], now[1], attn_mask=mask, is_causal=mask is None
        )
        heard = heard.transpose(1, 2).reshape(batch, length, WIDTH)
        x = x + functional.dropout(self.out(heard), DROPOUT, self.training)
        hidden = functional.gelu(self.widen(self.before_hidden(x)), approximate="tanh")
        return x + functional.dropout(self.narrow(hidden), DROPOUT, self.training), now


def rotate(x: Tensor, turn: tuple[Tensor, Tensor]) -> Tensor:
    """Turn each pair of halves of the last axis by its position's angle."""
    left, right = x.chunk(2, dim=-1)
    cos, sin = turn
    return torch.cat([left * cos - right * sin, left * sin + right * cos], dim=-1)


class MelodyNetwork(nn.Module):
    """Tokens so far and the features of the next ones to logits of the next tokens."""

    def __init__(self) -> None:
        super().__init__()
        self.tokens = nn.Embedding(VOCABULARY, WIDTH)
        self.features = nn.Embedding(sum(SIZES), WIDTH)
        nn.init.normal_(self.tokens.weight, std=0.05)
        nn.init.normal_(self.features.weight, std=0.02)
        offsets = torch.tensor([sum(SIZES[:index]) for index in range(len(SIZES))])
        self.register_buffer("offsets", offsets, persistent=False)
        rates = 10000.0 ** (-torch.arange(HEAD_WIDTH // 2) / (HEAD_WIDTH // 2))
        self.register_buffer("rates", rates, persistent=False)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.after = nn.LayerNorm(WIDTH)
        self.logits = nn.Linear(WIDTH, VOCABULARY)

    def forward(self, tokens: Tensor, features: Tensor) -> Tensor:
        """Take tokens (batch × n) and features (batch × n × features); give logits."""
        empty = torch.zeros(2, tokens.shape[0], HEADS, 0, HEAD_WIDTH, dtype=self.rates.dtype)
        x = self.embed(tokens, features)
        turn = self.turn(torch.arange(tokens.shape[1]))
        for block in self.blocks:
            x, _ = block(x, turn, empty.to(x.dtype), None)
        return self.logits(self.after(x))

    def embed(self, tokens: Tensor, features: Tensor) -> Tensor:
        """Give the sum of the token's and its features' embeddings."""
        bag = features.reshape(-1, len(SIZES)) + self.offsets
        told = functional.embedding_bag(bag, self.features.weight, mode="sum")
        return self.tokens(tokens) + told.view(*tokens.shape, WIDTH)

    def turn(self, positions: Tensor) -> tuple[Tensor, Tensor]:
        """Give cosines and sines (n × half a head) of the positions."""
        angles = positions[:, None].to(self.rates.dtype) * self.rates
        return angles.cos(), angles.sin()
