"""Scoring levers, the ablation table, and an exported pair read back."""

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from earshot_training.data.dataset import Item
from earshot_training.data.mels import cache_path
from earshot_training.evaluation.ablation.levers import BASE, gains
from earshot_training.evaluation.ablation.page import FREE_BASE, PLACES, ablation_page, table
from earshot_training.evaluation.ablation.scorers import SCORERS, query_units
from earshot_training.evaluation.markdown import PREVIOUS, SETS, SHIPPED, TEACHER, markdown
from earshot_training.evaluation.previous_pair import PreviousPair
from earshot_training.export.onnx_files import export_audio, export_text_float
from earshot_training.pair.features import Features
from earshot_training.pair.pair import Pair
from earshot_training.towers.audio import AudioTower, TextTower
from earshot_training.towers.heads import Head
from earshot_training.towers.student import Student
from earshot_training.towers.tags import KEPT_TAGS

torch.set_num_threads(1)


def fake_encode(texts: list[str]) -> torch.Tensor:
    rows = [torch.randn(384, generator=torch.Generator().manual_seed(sum(map(ord, text)))) for text in texts]
    return torch.nn.functional.normalize(torch.stack(rows), dim=1)


def small_pair() -> Pair:
    torch.manual_seed(0)
    return Pair(Head(500).eval(), Head(384).eval(), fake_encode, np.zeros(500, np.float32), np.ones(500, np.float32))


def test_query_units_have_zero_mean_and_unit_deviation_over_tracks():
    units = query_units(np.array([[1.0, 10.0], [3.0, 30.0]]))
    np.testing.assert_allclose(units, [[-1, -1], [1, 1]], atol=1e-5)


def test_every_scorer_ranks_and_the_null_mean_is_taken_off_each_track():
    pair, rng = small_pair(), np.random.default_rng(0)
    part = Features(rng.standard_normal((6, 500)).astype(np.float32), None, np.array([0, 0, 1, 1, 2, 2]))
    tag_vectors = fake_encode([f"tag {n}" for n in range(len(KEPT_TAGS))])
    found = {name: scorer(pair, tag_vectors, part, ["rock", "jazz"]) for name, scorer in SCORERS.items()}
    assert all(scores.shape == (3, 2) and np.isfinite(scores).all() for scores in found.values())
    whole = found["prompt bank of four"] - found["less the track's mean over null phrases"]
    half = found["prompt bank of four"] - found["less 0.5 of the track's mean over null phrases"]
    np.testing.assert_allclose(whole[:, 0], whole[:, 1], atol=1e-6)  # the same for every query
    np.testing.assert_allclose(whole, 2 * half, atol=1e-5)


def made_results(base: str) -> dict:
    row = {place: [0.5, 0.7] for place in PLACES}
    return {base: [row, row], "louder": [{p: [0.6, 0.9] for p in PLACES}, {p: [0.8, 0.9] for p in PLACES}]}


def test_gains_average_seeds_before_pairing_queries():
    mean, low, high = gains(made_results(BASE), BASE)["louder"]["held-out/albums"]
    assert mean == pytest.approx(0.2) and low == pytest.approx(0.2) and high == pytest.approx(0.2)


def test_the_page_says_what_is_kept_and_refuses_unknown_levers():
    lines = table(made_results(BASE), BASE, ["louder"])
    assert lines[2].startswith(f"| {BASE} | 0.600 |")
    assert lines[3].startswith("| louder | 0.800 (+0.200 [+0.200, +0.200]) |") and lines[3].endswith("| kept |")
    assert table(made_results(BASE), BASE, [])[3].endswith("| dropped |")
    with pytest.raises(ValueError, match="quieter"):
        table(made_results(BASE), BASE, ["quieter"])
    songs = [{**row, "validation/genres": [0.5, 0.6]} for row in made_results(BASE)[BASE]]
    assert table({BASE: songs}, BASE, [])[0].startswith("| | validation/genres | validation/albums |")
    page = ablation_page(made_results(BASE), made_results(FREE_BASE), ["louder"])
    assert page.count("| kept |") == 2


class Vectors(torch.nn.Module):
    """Stands for the sentence encoder: ids -> [n, 384], nothing learned."""

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        mean = (input_ids * attention_mask).sum(1, keepdim=True).float()
        return mean * torch.linspace(-1, 1, 384)


def test_an_exported_pair_of_any_make_scores_from_log_mels_and_strings(tmp_path):
    pair = small_pair()
    tower = AudioTower(Student(), pair.audio)
    tower.feature_mean.uniform_(-1, 1)
    export_audio(tower, tmp_path / "audio.onnx")
    export_text_float(TextTower(Vectors(), pair.text), tmp_path / "text.onnx")
    words = WordLevel({"[UNK]": 0, "rock": 1, "jazz": 2}, unk_token="[UNK]")
    tokenizer = Tokenizer(words)
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.enable_padding()
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    again = PreviousPair(tmp_path)
    item, mel = Item("a.ogg", "held-out", "music", "some", {}), np.random.default_rng(0).random((3, 624, 96))
    (tmp_path / "mels").mkdir()
    np.save(cache_path(tmp_path / "mels", item.key), mel.astype(np.float16))
    features = again.features(tmp_path, [item])
    with torch.inference_mode():
        expected = tower.head(tower.eval().features(torch.from_numpy(mel).half().float())[0]).numpy()
    np.testing.assert_allclose(features.outputs, expected, atol=1e-4)
    texts = again.text_embedding(["rock", "jazz"], bank=False).numpy()
    scores, tracks = again.scores(features, ["rock", "jazz"], bank=False)
    assert tracks == [0]
    windows = np.sort(features.outputs @ texts.T, axis=0)
    np.testing.assert_allclose(scores[0], 0.5 * windows.mean(0) + 0.5 * windows[-1], atol=1e-5)


def test_the_results_page_holds_every_row_with_its_cost_and_differences():
    row = {
        s: {"queries": 2, "candidates": 9, "auc": (0.7, 0.6, 0.8), "ap": (0.3, 0.2, 0.4), "per_query": {"a": 0.6}}
        for s in SETS
    }
    cost = {"parameters": 1234567, "median_ms": 8.25, "fastest_ms": 7.0}
    gate = {"auc": 0.98, "windows": [10, 5], "music_kept": 0.95, "other_rejected": 0.9, "by_group": {}}
    names = (SHIPPED, PREVIOUS, TEACHER)
    result = {
        "seed": 0, "processor": "a processor", "sets": dict.fromkeys(names, row), "cost": dict.fromkeys(names, cost),
        "shipped_minus": {"another": dict.fromkeys(SETS, (-0.01, -0.02, 0.03))}, "music_score": gate,
        "agreement": {"this student": {"tags": 0.77, "penultimate": 0.68}},
        "triplets": {"count": 945, "accuracy": (0.92, 0.9, 0.93)},
        "int8": {"queries": 3, "mean_cosine": 0.99, "min_cosine": 0.98},
        "student": {"parameters": 1234567, "windows": 7, "steps": 5, "seconds": 3, "held_out_thirds": 2},
    }  # fmt: skip
    page = markdown(result)
    assert f"| {TEACHER} | 1,234,567 | 8.2 ms | 7.0 ms | 0.700 | 0.700 | 0.700 |" in page
    assert "Shipped pair minus another, paired by query: albums -0.010 [-0.020, +0.030];" in page
    assert "| this student | 0.770 | 0.680 |" in page and f"| **{SHIPPED}** (shipped) | 0.700 [0.600, 0.800] |" in page
