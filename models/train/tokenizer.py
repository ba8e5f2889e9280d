"""Our BPE tokenizer: byte fallback, no normaliser (text is normalised before), Metaspace, punctuation apart.
BPE because its ids come out equal in Python and JavaScript; Unigram's do not."""

import json
import random
import sys
from collections import defaultdict

from tokenizers import Tokenizer, models, pre_tokenizers, decoders, trainers

SPECIAL = ["<pad>", "<unk>", "<mask>"]
PAD, UNK, MASK = range(3)


def train(texts, size, path):
    """Train on an iterable of normalised texts and write tokenizer.json to `path`."""
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Metaspace(prepend_scheme="always", split=True), pre_tokenizers.Punctuation("isolated")]
    )
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        min_frequency=3,
        limit_alphabet=900,
        max_token_length=16,
        special_tokens=SPECIAL + [f"<0x{i:02X}>" for i in range(256)],
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    saved = json.loads(tokenizer.to_str())
    # Text that spells "<pad>" or "<0x41>" is a customer's text, not a command: nothing is matched whole.
    saved["added_tokens"] = [token for token in saved["added_tokens"] if token["content"] == "<pad>"]
    path.write_text(json.dumps(saved, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def load(path):
    return Tokenizer.from_file(str(path))


def corpus(rows, megabytes=13, romanised=3, seed=3):
    """Balance by language: the same amount of text each, service rows first, romanised rows repeated."""
    source = random.Random(seed)
    taken = defaultdict(int)
    for row in source.sample(rows, len(rows)):
        kind = "romanised" if row.get("romanised") else row["lang"]
        size = len(row["norm"])
        if taken[kind] + size > megabytes * 550_000:
            continue
        taken[kind] += size
        for _ in range(romanised if kind == "romanised" else 1):
            yield row["norm"]
    print("tokenizer corpus, characters:", dict(taken), file=sys.stderr)
