"""The network as an ONNX graph, built node by node: fp32, or int8 with dynamic activation scales.

Weights of the int8 graph are 7-bit (at most ±63), so that CPUs which add u8 × s8 products in 16 bits cannot saturate.
Inputs input_ids and attention_mask, int64 [B, T]; outputs logits [B, 47] and contributions [B, T, 47]."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from labels import WIDTH
from model import PAIR


class Graph:
    """A thin writer: `op` adds a node and answers the name of its output, `const` a stored tensor."""

    def __init__(self, quantise):
        self.quantise, self.nodes, self.stored, self.names, self.quantised = quantise, [], [], {}, {}

    def name(self, stem):
        self.names[stem] = self.names.get(stem, 0) + 1
        return f"{stem}_{self.names[stem]}"

    def const(self, value, stem="c"):
        value = np.asarray(value)
        if stem == "c":
            key = (value.dtype.str, value.shape, value.tobytes())
            if key not in self.names:
                self.names[key] = self.const(value, "constant")
            return self.names[key]
        name = self.name(stem)
        self.stored.append(numpy_helper.from_array(value, name))
        return name

    def op(self, kind, *inputs, outputs=1, name=None, **attributes):
        made = [name] if name else [self.name(kind.lower()) for _ in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), made, **attributes))
        return made[0] if outputs == 1 else made

    def linear(self, x, weight, bias, quantise=True):
        """x @ weight.T + bias, weight as torch keeps it [out, in]."""
        matrix = np.ascontiguousarray(weight.T.astype(np.float32))
        if not (self.quantise and quantise):
            return self.op("Add", self.op("MatMul", x, self.const(matrix, "weight")), self.const(bias, "bias"))
        scale = np.maximum(np.abs(matrix).max(0), 1e-8) / 63
        whole = np.clip(np.rint(matrix / scale), -63, 63).astype(np.int8)
        if x not in self.quantised:
            self.quantised[x] = self.op("DynamicQuantizeLinear", x, outputs=3)
        small, small_scale, zero = self.quantised[x]
        product = self.op("MatMulInteger", small, self.const(whole, "weight"), zero, self.const(np.int8(0)))
        factor = self.op("Mul", small_scale, self.const(scale.astype(np.float32), "scale"))
        return self.op("Add", self.op("Mul", self.op("Cast", product, to=TensorProto.FLOAT), factor), self.const(bias, "bias"))

    def lookup(self, table, rows, stem):
        """Rows of a stored table; int8 with one scale a row when quantised."""
        if not self.quantise:
            return self.op("Gather", self.const(table, stem), rows)
        scale = (np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127).astype(np.float16)
        scale = np.maximum(scale, np.float16(6e-8))
        whole = np.clip(np.rint(table / scale.astype(np.float32)), -127, 127).astype(np.int8)
        values = self.op("Cast", self.op("Gather", self.const(whole, stem), rows), to=TensorProto.FLOAT)
        factor = self.op("Cast", self.op("Gather", self.const(scale, stem + "_scale"), rows), to=TensorProto.FLOAT)
        return self.op("Mul", values, factor)

    def norm(self, x, weight, bias):
        return self.op("LayerNormalization", x, self.const(weight, "norm"), self.const(bias, "norm"), axis=-1, epsilon=1e-5)

    def sum(self, x, axes, keep, name=None):
        return self.op("ReduceSum", x, self.const(np.array(axes)), keepdims=keep, name=name)


def _int(value):
    return np.array(value, dtype=np.int64)


def _wide(graph, ids, mask, tables, columns):
    """Rows of the table per token: itself, its pair, its seams; where a word begins there is no seam, and an empty row stands."""
    tables = np.vstack([tables, np.zeros((1, tables.shape[1]), tables.dtype)])
    before = graph.op("Pad", ids, graph.const(_int([0, 1, 0, -1])))
    total = graph.op("Add", *(graph.op("Mul", value, graph.const(_int(factor))) for value, factor in zip((before, ids), PAIR)))
    pair = graph.op("Add", graph.op("Mod", total, graph.const(_int(columns.pairs))), graph.const(_int(columns.vocabulary)))
    codes = [
        graph.op("Gather", graph.const(value.astype(np.int32), "codes"), at)
        for value, at in ((columns.ends, before), (columns.starts, ids))
    ]
    seam = graph.op("Mod", graph.op("Add", *codes), graph.const(np.int32(columns.seams)))
    seam = graph.op("Add", graph.op("Cast", seam, to=TensorProto.INT64), graph.const(_int(columns.vocabulary + columns.pairs)))
    joined = graph.op("Unsqueeze", graph.op("Gather", graph.const(columns.inside, "inside"), ids), graph.const(_int([-1])))
    seam = graph.op("Where", joined, seam, graph.const(_int(columns.size)))
    rows = graph.op("Concat", *(graph.op("Unsqueeze", each, graph.const(_int([-1]))) for each in (ids, pair)), seam, axis=-1)
    shares = graph.sum(graph.lookup(tables[:, :WIDTH], rows, "ngrams"), [2], 0)
    squares = graph.op("Gather", graph.const(tables[:, WIDTH].astype(np.float16), "squares"), rows)
    squares = graph.sum(graph.op("Cast", squares, to=TensorProto.FLOAT), [2], 1)
    length = graph.sum(graph.op("Mul", squares, mask), [1], 1)
    length = graph.op("Sqrt", graph.op("Max", length, graph.const(np.float32(1))))
    return graph.op("Mul", shares, graph.op("Div", mask, length))


def _encoder(graph, ids, mask, state, shape):
    depth = shape.width // shape.heads
    blocked = graph.op("Mul", graph.op("Sub", mask, graph.const(np.float32(1))), graph.const(np.float32(1e4)))
    tokens = graph.op("Shape", ids, start=1, end=2)
    place = graph.op("Slice", graph.const(state["place"], "place"), graph.const(_int([0])), tokens, graph.const(_int([0])))
    x = graph.op("Add", graph.lookup(state["embed.weight"], ids, "embed"), place)
    x = graph.norm(x, state["enter.weight"], state["enter.bias"])
    over_keys = graph.op("Unsqueeze", graph.op("Transpose", blocked, perm=[0, 2, 1]), graph.const(_int([1])))
    parts = graph.const(_int([0, 0, shape.heads, depth]))
    for i in range(shape.layers):
        own = {k.removeprefix(f"layers.{i}."): v for k, v in state.items() if k.startswith(f"layers.{i}.")}
        weight, bias = own["qkv.weight"].copy(), own["qkv.bias"].copy()
        weight[: shape.width] /= depth**0.5
        bias[: shape.width] /= depth**0.5
        qkv = graph.linear(graph.norm(x, own["before_attention.weight"], own["before_attention.bias"]), weight, bias)
        q, k, v = (graph.op("Reshape", part, parts) for part in graph.op("Split", qkv, outputs=3, axis=-1))
        scores = graph.op("MatMul", graph.op("Transpose", q, perm=[0, 2, 1, 3]), graph.op("Transpose", k, perm=[0, 2, 3, 1]))
        attention = graph.op("Softmax", graph.op("Add", scores, over_keys), axis=-1)
        mixed = graph.op("Transpose", graph.op("MatMul", attention, graph.op("Transpose", v, perm=[0, 2, 1, 3])), perm=[0, 2, 1, 3])
        mixed = graph.op("Reshape", mixed, graph.const(_int([0, 0, shape.width])))
        x = graph.op("Add", x, graph.linear(mixed, own["out.weight"], own["out.bias"]))
        inner = graph.linear(graph.norm(x, own["before_inner.weight"], own["before_inner.bias"]), own["up.weight"], own["up.bias"])
        x = graph.op("Add", x, graph.linear(graph.op("Relu", inner), own["down.weight"], own["down.bias"]))
    x = graph.norm(x, state["final.weight"], state["final.bias"])
    attend = graph.op("Add", graph.linear(x, state["attend.weight"], state["attend.bias"], quantise=False), blocked)
    return graph.op("Mul", graph.op("Softmax", attend, axis=1), graph.linear(x, state["read.weight"], state["read.bias"], quantise=False))


def build(parts, quantise):
    """parts: {"shape", "columns", "tables", "state", "bias", "mix_wide" [47], "mix_encoder" [47]} → onnx model.

    The mixing weights are folded into the tables and the read-out, so shares of both branches simply add."""
    graph = Graph(quantise)
    mask = graph.op("Cast", "attention_mask", to=TensorProto.FLOAT)
    mask = graph.op("Unsqueeze", mask, graph.const(_int([-1])))
    tables = parts["tables"].copy()
    tables[:, :WIDTH] *= parts["mix_wide"]
    state = dict(parts["state"])
    state["read.weight"] = state["read.weight"] * parts["mix_encoder"][:, None]
    state["read.bias"] = state["read.bias"] * parts["mix_encoder"]
    wide = _wide(graph, "input_ids", mask, tables, parts["columns"])
    encoder = _encoder(graph, "input_ids", mask, state, parts["shape"])
    graph.op("Add", wide, encoder, name="contributions")
    graph.op("Add", graph.sum("contributions", [1], 0), graph.const(parts["bias"].astype(np.float32), "bias"), name="logits")
    made = helper.make_graph(
        graph.nodes,
        "triage",
        [helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "tokens"]) for n in ("input_ids", "attention_mask")],
        [
            helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", WIDTH]),
            helper.make_tensor_value_info("contributions", TensorProto.FLOAT, ["batch", "tokens", WIDTH]),
        ],
        graph.stored,
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], producer_name="deljoo")
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model
