"""From logits to honest probabilities: temperature and small label biases per head and language, label thresholds,
policy bars and reliability bins. Everything is fitted on validation; `crossfit` gives figures for rows not fitted on."""

import numpy as np
import torch
import torch.nn.functional as F

from labels import HEADS, LANGUAGES, MULTI, SINGLE, SPANS, WIDTH

PULL = 30.0  # how strongly a language stays with the default, and a bias with zero, in rows' worth of loss


def _fit(logits, targets, head, start_log, start_bias, pull, tilt):
    """One temperature and one bias per label by maximum likelihood, pulled to the start values."""
    scores, wanted = torch.tensor(logits[:, SPANS[head]]), torch.tensor(targets[:, SPANS[head]])
    log_temperature = torch.tensor(float(start_log), requires_grad=True)
    bias = torch.tensor(start_bias, dtype=torch.float32, requires_grad=True)
    anchor = bias.detach().clone()
    if head in SINGLE:  # rows of rare labels count more: the figure that matters is macro-F1
        share = wanted.mean(0).clamp(min=0.01)
        weight = (wanted * share**-tilt).sum(1)
        weight = weight / weight.mean()
    optimizer = torch.optim.LBFGS([log_temperature, bias], max_iter=100, line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        scaled = scores / log_temperature.exp() + bias
        if head in SINGLE:
            loss = -((wanted * F.log_softmax(scaled, -1)).sum(1) * weight).sum()
        else:
            loss = F.binary_cross_entropy_with_logits(scaled, wanted, reduction="sum")
        loss = loss + pull * ((log_temperature - start_log) ** 2 + ((bias - anchor) ** 2).sum() * 0.3)
        loss.backward()
        return loss

    optimizer.step(closure)
    return log_temperature.item(), bias.detach().numpy()


def fit(logits, targets, langs, tilt):
    """→ {head: {"default" | language: {"temperature", "bias"}}}. tilt {head: power}: 0 plain, 1 all labels equal."""
    langs = np.array(langs)
    out = {}
    for head, labels in HEADS.items():
        start, bias = _fit(logits, targets, head, 0.0, np.zeros(len(labels)), 1.0, tilt.get(head, 0))
        out[head] = {"default": {"temperature": float(np.exp(start)), "bias": bias.tolist()}}
        for lang in LANGUAGES:
            own = langs == lang
            t, b = _fit(logits[own], targets[own], head, start, bias, PULL, tilt.get(head, 0))
            out[head][lang] = {"temperature": float(np.exp(t)), "bias": b.tolist()}
    return out


def apply(logits, langs, calibration):
    """Calibrated probabilities [N, 47]."""
    out = np.empty_like(logits)
    for head in HEADS:
        for lang in set(langs):
            rows = np.array([each == lang for each in langs])
            own = calibration[head].get(lang, calibration[head]["default"])
            scaled = logits[rows][:, SPANS[head]] / own["temperature"] + np.array(own["bias"], dtype=np.float32)
            if head in SINGLE:
                powers = np.exp(scaled - scaled.max(1, keepdims=True))
                scaled = powers / powers.sum(1, keepdims=True)
            else:
                scaled = 1 / (1 + np.exp(-scaled))
            out[np.ix_(np.where(rows)[0], range(SPANS[head].start, SPANS[head].stop))] = scaled
    return out


def thresholds(probabilities, targets, shrink=60.0):
    """[47] threshold per label of the multi heads, best F1 pulled towards the head's common best."""
    out = np.full(WIDTH, 0.5, dtype=np.float32)
    grid = np.arange(0.12, 0.71, 0.02)
    for head in MULTI:
        scores, wanted = probabilities[:, SPANS[head]], targets[:, SPANS[head]]
        common = grid[np.argmax([_f1(scores >= t, wanted) for t in grid])]
        for i in range(scores.shape[1]):
            best = grid[np.argmax([_f1(scores[:, i] >= t, wanted[:, i]) for t in grid])]
            support = wanted[:, i].sum()
            out[SPANS[head].start + i] = (best * support + common * shrink * 5) / (support + shrink * 5)
    return out


def _f1(chosen, wanted):
    return 2 * (chosen * wanted).sum() / max(1, chosen.sum() + wanted.sum())


def decide(probabilities, cuts):
    """As the service answers: topics are the best three above their thresholds, else the single best, and `other`
    never beside another; signals all above theirs. Multi heads become 0/1, single heads stay probabilities."""
    out, cuts = probabilities.copy(), np.broadcast_to(cuts, probabilities.shape)
    for head in MULTI:
        out[:, SPANS[head]] = probabilities[:, SPANS[head]] >= cuts[:, SPANS[head]]
    span = SPANS["topics"]
    for row in range(len(out)):
        scores, chosen = probabilities[row, span], out[row, span] > 0
        if not chosen.any():
            chosen[scores.argmax()] = True
        if chosen.sum() > 1:
            chosen[-1] = False
        best = np.argsort(-np.where(chosen, scores, -1))[:3]
        out[row, span] = 0
        out[row, span.start + best] = chosen[best]
    return out


def crossfit(logits, targets, langs, tilt, folds=5):
    """Probabilities and thresholds for each row fitted on the other folds → ([N, 47], [N, 47] decisions as 0/1)."""
    fold = np.arange(len(langs)) % folds
    probabilities, cuts = np.empty_like(logits), np.empty_like(logits)
    langs = np.array(langs)
    for each in range(folds):
        inside, outside = fold != each, fold == each
        calibration = fit(logits[inside], targets[inside], langs[inside], tilt)
        cuts[outside] = thresholds(apply(logits[inside], langs[inside], calibration), targets[inside])
        probabilities[outside] = apply(logits[outside], langs[outside], calibration)
    return probabilities, cuts


MISSED_URGENCY_BAR = 0.2  # as in src/domain/triage/policy.ts


def policy(probabilities, targets, settings):
    """Bars per single head below which the service holds an answer unsure.

    Only sentiment and urgency decide there: their bars rise together, by equal shares of rows, until with the
    missed-urgency rule `settings["unsure_share"]` of the rows is unsure; a calm urgency needs a little more.
    Intent and emotion get the lowest confidence at which accepted answers reach their goal accuracy."""
    ordered = {head: np.sort(probabilities[:, SPANS[head]], 1) for head in SINGLE}
    sure = {head: each[:, -1] for head, each in ordered.items()}
    urgency = probabilities[:, SPANS["urgency"]]
    calm = urgency.argmax(1) <= 1
    missed = calm & (urgency[:, 2:].sum(1) >= MISSED_URGENCY_BAR)
    step = settings["calm_step"]

    def bars(share):
        return {head: round(float(np.quantile(sure[head], share)), 2) for head in ("sentiment", "urgency")}

    def unsure(found):
        needed = np.where(calm, found["urgency"] + step, found["urgency"])
        return (missed | (sure["sentiment"] < found["sentiment"]) | (sure["urgency"] < needed)).mean()

    share = max((s for s in np.arange(0, 0.5, 0.005) if unsure(bars(s)) <= settings["unsure_share"]), default=0)
    out = {head: {"confidence": bar, "margin": 0} for head, bar in bars(share).items()}
    out["urgency"]["low_confidence"] = round(out["urgency"]["confidence"] + step, 2)
    for head in ("intent", "emotion"):
        right = probabilities[:, SPANS[head]].argmax(1) == targets[:, SPANS[head]].argmax(1)
        goal = settings["accuracy"][head]
        bar = next((b for b in np.arange(0.30, 0.90, 0.01) if right[sure[head] >= b].mean() >= goal), 0.9)
        out[head] = {"confidence": round(float(bar), 2), "margin": 0}
    return out


def reliability(probabilities, targets, langs, bins=10):
    out = {}
    for head in SINGLE:
        out[head] = {}
        for lang in LANGUAGES:
            own = np.array([each == lang for each in langs])
            scores, gold = probabilities[own][:, SPANS[head]], targets[own][:, SPANS[head]].argmax(1)
            confidence, right = scores.max(1), scores.argmax(1) == gold
            rows, error = [], 0.0
            for i in range(bins):
                inside = (confidence > i / bins) & (confidence <= (i + 1) / bins)
                if inside.any():
                    mean, accuracy = float(confidence[inside].mean()), float(right[inside].mean())
                    error += inside.mean() * abs(mean - accuracy)
                    rows.append({"confidence": round(mean, 4), "accuracy": round(accuracy, 4), "count": int(inside.sum())})
                else:
                    rows.append({"confidence": (i + 0.5) / bins, "accuracy": 0, "count": 0})
            out[head][lang] = {"count": int(own.sum()), "ece": round(float(error), 4), "accuracy": round(float(right.mean()), 4), "bins": rows}
    return out
