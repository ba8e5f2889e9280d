"""Start values of the token embeddings: positive pointwise mutual information of neighbours, factorised (SVD).
Minutes on a CPU, and the encoder need not learn from nothing which words are alike."""

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix
from sklearn.utils.extmath import randomized_svd


def cooccurrence(id_lists, vocabulary, window=5, chunk=2_000_000):
    """Symmetric counts weighted 1/distance over [V, V]."""
    flat = np.concatenate([np.array(row + [-1] * window, dtype=np.int64) for row in id_lists])
    total = csr_matrix((vocabulary, vocabulary), dtype=np.float32)
    for start in range(0, len(flat), chunk):
        part = flat[start : start + chunk + window]
        for distance in range(1, window + 1):
            left, right = part[:-distance][:chunk], part[distance:][:chunk]
            good = (left >= 0) & (right >= 0)
            weight = np.full(good.sum(), 1 / distance, dtype=np.float32)
            total = total + coo_matrix((weight, (left[good], right[good])), shape=total.shape).tocsr()
    return total + total.T


def embeddings(id_lists, vocabulary, width, seed=0, floor=2.0):
    """[V, width] float32, rows scaled so that their mean length is sqrt(width) * 0.05."""
    counts = cooccurrence(id_lists, vocabulary).tocoo()
    keep = counts.data >= 0.5
    row, column, value = counts.row[keep], counts.col[keep], counts.data[keep]
    sums = np.bincount(row, value, vocabulary) + floor
    context = sums**0.75
    score = np.log(value * context.sum() / (sums[row] * context[column])) - np.log(1.5)
    good = score > 0
    matrix = csr_matrix((score[good].astype(np.float32), (row[good], column[good])), shape=(vocabulary, vocabulary))
    left, strength, _ = randomized_svd(matrix, width, n_oversamples=16, n_iter=3, random_state=seed)
    out = left * np.sqrt(strength)
    out = out - out.mean(0)
    seen = np.linalg.norm(out, axis=1) > 1e-6
    out *= 0.05 * np.sqrt(width) / np.linalg.norm(out[seen], axis=1).mean()
    missing = ~seen
    out[missing] = np.random.default_rng(seed).normal(0, 0.02, (missing.sum(), width))
    return out.astype(np.float32)
