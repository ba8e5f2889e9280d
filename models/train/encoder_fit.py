"""The training loop of the encoder, used for pretraining and fine-tuning: resumable, averaged, logged."""

import math
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import batches
import metrics
from tokenizer import MASK


def masked(ids, mask, share, generator, wrong=0.0):
    """Hide `share` of the tokens, a part `wrong` of them behind a chance token → (ids, flat positions, the hidden ids)."""
    chosen = (torch.rand(ids.shape, generator=generator) < share) & (mask == 1)
    cover = torch.full_like(ids, MASK)
    if wrong:
        other = ids[mask == 1][torch.randint(int(mask.sum()), ids.shape, generator=generator)]
        cover = torch.where(torch.rand(ids.shape, generator=generator) < wrong, other, cover)
    return torch.where(chosen, cover, ids), chosen.flatten().nonzero().squeeze(1), ids[chosen]


def candidates(hidden, vocabulary, count, generator):
    """The hidden tokens and `count` others by chance → (candidate ids, place of each hidden token among them).
    A softmax over these costs a sixth of one over the whole vocabulary (sampled softmax, Jean et al. 2015)."""
    ids = torch.cat([hidden, torch.randint(vocabulary, (count,), generator=generator)])
    own, place = ids.unique(return_inverse=True)
    return own, place[: len(hidden)]


def batch_loss(encoder, ids, mask, part, settings, generator):
    """part: dict of tensors for these rows: targets [B, 47], weight [B], gold [B] bool, aux [B, 3]."""
    holes, positions, hidden = masked(ids, mask, settings["mask"], generator, settings.get("wrong", 0.0))
    guessing = settings.get("guess") and len(positions)
    own, place = candidates(hidden, encoder.shape.vocabulary, 4000, generator) if guessing else (None, None)
    with torch.autocast("cpu", torch.bfloat16):
        states = encoder.states(holes, mask, settings["dropout"])
        guesses = encoder.guesses(states, positions, own) if guessing else None
        auxiliary = encoder.auxiliary(attention_mean(states, mask)) if settings.get("auxiliary") else None
    logits = encoder.shares(states.float(), mask).sum(1) + encoder.bias
    ones = torch.ones_like(part["class_weights"])
    gold = batches.label_loss(logits, part["targets"], part["class_weights"], settings["smoothing"], settings["cost"])
    soft = batches.label_loss(logits, part["targets"], ones, 0.0, 0.0)
    labelled = (torch.where(part["gold"], gold, soft) * part["weight"]).sum() / part["weight"].sum().clamp(min=1)
    loss = settings.get("labels", 1.0) * labelled
    if guesses is not None:
        loss = loss + settings["guess"] * F.cross_entropy(guesses.float(), place)
    if auxiliary is not None:
        start = 0
        for column, size in enumerate((4, 9, 2)):
            known = part["aux"][:, column] >= 0
            if known.any():
                scores = auxiliary[known, start : start + size].float()
                loss = loss + settings["auxiliary"] * F.cross_entropy(scores, part["aux"][known, column]) * known.float().mean()
            start += size
    return loss


def attention_mean(states, mask):
    keep = mask.unsqueeze(-1).to(states.dtype)
    return (states * keep).sum(1) / keep.sum(1)


@torch.no_grad()
def predict(model, id_lists, tokens=8192):
    """Logits [N, 47] in the order given, fp32."""
    model.eval()
    out = np.zeros((len(id_lists), model.bias.shape[0]), dtype=np.float32)
    for part in batches.buckets([len(x) for x in id_lists], tokens, np.random.default_rng(0)):
        ids, mask = batches.pad([id_lists[i] for i in part])
        out[part] = model(ids, mask).numpy()
    return out


def fit(encoder, epochs, examples, settings, valid, run, name, log=print):
    """examples(epoch) → (id lists, dict of arrays). Writes run/name.pt every few minutes and resumes from it.

    The returned encoder holds the moving average of the weights."""
    torch.manual_seed(settings["seed"])
    generator = torch.Generator().manual_seed(settings["seed"])
    decay = [p for p in encoder.parameters() if p.dim() > 1]
    rest = [p for p in encoder.parameters() if p.dim() <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": decay, "weight_decay": settings["weight_decay"]}, {"params": rest, "weight_decay": 0.0}],
        lr=settings["rate"], betas=(0.9, 0.98), fused=True,
    )  # fmt: skip
    average = {k: v.detach().clone() for k, v in encoder.state_dict().items()}
    path, step, first_epoch, done = Path(run) / f"{name}.pt", 0, 0, 0
    if path.exists():
        saved = torch.load(path)
        encoder.load_state_dict(saved["encoder"])
        optimizer.load_state_dict(saved["optimizer"])
        average, step, first_epoch, done = saved["average"], saved["step"], saved["epoch"], saved["done"]
        log(f"{name}: resumed at step {step}")
    started = saved_at = shown_at = time.time()
    seen = losses = count = 0
    total = settings["steps"]
    for epoch in range(first_epoch, epochs):
        id_lists, arrays = examples(epoch)
        random = np.random.default_rng(settings["seed"] + epoch)
        parts = batches.buckets([len(x) for x in id_lists], settings["tokens"], random)
        for index, rows in enumerate(parts):
            if epoch == first_epoch and index < done:
                continue
            if step >= total:
                break
            share = min(1, (step + 1) / settings["warmup"]) * (0.5 + 0.5 * math.cos(math.pi * step / total) * 0.98)
            for group in optimizer.param_groups:
                group["lr"] = settings["rate"] * share
            encoder.train()
            ids, mask = batches.pad([id_lists[i] for i in rows])
            part = {k: torch.as_tensor(v[rows]) for k, v in arrays.items() if k != "class_weights"}
            part["targets"] = part["targets"].float()
            part["class_weights"] = arrays["class_weights"]
            loss = batch_loss(encoder, ids, mask, part, settings, generator)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimizer.step()
            step += 1
            keep = min(settings["average"], step / (step + 10))
            current = encoder.state_dict()
            if step % 4 == 0:
                keep = keep**4
                for key, value in average.items():
                    value.lerp_(current[key], 1 - keep)
            seen += int(mask.sum())
            losses, count = losses + loss.item(), count + 1
            now = time.time()
            if now - shown_at > 60:
                log(f"{name} epoch {epoch} step {step}/{total} loss {losses / count:.3f} {seen / (now - started):.0f} tokens/s")
                losses, count, shown_at = 0, 0, now
            if now - saved_at > settings.get("save_seconds", 300):
                state = {"encoder": current, "optimizer": optimizer.state_dict(), "average": average,
                         "step": step, "epoch": epoch, "done": index + 1}  # fmt: skip
                torch.save(state, path)
                saved_at = now
                report(encoder, average, valid, log, f"{name} step {step}")
        done = 0
    encoder.load_state_dict(average)
    report(encoder, average, valid, log, f"{name} end {time.time() - started:.0f}s")
    return encoder


def report(encoder, average, valid, log, label):
    """Figures of the averaged weights on validation, then the training weights are put back."""
    current = {k: v.detach().clone() for k, v in encoder.state_dict().items()}
    encoder.load_state_dict(average)
    logits = torch.tensor(predict(encoder, valid["ids"]))
    encoder.load_state_dict(current)
    found = metrics.figures(valid["targets"], batches.probabilities(logits).numpy())
    log(f"{label} valid: {metrics.headline(found)}")
