"""The plain linear model: TF-IDF of characters 2–5 and words 1–2, balanced logistic regression.
It is the figure to beat and a teacher: its probabilities label the unlabelled texts.

python models/train/baseline.py RUN   (reads RUN/rows.pickle, writes RUN/baseline.joblib and prints figures)"""

import pickle
import sys
from pathlib import Path

import joblib
import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

import metrics
from labels import MULTI, SINGLE, SPANS, WIDTH, targets


class Linear:
    """fit(rows) and probabilities(texts) → [N, 47]."""

    def __init__(self, strength=4.0):
        self.strength = strength
        self.vectors = [
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True, dtype=np.float32),
            TfidfVectorizer(token_pattern=r"[^\s\w]|\w+", ngram_range=(1, 2), min_df=2, sublinear_tf=True, dtype=np.float32),
        ]

    def features(self, texts, fit=False):
        return hstack([(v.fit_transform if fit else v.transform)(texts) for v in self.vectors]).tocsr()

    def fit(self, rows):
        inputs, wanted = self.features([row["norm"] for row in rows], fit=True), targets(rows)
        self.weights = np.zeros((inputs.shape[1], WIDTH), dtype=np.float32)
        self.bias = np.zeros(WIDTH, dtype=np.float32)
        for head in SINGLE:
            model = LogisticRegression(C=self.strength, class_weight="balanced", max_iter=200, tol=1e-3)
            model.fit(inputs, wanted[:, SPANS[head]].argmax(1))
            self.weights[:, SPANS[head]], self.bias[SPANS[head]] = model.coef_.T, model.intercept_
            print(head, flush=True)
        for head in MULTI:
            for column in range(SPANS[head].start, SPANS[head].stop):
                model = LogisticRegression(C=self.strength, class_weight="balanced", solver="liblinear", tol=1e-3)
                model.fit(inputs, wanted[:, column])
                self.weights[:, column], self.bias[column] = model.coef_[0], model.intercept_[0]
            print(head, flush=True)
        return self

    def probabilities(self, texts, step=5000):
        return np.vstack([self._some(texts[i : i + step]) for i in range(0, len(texts), step)])

    def _some(self, texts):
        scores = self.features(texts) @ self.weights + self.bias
        for head in SINGLE:
            powers = np.exp(scores[:, SPANS[head]] - scores[:, SPANS[head]].max(1, keepdims=True))
            scores[:, SPANS[head]] = powers / powers.sum(1, keepdims=True)
        for head in MULTI:
            scores[:, SPANS[head]] = 1 / (1 + np.exp(-scores[:, SPANS[head]]))
        return scores.astype(np.float32)


def main(run):
    rows = pickle.loads((Path(run) / "rows.pickle").read_bytes())[0]
    model = Linear().fit([row for row in rows if row["split"] == "train"])
    joblib.dump(model, Path(run) / "baseline.joblib")
    for split in ("valid", "unseen"):
        part = [row for row in rows if row["split"] == split]
        probabilities = model.probabilities([row["norm"] for row in part])
        np.save(Path(run) / f"baseline-{split}.npy", probabilities)
        for name, result in metrics.by_part(part, targets(part), probabilities).items():
            print(f"{split:7s}{name:10s}{result['count']:5d} {metrics.headline(result)}", flush=True)


if __name__ == "__main__":
    import baseline  # so that the stored model names this file, not "__main__"

    baseline.main(sys.argv[1])
