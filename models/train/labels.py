"""The vocabulary of the labelling guide, in the order of src/domain/labels.ts (a test compares them)."""

import numpy as np

HEADS = {
    "sentiment": ["negative", "neutral", "positive", "mixed"],
    "urgency": ["low", "normal", "high", "critical"],
    "intent": ["complaint", "question", "request", "praise", "suggestion", "other"],
    "emotion": ["anger", "frustration", "disappointment", "anxiety", "sadness", "confusion", "gratitude", "joy", "none"],
    "topics": ["delivery", "product_quality", "billing", "refund_return", "account_access", "technical", "staff_conduct",
               "waiting", "information", "policy_price", "security_fraud", "privacy", "cancellation", "other"],
    "signals": ["churn_explicit", "churn_implicit", "repeat_contact", "legal_threat", "public_threat", "vulnerable",
                "safety", "fraud", "abusive", "compensation_request"],
}  # fmt: skip
SINGLE = ("sentiment", "urgency", "intent", "emotion")
MULTI = ("topics", "signals")
LANGUAGES = ("fa", "ar", "en")

SPANS = {}
for _head, _labels in HEADS.items():
    _start = sum(len(HEADS[h]) for h in SPANS)
    SPANS[_head] = slice(_start, _start + len(_labels))
WIDTH = sum(map(len, HEADS.values()))


def targets(rows):
    """Rows → float32 [N, 47]: one-hot for single heads, multi-hot for the two others."""
    out = np.zeros((len(rows), WIDTH), dtype=np.float32)
    for i, row in enumerate(rows):
        for head in SINGLE:
            out[i, SPANS[head].start + HEADS[head].index(row[head])] = 1
        for head in MULTI:
            for label in row[head]:
                out[i, SPANS[head].start + HEADS[head].index(label)] = 1
    return out
