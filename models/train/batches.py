"""Token ids, length-bucketed batches and the losses."""

import numpy as np
import torch
import torch.nn.functional as F

from labels import HEADS, MULTI, SINGLE, SPANS


def encode(tokenizer, texts, limit, dropout=0.0):
    """Token id lists of at most `limit`: the head and the tail of longer texts (the ask is often at the end)."""
    tokenizer.model.dropout = dropout or None
    out = []
    for i in range(0, len(texts), 20000):
        out += [cut(e.ids, limit) for e in tokenizer.encode_batch(texts[i : i + 20000], add_special_tokens=False)]
    tokenizer.model.dropout = None
    return out


def cut(ids, limit):
    return ids[:limit]


def pad(lists):
    """Lists of ids → int64 [B, T] and mask [B, T]."""
    ids = torch.zeros(len(lists), max(1, max(map(len, lists))), dtype=torch.long)
    mask = torch.zeros_like(ids)
    for i, row in enumerate(lists):
        ids[i, : len(row)] = torch.tensor(row, dtype=torch.long)
        mask[i, : len(row)] = 1
    return ids, mask


def buckets(lengths, tokens, random, pool=4096):
    """Index arrays of similar length, each of about `tokens` padded tokens, in random order."""
    order = random.permutation(len(lengths))
    out = []
    for start in range(0, len(order), pool):
        part = order[start : start + pool]
        part = part[np.argsort([lengths[i] + random.random() for i in part])]
        batch, longest = [], 0
        for i in part:
            longest = max(longest, lengths[i])
            if batch and longest * (len(batch) + 1) > tokens:
                out.append(batch)
                batch, longest = [], lengths[i]
            batch.append(i)
        out.append(batch)
    return [out[i] for i in random.permutation(len(out))]


def class_weights(targets, power):
    """[47] weights: inverse frequency to a power, mean 1 over rows for single heads; positives' weight for the others."""
    share = targets.mean(0).clip(1e-4)
    out = np.ones_like(share)
    for head in SINGLE:
        weight = share[SPANS[head]] ** -power
        out[SPANS[head]] = weight / (weight * share[SPANS[head]]).sum()
    for head in MULTI:
        out[SPANS[head]] = ((1 - share[SPANS[head]]) / share[SPANS[head]]) ** power
    return torch.tensor(out, dtype=torch.float32)


# Cost of answering column when the truth is row: too low costs twice a step, too high one.
URGENCY_COST = torch.tensor([[0.0, 1, 2, 3], [2, 0, 1, 2], [4, 2, 0, 1], [6, 4, 2, 0]])
HEAD_SCALE = {"sentiment": 1.0, "urgency": 1.2, "intent": 1.0, "emotion": 1.0, "topics": 1.0, "signals": 1.0}


def label_loss(logits, targets, weights, smoothing=0.05, cost=0.15):
    """Per-row loss [B] over all heads. `weights` [47] (ones for soft targets of a teacher)."""
    total = 0
    for head in SINGLE:
        log, wanted = F.log_softmax(logits[:, SPANS[head]], -1), targets[:, SPANS[head]]
        row_weight = (wanted * weights[SPANS[head]]).sum(1)
        wanted = wanted * (1 - smoothing) + smoothing / len(HEADS[head])
        loss = -(wanted * log).sum(1) * row_weight
        if head == "urgency" and cost:
            loss = loss + cost * ((targets[:, SPANS[head]] @ URGENCY_COST) * log.exp()).sum(1)
        total = total + HEAD_SCALE[head] * loss
    for head in MULTI:
        loss = F.binary_cross_entropy_with_logits(
            logits[:, SPANS[head]], targets[:, SPANS[head]] * (1 - smoothing) + smoothing * 0.1, reduction="none",
            pos_weight=weights[SPANS[head]],
        )  # fmt: skip
        total = total + HEAD_SCALE[head] * loss.sum(1) * 0.5
    return total


def probabilities(logits):
    """Uncalibrated probabilities of logits [N, 47]."""
    out = torch.empty_like(logits)
    for head in SINGLE:
        out[:, SPANS[head]] = logits[:, SPANS[head]].softmax(-1)
    for head in MULTI:
        out[:, SPANS[head]] = logits[:, SPANS[head]].sigmoid()
    return out
