"""The music score of an exported tower is fitted anew, and nothing else of it changes."""

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from earshot_training.data.dataset import Item
from earshot_training.export.music_score import gate_of, refit
from earshot_training.towers.onnx_graphs import session

SAMPLES = 4


class Folder:
    """Windows whose first sample is high in music, and whose second one is high in noise."""

    def __init__(self):
        self.rng = np.random.default_rng(0)
        rows = [("train", "music"), ("train", "other"), ("train", "made"), ("songs", "music"), ("held-out", "other")]
        self.listed = [Item(f"{split}/{kind}/{n}", split, kind, kind, {}) for split, kind in rows for n in range(8)]

    def items(self):
        return self.listed

    def pcm(self, item):
        found = self.rng.normal(0, 0.1, (5, SAMPLES)).astype(np.float32)
        found[:, 1 if item.kind == "other" else 0] += 1
        return found


def write_tower(path, score="Sigmoid"):
    """pcm -> pooled features (as they are) -> a score that says nothing, beside an embedding."""
    nodes = [
        helper.make_node("Clip", ["pcm", "low", "high"], ["pooled"]),
        helper.make_node("MatMul", ["pooled", "w"], ["product"]),
        helper.make_node("Add", ["product", "b"], ["sum"]),
        helper.make_node(score, ["sum"], ["music"]),
        helper.make_node("MatMul", ["pooled", "e"], ["embedding"]),
    ]
    values = {"w": np.zeros((SAMPLES, 1)), "b": np.float32(0), "e": np.eye(SAMPLES), "low": -6.0, "high": 6.0}
    weights = [numpy_helper.from_array(np.asarray(value, np.float32), name) for name, value in values.items()]
    shapes = {"pcm": SAMPLES, "music": 1, "embedding": SAMPLES}
    info = {n: helper.make_tensor_value_info(n, TensorProto.FLOAT, ["batch", size]) for n, size in shapes.items()}
    graph = helper.make_graph(nodes, "tower", [info["pcm"]], [info["embedding"], info["music"]], weights)
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), path)


def test_music_is_told_from_the_rest_and_the_embedding_stays(tmp_path):
    tower = tmp_path / "audio.onnx"
    write_tower(tower)
    heard = np.array([[1, 0, 0, 0], [0, 1, 0, 0]], np.float32)
    embedding, before = session(tower).run(["embedding", "music"], {"pcm": heard})
    threshold = refit(tower, Folder())
    after, music = session(tower).run(["embedding", "music"], {"pcm": heard})
    np.testing.assert_array_equal(after, embedding)
    assert before.ravel().tolist() == [0.5, 0.5] and music[0, 0] > 0.6 > 0.4 > music[1, 0]
    assert music[1, 0] < threshold < music[0, 0]


def test_a_score_of_another_make_is_refused(tmp_path):
    write_tower(tmp_path / "audio.onnx", "Tanh")
    with pytest.raises(ValueError, match="the music score is not made by Sigmoid"):
        gate_of(onnx.load(tmp_path / "audio.onnx").graph)
