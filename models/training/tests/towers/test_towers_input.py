import numpy as np
import pytest
import torch

from earshot_training.frontends.paper import FFT, FRAME, HOP, LogMelSpectrogram
from earshot_training.towers.spec_augment import SpecAugment
from earshot_training.towers.wordpiece import Wordpiece


@pytest.mark.parametrize("bands", [64, 128])
def test_ten_seconds_are_a_thousand_frames(bands):
    assert LogMelSpectrogram(bands)(torch.zeros(2, 160_000)).shape == (2, bands, 1000)


def test_a_frame_against_a_direct_computation():
    rng = np.random.default_rng(0)
    pcm = rng.standard_normal(3200).astype(np.float32) * 0.1
    step, band, bands = 7, 20, 64
    start = step * HOP - (FRAME - HOP) // 2
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FRAME) / FRAME)
    power = np.abs(np.fft.rfft(pcm[start : start + FRAME] * hann, FFT)) ** 2
    mel = np.linspace(2595 * np.log10(1 + 60 / 700), 2595 * np.log10(1 + 7800 / 700), bands + 2)
    low, middle, high = mel[band : band + 3]
    of_bin = 2595 * np.log10(1 + np.arange(FFT // 2 + 1) * 16_000 / FFT / 700)
    weight = np.clip(np.minimum((of_bin - low) / (middle - low), (high - of_bin) / (high - middle)), 0, None)
    expected = np.log(weight @ power + 1e-3)
    assert float(LogMelSpectrogram(bands)(torch.from_numpy(pcm)[None])[0, band, step]) == pytest.approx(
        expected, abs=1e-4
    )


def test_silence_is_finite():
    assert torch.isfinite(LogMelSpectrogram()(torch.zeros(1, 1600))).all()


def test_spec_augment_masks_in_training_only_and_repeats_with_the_seed():
    log_mel = torch.randn(3, 64, 400)
    augment = SpecAugment(2, 100, 2, 16)
    torch.manual_seed(5)
    first = augment(log_mel)
    torch.manual_seed(5)
    assert torch.equal(first, augment(log_mel))
    changed = first != log_mel
    assert changed.any()
    assert torch.equal(augment.eval()(log_mel), log_mel)
    # What is covered is whole rows and columns: at most 2 * 16 bands and 2 * 100 frames.
    rows, columns = changed.all(2).sum(1), changed.all(1).sum(1)
    assert (rows <= 32).all() and (columns <= 200).all()
    outside = changed & ~changed.all(2, keepdim=True) & ~changed.all(1, keepdim=True)
    assert not outside.any()


def test_wordpiece_learns_pads_and_counts_what_it_cuts():
    tokens = Wordpiece.learn(["slow piano", "fast drums and slow drums", "piano and rain"], 80, limit=16)
    ids, mask = tokens.encode(["slow piano", "", "drums " * 2000])
    assert mask.sum(1).tolist()[1] == 2  # [CLS] [SEP]
    assert ids.shape[1] == 16 and mask[2].sum() == 16
    assert tokens.cut == 1
    assert (ids[0][mask[0] == 0] == 0).all()


def test_a_learned_vocabulary_repeats():
    texts = ["slow piano", "fast drums and slow drums", "piano and rain"]
    first, again = (Wordpiece.learn(texts, 200).tokenizer.get_vocab() for _ in range(2))
    assert first == again and first["[PAD]"] == 0
    assert {"piano", "drums", "##q"} & set(first) == {"piano", "drums"}


def test_wordpiece_files(tmp_path):
    tokens = Wordpiece.learn(["slow piano"], 60)
    tokens.save(tmp_path / "tokenizer.json")
    again = Wordpiece.from_file(tmp_path / "tokenizer.json")
    assert again.encode(["slow piano"])[0].tolist() == tokens.encode(["slow piano"])[0].tolist()
    (tmp_path / "vocab.txt").write_text("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nslow\npi\n##ano\n")
    assert Wordpiece.from_file(tmp_path / "vocab.txt").encode(["Slow piano"])[0].tolist() == [[2, 5, 6, 7, 3]]
    (tmp_path / "bad.json").write_text("{")
    (tmp_path / "bad.txt").write_text("slow\n")
    for name, error in (("bad.json", ValueError), ("bad.txt", ValueError), ("none.json", FileNotFoundError)):
        with pytest.raises(error, match=name):
            Wordpiece.from_file(tmp_path / name)
