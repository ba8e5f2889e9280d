"""From the data folder to a finished run, in stages that are each kept and skipped when already there.

python models/train/train.py --data ../shared/data --run runs/full [--config base.json] [--licences open]
Stages: rows, tokenizer, teacher, vectors, wide, then the encoder's stages of the configuration; then export.py."""

import argparse
import copy
import json
import pickle
import time
from pathlib import Path

import joblib
import numpy as np
import torch

import augment
import baseline
import batches
import data as texts
import encoder_fit
import tokenizer as tokens
import vectors
import wide
from labels import WIDTH, targets
from model import Encoder, Shape

HERE = Path(__file__).parent


def log(message):
    print(time.strftime("%H:%M:%S"), message, flush=True)


class Run:
    """A folder of stage results; `settings` is the configuration it was started with."""

    def __init__(self, folder, data, settings):
        self.folder, self.data, self.settings = folder, data, settings
        folder.mkdir(parents=True, exist_ok=True)

    def once(self, name, make, read, write):
        path = self.folder / name
        if not path.exists():
            log(f"making {name}")
            write(path, make())
        return read(path)

    def rows(self):
        licences = self.settings["licences"]

        def make():
            rows = texts.service_rows(self.data, licences)
            held = {row["key"] for row in rows if row["split"] != "train"}
            public = texts.public_rows(self.data, licences, held)
            return rows, public, texts.raw_lines(self.data, licences, held), texts.pairs(self.data, licences)

        return self.once(
            "rows.pickle", make, lambda p: pickle.loads(p.read_bytes()), lambda p, value: p.write_bytes(pickle.dumps(value))
        )

    def tokenizer(self, rows, public, raw, pairs):
        path = self.folder / "tokenizer.json"
        if not path.exists():
            log("making tokenizer.json")
            train = [row for row in rows if row["split"] == "train"]
            latin = [{"norm": latin, "lang": lang, "romanised": True} for latin, _, lang in pairs]
            tokens.train(tokens.corpus(train * 3 + public + raw + latin), self.settings["vocabulary"], path)
        return tokens.load(path)

    def teacher(self, train, soft):
        def make():
            model = self.once(
                "baseline.joblib", lambda: baseline.Linear().fit(train), joblib.load, lambda p, value: joblib.dump(value, p)
            )
            return model.probabilities([row["norm"][:600] for row in soft]).astype(np.float16)

        return self.once("teacher.npy", make, np.load, lambda p, value: np.save(p, value))

    def vectors(self, tokenizer, rows, pairs):
        def make():
            ids = batches.encode(tokenizer, [row["norm"] for row in rows], 192)
            # A romanised word beside its native spelling shares its neighbours.
            ids += batches.encode(tokenizer, [f"{latin} {native}" for latin, native, _ in pairs], 64)
            return vectors.embeddings(ids, tokenizer.get_vocab_size(), self.settings["shape"]["width"])

        return self.once("vectors.npy", make, np.load, np.save)

    def wide(self, tokenizer, train, soft, soft_targets, shape):
        """Gold rows and, at a lower weight, soft-labelled texts of the sets nearest to service messages."""

        def make():
            own = self.settings["wide"]
            near = [i for i, row in enumerate(soft) if row["source"] in self.settings["near"]][: own["soft_rows"]]
            ids = batches.encode(tokenizer, [row["norm"] for row in train], shape.max_tokens)
            more = batches.encode(tokenizer, [soft[i]["norm"] for i in near], shape.max_tokens)
            incidence = wide.character_incidence([tokenizer.id_to_token(i) for i in range(shape.vocabulary)])
            features = wide.Features(ids, wide.columns_of(tokenizer, shape), incidence, own["character_scale"])
            wanted = np.concatenate([targets(train), soft_targets[near].astype(np.float32)])
            row_weight = np.concatenate([np.ones(len(train)), np.full(len(near), own["soft_weight"])])
            weights, bias = wide.regress(
                features.rows(ids + more), wanted, row_weight, own["strength"], own["power"], own["iterations"], log
            )
            return {"tables": features.tables(weights), "bias": bias}

        return self.once("wide.npz", make, np.load, lambda p, value: np.savez(p, **value))


    def ensemble(self, tokenizer, shape, encoder, soft, soft_targets, near):
        """Soft labels of texts near to service messages by three teachers: linear, n-gram branch, encoder so far."""

        def make():
            chosen = [i for i, row in enumerate(soft) if row["source"] in near]
            ids = batches.encode(tokenizer, [soft[i]["norm"] for i in chosen], shape.max_tokens)
            kept = np.load(self.folder / "wide.npz")
            parts = [batches.probabilities(torch.tensor(logits)).numpy() for logits in (
                wide.scores(kept["tables"], kept["bias"], ids, wide.columns_of(tokenizer, shape)), encoder_fit.predict(encoder, ids))]  # fmt: skip
            out = soft_targets.copy()
            out[chosen] = ((parts[0] + parts[1] + soft_targets[chosen]) / 3).astype(np.float16)
            return out

        return self.once("teacher-ensemble.npy", make, np.load, lambda p, value: np.save(p, value))


def soft_rows(public, raw, caps, seed):
    """A capped sample of every public set and of the customer-like raw files."""
    random = np.random.default_rng(seed)
    out, groups = [], {}
    for row in public + raw:
        groups.setdefault(row["source"], []).append(row)
    public_names = {row["source"] for row in public}
    for name in sorted(groups):
        cap = caps.get(name, caps["default"] if name in public_names else caps["raw"])
        chosen = random.permutation(len(groups[name]))[:cap]
        out += [groups[name][i] for i in sorted(chosen)]
    return out


def pack(gold, gold_targets, soft, soft_targets, soft_weight, class_weights):
    """Arrays for encoder_fit: hard-labelled rows first, soft ones after."""
    return {
        "targets": np.concatenate([gold_targets, soft_targets.astype(np.float32)]),
        "gold": np.arange(len(gold) + len(soft)) < len(gold),
        "weight": np.concatenate([np.ones(len(gold)), np.full(len(soft), soft_weight)]).astype(np.float32),
        "aux": np.array([[-1, -1, -1]] * len(gold) + [row["aux"] for row in soft]),
        "class_weights": class_weights,
    }


def main():
    flags = argparse.ArgumentParser()
    flags.add_argument("--data", type=Path, default=HERE.parents[2] / "shared/data")
    flags.add_argument("--run", type=Path, required=True)
    flags.add_argument("--config", default="base.json")
    flags.add_argument("--licences", choices=["open", "unstated"])
    flags.add_argument("--threads", type=int, default=2)
    flags = flags.parse_args()
    torch.set_num_threads(flags.threads)
    settings = json.loads((HERE / "config" / flags.config).read_text())
    settings["licences"] = flags.licences or settings["licences"]
    torch.manual_seed(settings["seed"])
    run = Run(flags.run, flags.data, settings)
    rows, public, raw, pairs = run.rows()
    train = [row for row in rows if row["split"] == "train"]
    valid = [row for row in rows if row["split"] == "valid"]
    tokenizer = run.tokenizer(rows, public, raw, pairs)
    settings["shape"]["vocabulary"] = tokenizer.get_vocab_size()
    shape = Shape(**settings["shape"])
    (flags.run / "settings.json").write_text(json.dumps(settings, indent=1))
    soft = soft_rows(public, raw, settings["caps"], settings["seed"])
    soft_targets = run.teacher(train, soft)
    first_vectors = run.vectors(tokenizer, train * 2 + public + raw, pairs)
    run.wide(tokenizer, train, soft, soft_targets, shape)
    log(f"{len(train)} training rows, {len(valid)} validation rows, {len(soft)} soft-labelled texts")

    near = set(settings["near"])
    gold_targets = targets(train)
    class_weights = batches.class_weights(gold_targets, 0.5)
    change = augment.Augment(pairs, settings["seed"])
    watch = {"ids": batches.encode(tokenizer, [row["norm"] for row in valid], shape.max_tokens), "targets": targets(valid)}
    encoder = Encoder(shape)
    with torch.no_grad():
        encoder.embed.weight.copy_(torch.tensor(first_vectors))
        encoder.bias.copy_(torch.tensor(np.log(gold_targets.mean(0).clip(1e-3))))

    def encoded(items, share, dropout=0.0):
        changed = [change(row["norm"], row["lang"]) if change.source.random() < share else row["norm"] for row in items]
        return batches.encode(tokenizer, changed, shape.max_tokens, dropout)

    def examples_of(own, labels):
        pool = np.array([i for i, row in enumerate(soft) if not own.get("near") or row["source"] in near])

        def examples(epoch):
            random = np.random.default_rng(epoch)
            chosen = random.choice(pool, min(own["soft_rows"], len(pool)), replace=False)
            some = [soft[i] for i in chosen]
            arrays = pack(train, gold_targets, some, labels[chosen], own["soft_weight"], class_weights)
            cut = [ids[: own["soft_tokens"]] for ids in encoded(some, 0.3)]
            return encoded(train, own["change"] if epoch else 0.0, own["bpe_dropout"]) + cut, arrays

        return examples

    def all_texts(epoch):
        """Every public and raw text once: masked tokens to guess, public labels, the teacher's labels where it gave some."""
        known = {id(row): i for i, row in enumerate(soft)}
        everything = public + raw
        place = np.array([known.get(id(row), -1) for row in everything])
        arrays = pack([], gold_targets[:0], everything, soft_targets[place], 1.0, class_weights)
        arrays["weight"] = (place >= 0).astype(np.float32)
        return [ids[:128] for ids in encoded(everything, 0.15)], arrays

    for name, own in settings["stages"].items():
        finished = flags.run / f"{name}-end.pt"
        if finished.exists():
            encoder.load_state_dict(torch.load(finished))
            continue
        labels = run.ensemble(tokenizer, shape, encoder, soft, soft_targets, near) if own.get("ensemble") else soft_targets
        examples = all_texts if own.get("all_texts") else examples_of(own, labels)
        start, ends = copy.deepcopy(encoder.state_dict()), []
        for seed in own["seeds"]:  # several orders from one start: the mean of their weights is better than each
            encoder.load_state_dict(start)
            encoder_fit.fit(encoder, own["epochs"], examples, {**own, "seed": seed}, watch, flags.run, f"{name}-{seed}", log)
            ends.append(copy.deepcopy(encoder.state_dict()))
        encoder.load_state_dict({key: sum(end[key] for end in ends) / len(ends) for key in start})
        torch.save(encoder.state_dict(), finished)
    torch.save(encoder.state_dict(), flags.run / "encoder.pt")
    assert encoder.bias.shape[0] == WIDTH
    log("done: export with export.py")


if __name__ == "__main__":
    main()
