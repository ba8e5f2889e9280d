"""The network: a linear n-gram branch (Wide) and a small transformer (Encoder) over the same token ids.

Both give each token an additive share of every logit, so the sum over tokens plus a bias is the logit itself:
Wide sums table rows of the token, its pairs, its triples and its skipped pairs (hashed), scaled by 1/sqrt(length);
Encoder pools with one attention query per label and reads one value per label: share = attention * value."""

import math
from dataclasses import dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F

from labels import WIDTH

# Multipliers of the hashes. Ids stay under 2^15, so all sums fit in int64; the export repeats them.
PAIR = (1000003, 7919)
TRIPLE = (15485863, 1299709, 104729)
SKIP = (32452843, 49979687)


@dataclass
class Shape:
    vocabulary: int = 24000
    width: int = 256
    layers: int = 4
    heads: int = 4
    inner: int = 1024
    max_tokens: int = 192
    buckets: int = 65521  # a prime, so that the remainder mixes all bits


def ngram_rows(ids, buckets):
    """ids [B, T] → the three hashed rows of each position, [B, T, 3]; position −1 and −2 count as padding (0)."""
    first = F.pad(ids, (1, 0))[:, :-1]
    second = F.pad(ids, (2, 0))[:, :-2]
    pair = (first * PAIR[0] + ids * PAIR[1]) % buckets
    triple = (second * TRIPLE[0] + first * TRIPLE[1] + ids * TRIPLE[2]) % buckets
    skip = (second * SKIP[0] + ids * SKIP[1]) % buckets
    return torch.stack([pair, triple, skip], -1)


class Wide(nn.Module):
    """Linear in hashed n-grams of tokens. While training, a token's row also holds rows of the characters
    n-grams inside the token (like fastText), which are folded into the one table on export."""

    def __init__(self, shape, incidence=None):
        super().__init__()
        self.shape = shape
        self.tokens = nn.Parameter(torch.zeros(shape.vocabulary, WIDTH))
        self.ngrams = nn.Parameter(torch.zeros(shape.buckets, WIDTH))
        self.bias = nn.Parameter(torch.zeros(WIDTH))
        self.incidence = incidence  # sparse [V, character n-grams], or None once folded
        if incidence is not None:
            self.characters = nn.Parameter(torch.zeros(incidence.shape[1], WIDTH))

    def table(self):
        return self.tokens if self.incidence is None else self.tokens + torch.sparse.mm(self.incidence, self.characters)

    def shares(self, ids, mask, drop=0.0):
        """[B, T, 47] additive shares."""
        keep = mask.float()
        scale = keep.sum(1, keepdim=True).clamp(min=1).rsqrt()
        rows = ngram_rows(ids, self.shape.buckets)
        words = F.embedding(ids, self.table())
        grams = F.embedding(rows, self.ngrams)
        if drop and self.training:
            words = words * (torch.rand(ids.shape) > drop).float().unsqueeze(-1) / (1 - drop)
            grams = grams * (torch.rand(rows.shape) > drop).float().unsqueeze(-1) / (1 - drop)
        return (words + grams.sum(2)) * (keep * scale).unsqueeze(-1)

    def forward(self, ids, mask, drop=0.0):
        return self.shares(ids, mask, drop).sum(1) + self.bias


def character_incidence(token_strings, buckets=60013, low=2, high=5):
    """Sparse [V, buckets] of the character n-grams in each token string, rows scaled to unit length."""
    rows, columns, values = [], [], []
    for row, token in enumerate(token_strings):
        if token.startswith("<"):
            continue
        grams = [token[i : i + n] for n in range(low, high + 1) for i in range(len(token) - n + 1)]
        for gram in grams:
            code = 0
            for char in gram:
                code = (code * 1000003 + ord(char) + 1) % (2**61 - 1)
            rows.append(row)
            columns.append(code % buckets)
            values.append(1 / math.sqrt(len(grams)))
    size = (len(token_strings), buckets)
    return torch.sparse_coo_tensor(torch.tensor([rows, columns]), torch.tensor(values), size).coalesce().to_sparse_csr()


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
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=blocked)
        x = x + F.dropout(self.out(mixed.transpose(1, 2).reshape(batch, length, width)), drop, self.training)
        return x + F.dropout(self.down(F.relu(self.up(self.before_inner(x)))), drop, self.training)


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
        x = F.dropout(x, drop, self.training)
        for layer in self.layers:
            x = layer(x, blocked, drop)
        return self.final(x)

    def shares(self, x, mask):
        """[B, T, 47]: attention over tokens times the value read there; padding gets nothing."""
        scores = self.attend(x).float().masked_fill(mask.unsqueeze(-1) == 0, -1e4)
        return scores.softmax(1) * self.read(x).float()

    def forward(self, ids, mask, drop=0.0):
        return self.shares(self.states(ids, mask, drop), mask).sum(1) + self.bias

    def guesses(self, x, positions):
        """Masked-token logits at the flat positions, tied to the embedding table."""
        hidden = F.relu(self.guess(x.flatten(0, 1)[positions]))
        return hidden @ self.embed.weight.t() + self.guess_bias
