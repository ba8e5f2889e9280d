"""The network: a small transformer (Encoder) beside a linear branch over tokens, pairs and seams (wide.py).

Both give each token an additive share of every logit, so the sum over tokens plus a bias is the logit itself.
The encoder pools with one attention query per label and reads one value per label: share = attention * value."""

import math
from dataclasses import dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F

from labels import WIDTH

# Multipliers of the hashes. Ids stay under 2^15, so the sums fit in int64; wide.py and graph.py share PAIR.
PAIR = (1000003, 7919)
SEAM = (32452843, 1299709)


@dataclass
class Shape:
    vocabulary: int = 24000
    width: int = 256
    layers: int = 4
    heads: int = 4
    inner: int = 1024
    max_tokens: int = 192
    buckets: int = 65521  # of pairs; a prime, so that the remainder mixes all bits
    seams: int = 131071


class Layer(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.heads = shape.heads
        self.before_attention = nn.LayerNorm(shape.width)
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.before_inner = nn.LayerNorm(shape.width)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)

    def forward(self, x, blocked, drop):
        batch, length, width = x.shape
        q, k, v = self.qkv(self.before_attention(x)).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        # Written out: on a CPU the fused attention's backward pass takes three times as long at these lengths.
        scores = q @ k.transpose(-1, -2) * (width // self.heads) ** -0.5 + blocked
        mixed = (scores.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(batch, length, width)
        x = x + dropped(self.out(mixed), drop, self.training)
        return x + dropped(self.down(F.relu(self.up(self.before_inner(x)))), drop, self.training)


def dropped(x, share, training):
    """Dropout with one mask for all tokens of a text: as good here, and a CPU draws few random numbers."""
    if not training or not share:
        return x
    keep = torch.empty(x.shape[0], 1, x.shape[2], dtype=x.dtype).bernoulli_(1 - share) / (1 - share)
    return x * keep


class Encoder(nn.Module):
    """Pre-norm transformer; label attention; auxiliary outputs for public labels and masked tokens while training."""

    def __init__(self, shape, auxiliary=(4, 9, 2)):
        super().__init__()
        self.shape = shape
        self.embed = nn.Embedding(shape.vocabulary, shape.width)
        self.place = nn.Parameter(torch.randn(shape.max_tokens, shape.width) * 0.02)
        self.enter = nn.LayerNorm(shape.width)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.final = nn.LayerNorm(shape.width)
        self.attend = nn.Linear(shape.width, WIDTH)
        self.read = nn.Linear(shape.width, WIDTH)
        self.bias = nn.Parameter(torch.zeros(WIDTH))
        self.auxiliary = nn.Linear(shape.width, sum(auxiliary))
        self.guess = nn.Linear(shape.width, shape.width)
        self.guess_bias = nn.Parameter(torch.zeros(shape.vocabulary))
        nn.init.normal_(self.embed.weight, std=0.05)
        for layer in self.layers:
            for linear in (layer.out, layer.down):
                nn.init.normal_(linear.weight, std=0.02 / math.sqrt(2 * shape.layers))
        for linear in (self.attend, self.read):
            nn.init.normal_(linear.weight, std=0.02)
        nn.init.zeros_(self.attend.bias)

    def states(self, ids, mask, drop=0.0):
        blocked = torch.zeros(mask.shape, dtype=self.place.dtype).masked_fill(mask == 0, -1e4)[:, None, None, :]
        if torch.is_autocast_enabled("cpu"):
            blocked = blocked.bfloat16()
        x = self.enter(self.embed(ids) + self.place[: ids.shape[1]])
        x = dropped(x, drop, self.training)
        for layer in self.layers:
            x = layer(x, blocked, drop)
        return self.final(x)

    def shares(self, x, mask):
        """[B, T, 47]: attention over tokens times the value read there; padding gets nothing."""
        scores = self.attend(x).float().masked_fill(mask.unsqueeze(-1) == 0, -1e4)
        return scores.softmax(1) * self.read(x).float()

    def forward(self, ids, mask, drop=0.0):
        return self.shares(self.states(ids, mask, drop), mask).sum(1) + self.bias

    def guesses(self, x, positions, candidates):
        """Logits of the candidate tokens at the masked flat positions, tied to the embedding table."""
        hidden = F.relu(self.guess(x.flatten(0, 1)[positions]))
        return hidden @ self.embed.weight[candidates].t() + self.guess_bias[candidates]
