"""Figures as the team's scoring script computes them: macro-F1 over labels present, micro-F1 over sets, ECE."""

import numpy as np

from labels import HEADS, MULTI, SINGLE, SPANS


def macro_f1(gold, predicted, count):
    scores = []
    for label in range(count):
        hit = np.sum((gold == label) & (predicted == label))
        support = np.sum(gold == label)
        if support:
            scores.append(2 * hit / (support + np.sum(predicted == label)))
    return float(np.mean(scores)) if scores else float("nan")


def micro_f1(gold, predicted):
    return float(2 * np.sum(gold * predicted) / max(1, np.sum(gold) + np.sum(predicted)))


def ece(confidence, correct, bins=10):
    error = 0.0
    for i in range(bins):
        inside = (confidence > i / bins) & (confidence <= (i + 1) / bins)
        if inside.any():
            error += inside.mean() * abs(confidence[inside].mean() - correct[inside].mean())
    return float(error)


def figures(targets, probabilities, thresholds=0.5):
    """targets [N, 47], probabilities [N, 47] (per head softmax or sigmoid) → {head: {metric: value}}."""
    thresholds = np.broadcast_to(np.asarray(thresholds), probabilities.shape[1:])
    out = {}
    for head in SINGLE:
        gold, scores = targets[:, SPANS[head]].argmax(1), probabilities[:, SPANS[head]]
        predicted = scores.argmax(1)
        out[head] = {
            "macro_f1": macro_f1(gold, predicted, len(HEADS[head])),
            "accuracy": float((gold == predicted).mean()),
            "ece": ece(scores.max(1), gold == predicted),
        }
        if head == "urgency":
            hot = gold >= 2
            out[head]["hot_recall"] = float((predicted[hot] >= 2).mean()) if hot.any() else float("nan")
            out[head]["hot_precision"] = float(hot[predicted >= 2].mean()) if (predicted >= 2).any() else float("nan")
            critical = gold == 3
            out[head]["critical_recall"] = float((predicted[critical] == 3).mean()) if critical.any() else float("nan")
            out[head]["under_by_2"] = float((gold - predicted >= 2).mean())
    for head in MULTI:
        chosen = probabilities[:, SPANS[head]] >= thresholds[SPANS[head]]
        out[head] = {"micro_f1": micro_f1(targets[:, SPANS[head]], chosen)}
    return out


def headline(result):
    """One comparable line of the main figures."""
    parts = [f"{h[:4]} {result[h]['macro_f1']:.3f}" for h in SINGLE] + [f"{h[:4]} {result[h]['micro_f1']:.3f}" for h in MULTI]
    return " ".join(parts) + f" hot {result['urgency']['hot_recall']:.3f}"


def by_part(rows, targets, probabilities, thresholds=0.5):
    """Figures for all rows and for each slice the issue names."""
    masks = {"all": [True] * len(rows)}
    for language in ("fa", "ar", "en"):
        masks[language] = [row["lang"] == language for row in rows]
    masks["written"] = [row["group"] == "authored" for row in rows]
    masks["real"] = [row["group"] != "authored" for row in rows]
    masks["romanised"] = [row["romanised"] for row in rows]
    out = {}
    for name, mask in masks.items():
        mask = np.array(mask)
        if mask.sum() > 20:
            out[name] = {"count": int(mask.sum()), **figures(targets[mask], probabilities[mask], thresholds)}
    return out
