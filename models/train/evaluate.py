"""Figures of a finished run as markdown: validation by language with bootstrap intervals beside the linear model,
sources never trained or tuned on, confusion, faithfulness of reasons. Decisions on validation are cross-fitted.

python models/train/evaluate.py --run RUN [--folder models/triage-fa-ar-en]"""

import argparse
import json
import pickle
from pathlib import Path

import numpy as np

import batches
import calibrate
import metrics
import tokenizer as tokens
from export import run_one, session
from labels import HEADS, MULTI, SINGLE, SPANS, targets

HERE = Path(__file__).parent


def flat(found):
    return {
        **{head: found[head]["macro_f1"] for head in SINGLE},
        **{head: found[head]["micro_f1"] for head in MULTI},
        "hot_recall": found["urgency"]["hot_recall"],
    }


def bootstrap(wanted, decided, rounds=300, seed=0):
    """95 % interval of each figure over resampled rows."""
    random = np.random.default_rng(seed)
    seen = []
    for _ in range(rounds):
        pick = random.integers(0, len(wanted), len(wanted))
        seen.append(list(flat(metrics.figures(wanted[pick], decided[pick])).values()))
    low, high = np.nanpercentile(seen, [2.5, 97.5], axis=0)
    return dict(zip(flat(metrics.figures(wanted, decided)), zip(low, high)))


def gain(wanted, decided, linear, rounds=300, seed=0):
    """Figure by figure: difference from the linear model and its 95 % interval over rows resampled in pairs."""
    random = np.random.default_rng(seed)
    seen = []
    for _ in range(rounds):
        pick = random.integers(0, len(wanted), len(wanted))
        own, other = (flat(metrics.figures(wanted[pick], each[pick])) for each in (decided, linear))
        seen.append([own[name] - other[name] for name in own])
    low, high = np.nanpercentile(seen, [2.5, 97.5], axis=0)
    own, other = (flat(metrics.figures(wanted, each)) for each in (decided, linear))
    return {name: (own[name] - other[name], low[i], high[i]) for i, name in enumerate(own)}


def table(rows, wanted, decided, linear):
    lines = ["| part | rows | " + " | ".join(["sentiment", "urgency", "intent", "emotion", "topics", "signals", "high+critical found"]) + " |"]
    lines.append("|---" * 9 + "|")
    masks = {"all": np.ones(len(rows), bool)}
    for lang in ("fa", "ar", "en"):
        masks[lang] = np.array([row["lang"] == lang for row in rows])
    masks["written for us"] = np.array([row["group"] == "authored" for row in rows])
    masks["real"] = ~masks["written for us"]
    masks["romanised"] = np.array([row["romanised"] for row in rows])
    for name, mask in masks.items():
        if mask.sum() < 30:
            continue
        own = flat(metrics.figures(wanted[mask], decided[mask]))
        span = bootstrap(wanted[mask], decided[mask])
        other = flat(metrics.figures(wanted[mask], linear[mask]))
        cells = [f"{own[k]:.2f} ({span[k][0]:.2f}–{span[k][1]:.2f}); {other[k]:.2f}" for k in own]
        lines.append(f"| {name} | {mask.sum()} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def surest(wanted, probabilities, share=0.7):
    """Accuracy on all rows and on the share with the highest confidence."""
    out = {}
    for head in SINGLE:
        scores = probabilities[:, SPANS[head]]
        right = scores.argmax(1) == wanted[:, SPANS[head]].argmax(1)
        kept = np.argsort(-scores.max(1))[: round(share * len(right))]
        out[head] = (float(right.mean()), float(right[kept].mean()))
    return out


def faithful(net, ids, logits_of, head, count=250, seed=0):
    """How the top token's share compares with what leaving it out does: mean drop of the chosen label's logit for the
    token with the largest share, for a random token, and the rank correlation of share and drop within a message."""
    random = np.random.default_rng(seed)
    top, other, agreement = [], [], []
    for i in random.permutation(len(ids))[: count * 2]:
        row = ids[i]
        if not 4 <= len(row) <= 40:
            continue
        logits, shares = run_one(net, row)
        label = SPANS[head].start + int(logits[SPANS[head]].argmax())
        drops = np.array([logits[label] - run_one(net, row[:j] + row[j + 1 :])[0][label] for j in range(len(row))])
        best = int(shares[:, label].argmax())
        top.append(drops[best])
        other.append(drops[random.integers(len(row))])
        ranks = [np.argsort(np.argsort(values)) for values in (shares[:, label], drops)]
        agreement.append(np.corrcoef(*ranks)[0, 1])
        if len(top) == count:
            break
    return float(np.mean(top)), float(np.mean(other)), float(np.mean(agreement))


def main():
    flags = argparse.ArgumentParser()
    flags.add_argument("--run", type=Path, required=True)
    flags.add_argument("--folder", type=Path, default=HERE.parent / "triage-fa-ar-en")
    flags = flags.parse_args()
    settings = json.loads((flags.run / "settings.json").read_text())
    manifest = json.loads((flags.folder / "manifest.json").read_text(encoding="utf-8"))
    rows = pickle.loads((flags.run / "rows.pickle").read_bytes())[0]
    tokenizer = tokens.load(flags.folder / "tokenizer.json")
    net = session(flags.folder / "onnx/model_quantized.onnx")
    cuts = np.full(47, 0.5)
    for head in MULTI:
        cuts[SPANS[head]] = [manifest["label_thresholds"][head][label] for label in HEADS[head]]

    valid = [row for row in rows if row["split"] == "valid"]
    wanted, langs = targets(valid), [row["lang"] for row in valid]
    logits = np.load(flags.run / "valid.npz")["logits"]
    honest, honest_cuts = calibrate.crossfit(logits, wanted, langs, settings["tilt"])
    linear = np.load(flags.run / "baseline-valid.npy")
    print("## Validation: figure (95 % interval); linear model\n")
    print(table(valid, wanted, calibrate.decide(honest, honest_cuts), calibrate.decide(linear, 0.5)))
    print("\n## Gain over the linear model, all rows\n")
    for name, (mean, low, high) in gain(wanted, calibrate.decide(honest, honest_cuts), calibrate.decide(linear, 0.5)).items():
        print(f"{name} {mean:+.3f} ({low:+.3f} to {high:+.3f})")
    found = metrics.by_part(valid, wanted, calibrate.decide(honest, honest_cuts))
    print("\n## Calibration error, accuracy, accuracy on the surest 70 %\n\n| | all | fa | ar | en | accuracy | surest 70 % |")
    print("|---" * 7 + "|")
    for head, (whole, sure) in surest(wanted, honest).items():
        errors = " | ".join(f"{found[part][head]['ece']:.3f}" for part in ("all", "fa", "ar", "en"))
        print(f"| {head} | {errors} | {whole:.3f} | {sure:.3f} |")
    urgency = found["all"]["urgency"]
    print("\nurgency:", {k: round(v, 3) for k, v in urgency.items()})

    unseen = [row for row in rows if row["split"] == "unseen"]
    if unseen:
        ids = batches.encode(tokenizer, [row["norm"] for row in unseen], manifest["max_tokens"])
        scores = calibrate.apply(np.stack([run_one(net, row)[0] for row in ids]), [r["lang"] for r in unseen], manifest["calibration"])
        other = np.load(flags.run / "baseline-unseen.npy")
        print("\n## Sources never trained or tuned on\n")
        print(table(unseen, targets(unseen), calibrate.decide(scores, cuts), calibrate.decide(other, 0.5)))

    for head in ("sentiment", "urgency"):
        print(f"\n## Confusion, {head} (rows: truth)\n\n| | " + " | ".join(HEADS[head]) + " |")
        print("|---" * (len(HEADS[head]) + 1) + "|")
        gold, answered = wanted[:, SPANS[head]].argmax(1), honest[:, SPANS[head]].argmax(1)
        for i, label in enumerate(HEADS[head]):
            print(f"| {label} | " + " | ".join(str(int(np.sum((gold == i) & (answered == j)))) for j in range(len(HEADS[head]))) + " |")
    print("\n## F1 by label\n")
    decided = calibrate.decide(honest, honest_cuts)
    for head, labels in HEADS.items():
        chosen = decided[:, SPANS[head]] if head in MULTI else np.eye(len(labels))[decided[:, SPANS[head]].argmax(1)]
        truth = wanted[:, SPANS[head]]
        f1 = 2 * (chosen * truth).sum(0) / np.maximum(1, chosen.sum(0) + truth.sum(0))
        print(f"{head}: " + ", ".join(f"{label} {f:.2f} ({int(n)})" for label, f, n in zip(labels, f1, truth.sum(0))))
    ids = batches.encode(tokenizer, [row["norm"] for row in valid], manifest["max_tokens"])
    print("\n## Leaving a token out: mean fall of the logit for the top token, a random one; rank correlation\n")
    for head in ("sentiment", "urgency", "intent"):
        print(head, [round(x, 3) for x in faithful(net, ids, logits, head)], flush=True)


if __name__ == "__main__":
    main()
