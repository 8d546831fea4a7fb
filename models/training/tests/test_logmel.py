import numpy as np
import torch

from earshot_training.frontends.logmel import FFT_SIZE, HOP, LogMel, hz_to_mel, mel_filters, mel_to_hz


def test_mel_scale_known_points():
    assert np.isclose(hz_to_mel(1000.0), 15.0)
    assert np.isclose(hz_to_mel(200 / 3), 1.0)
    assert np.isclose(mel_to_hz(hz_to_mel(4321.0)), 4321.0)


def test_filters_are_area_normalised():
    filters = mel_filters()
    assert filters.shape == (96, 257)
    # Each triangle has unit area over frequency; sampled at 31.25 Hz the wide ones come close to it.
    assert np.allclose(filters[-20:].sum(1) * 31.25, 1.0, atol=0.02)


def test_equals_the_stft():
    pcm = torch.randn(2, 16_000 // HOP * HOP, generator=torch.Generator().manual_seed(0)) * 0.2
    window = torch.hann_window(FFT_SIZE)
    power = torch.stft(pcm, FFT_SIZE, HOP, window=window, center=False, return_complex=True).abs() ** 2
    expected = torch.log10(10_000 * (torch.tensor(mel_filters(), dtype=torch.float32) @ power) + 1).transpose(1, 2)
    assert torch.allclose(LogMel()(pcm), expected, atol=1e-4)


def test_ten_seconds_give_624_frames_and_silence_gives_zero():
    mel = LogMel()(torch.zeros(1, 160_000))
    assert mel.shape == (1, 624, 96)
    assert float(mel.abs().max()) == 0.0


def test_loud_tone_stays_finite():
    time = torch.arange(16_128) / 16_000
    assert torch.isfinite(LogMel()(torch.sin(2 * torch.pi * 250 * time)[None])).all()
