"""The linear branch: every token, every pair of neighbours and every seam inside a word has a table row of 47 shares.

Fitted as logistic regression with L-BFGS on sparse counts, which beats stochastic training of the same tables by far.
Columns: tokens [0, V), hashed pairs [V, V + M), hashed seams [V + M, V + M + S) – the last characters of a token with the
first of the next one in the same word –, and character n-grams inside tokens after them; the last are folded into the
tokens' rows, as they depend on the token alone. A feature weighs its inverse document frequency; a row is divided by the
length of its first three parts, which the network computes again from one extra table column."""

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from scipy.sparse import csr_matrix, diags, hstack

from labels import HEADS, MULTI, SINGLE, SPANS, WIDTH
from model import PAIR, SEAM


SPANS_AT_SEAM = ((2, 2), (3, 2), (2, 3))  # characters before and after


def _code(text):
    """A number for a short string, the same in every run."""
    code = 7
    for char in text:
        code = (code * 131 + ord(char)) % 1000003
    return code


@dataclass
class Columns:
    """Which columns a text has. `ends` and `starts` [V, 3]: codes of a token's last and first characters;
    `inside` [V]: whether it goes on with a word, so that there is a seam before it."""

    vocabulary: int
    pairs: int
    seams: int
    ends: np.ndarray
    starts: np.ndarray
    inside: np.ndarray

    @staticmethod
    def of(strings, pairs, seams):
        ends = [[_code("end" + text[-left:]) * SEAM[0] for left, _ in SPANS_AT_SEAM] for text in strings]
        starts = [[_code("start" + text[:right]) * SEAM[1] for _, right in SPANS_AT_SEAM] for text in strings]
        inside = [not (text.startswith("▁") or (len(text) == 1 and not text.isalnum())) for text in strings]
        ends, starts = (np.array(codes, dtype=np.int64) % seams for codes in (ends, starts))
        return Columns(len(strings), pairs, seams, ends, starts, np.array(inside))

    @property
    def size(self):
        return self.vocabulary + self.pairs + self.seams

    def __call__(self, ids):
        """Columns of one id list; before the first token stands padding (0)."""
        ids = np.asarray(ids, dtype=np.int64)
        before = np.concatenate([[0], ids[:-1]])
        pairs = self.vocabulary + (before * PAIR[0] + ids * PAIR[1]) % self.pairs
        joined = self.inside[ids]
        seams = (self.ends[before[joined]] + self.starts[ids[joined]]) % self.seams
        return np.concatenate([ids, pairs, self.vocabulary + self.pairs + seams.ravel()])

    def counts(self, id_lists):
        parts = [self(ids) for ids in id_lists]
        ends = np.cumsum([0] + [len(part) for part in parts])
        values = np.ones(ends[-1], dtype=np.float32)
        matrix = csr_matrix((values, np.concatenate(parts), ends), shape=(len(parts), self.size))
        matrix.sum_duplicates()
        return matrix


def columns_of(tokenizer, shape):
    """The columns of a tokenizer's vocabulary in tables of this shape."""
    return Columns.of([tokenizer.id_to_token(i) for i in range(shape.vocabulary)], shape.buckets, shape.seams)


def character_incidence(token_strings, buckets=60013, low=2, high=5):
    """Sparse [V, buckets] counts of the character n-grams inside each token."""
    rows, codes = [], []
    for row, token in enumerate(token_strings):
        if token.startswith("<"):
            continue
        for size in range(low, high + 1):
            for start in range(len(token) - size + 1):
                code = 0
                for char in token[start : start + size]:
                    code = (code * 1000003 + ord(char) + 1) % (2**61 - 1)
                rows.append(row)
                codes.append(code % buckets)
    matrix = csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, codes)), shape=(len(token_strings), buckets))
    matrix.sum_duplicates()
    return matrix


class Features:
    """Inverse document frequencies from a reference corpus, then rows for the regression."""

    def __init__(self, reference, columns, incidence, character_scale=0.5):
        self.columns, self.scale = columns, character_scale
        matrix = columns.counts(reference)
        present = np.bincount(matrix.indices, minlength=matrix.shape[1])
        self.idf = (np.log((1 + matrix.shape[0]) / (1 + present)) + 1).astype(np.float32)
        self.idf[present < 2] = 0  # seen once: no evidence, and it keeps the tables clean
        inside = matrix[:, : columns.vocabulary] @ incidence
        seen = np.bincount(inside.indices, minlength=inside.shape[1])
        idf = (np.log((1 + matrix.shape[0]) / (1 + seen)) + 1).astype(np.float32)
        idf[seen < 3] = 0
        self.incidence = incidence @ diags(idf)

    def rows(self, id_lists):
        matrix = self.columns.counts(id_lists)
        length = np.sqrt(np.maximum(matrix @ self.idf**2, 1.0))
        inside = (matrix[:, : self.columns.vocabulary] @ self.incidence) * self.scale
        return (diags(1 / length) @ hstack([matrix @ diags(self.idf), inside])).tocsr().astype(np.float32)

    def tables(self, weights):
        """Regression weights → table [V + M + S, 48]: 47 shares before scaling and the squared length."""
        size = self.columns.size
        out = np.zeros((size, WIDTH + 1), dtype=np.float32)
        out[:, :WIDTH] = weights[:size] * self.idf[:, None]
        out[: self.columns.vocabulary, :WIDTH] += self.scale * (self.incidence @ weights[size:])
        out[:, WIDTH] = self.idf**2
        return out


def scores(tables, bias, id_lists, columns):
    """Logits [N, 47] of the branch as the network computes them."""
    out = np.tile(bias.astype(np.float32), (len(id_lists), 1))
    for i, ids in enumerate(id_lists):
        rows = tables[columns(ids)]
        out[i] += rows[:, :WIDTH].sum(0) / np.sqrt(max(1.0, rows[:, WIDTH].sum()))
    return out


def _sparse(matrix):
    return torch.sparse_csr_tensor(
        torch.tensor(matrix.indptr), torch.tensor(matrix.indices), torch.tensor(matrix.data), matrix.shape
    )


def regress(matrix, wanted, row_weight, strength=4.0, power=1.0, iterations=60, log=print):
    """wanted [N, 47] (hard or soft), row_weight [N] → weights [features, 47] and bias [47].

    `strength` is the C of scikit-learn; `power` the exponent of inverse class frequency."""
    inputs, back = _sparse(matrix), _sparse(matrix.T.tocsr())
    weights, bias = np.zeros((matrix.shape[1], WIDTH), np.float32), np.zeros(WIDTH, np.float32)
    for head in HEADS:
        goal = torch.tensor(wanted[:, SPANS[head]])
        rows = torch.tensor(row_weight, dtype=torch.float32)
        share = ((goal * rows[:, None]).sum(0) / rows.sum()).clamp(min=1e-4)
        if head in SINGLE:
            balance = share**-power / (share ** (1 - power)).sum()
            scale = (goal * balance).sum(1) * rows
        else:
            positive, negative = (0.5 / share) ** power, (0.5 / (1 - share)) ** power
            scale = (goal * positive + (1 - goal) * negative) * rows[:, None]
        w = torch.zeros(matrix.shape[1], goal.shape[1])
        b = torch.log(share) if head in SINGLE else torch.zeros(goal.shape[1])
        w.requires_grad_(), b.requires_grad_()
        optimizer = torch.optim.LBFGS(
            [w, b], max_iter=iterations, history_size=8, tolerance_grad=1e-3, tolerance_change=1e-9, line_search_fn="strong_wolfe"
        )

        def closure():
            with torch.no_grad():
                scores = torch.sparse.mm(inputs, w) + b
            scores.requires_grad_()
            if head in SINGLE:
                loss = -((goal * F.log_softmax(scores, -1)).sum(1) * scale).sum()
            else:
                loss = (F.binary_cross_entropy_with_logits(scores, goal, reduction="none") * scale).sum()
            loss.backward()
            w.grad = torch.sparse.mm(back, scores.grad) + w.detach() / strength
            b.grad = scores.grad.sum(0)
            return loss.detach() + 0.5 * (w.detach() ** 2).sum() / strength

        final = optimizer.step(closure)
        log(f"wide {head}: first loss {float(final):.0f}")
        weights[:, SPANS[head]], bias[SPANS[head]] = w.detach().numpy(), b.detach().numpy()
    return weights, bias
