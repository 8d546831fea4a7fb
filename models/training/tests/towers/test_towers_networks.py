import pytest
import torch

from earshot_training.towers.ast import ASTConfig, ASTTower
from earshot_training.towers.bert import BertConfig, BertTower
from earshot_training.towers.pretraining import Pretraining
from earshot_training.towers.resnet import ResNetConfig, ResNetTower

TINY = [
    pytest.param(lambda: ResNetTower(ResNetConfig.tiny()), (64, 1000), id="resnet"),
    pytest.param(lambda: ASTTower(ASTConfig.tiny()), (32, 1000), id="ast"),
]


def count(module: torch.nn.Module) -> int:
    return sum(p.numel() for p in module.parameters())


def paper(tower: type, config: object) -> torch.nn.Module:
    with torch.device("meta"):  # counts need no memory
        return tower(config)


def test_resnet_50_has_the_published_size():
    # torchvision's ResNet-50: 25,557,032, less the classifier (2,049,000) and two of three input channels (6,272).
    tower = paper(ResNetTower, ResNetConfig())
    assert count(tower) - count(tower.projection) == 25_557_032 - 2_049_000 - 6_272
    assert count(tower.projection) == 2048 * 128 + 128


def test_ast_has_the_published_size():
    # A block of ViT-B/16: 7,087,872. Patches 16 * 16 * 768 + 768, [CLS], 1 + 8 * 62 positions, last norm.
    tower = paper(ASTTower, ASTConfig())
    assert ASTConfig().grid == (8, 62)
    expected = 12 * 7_087_872 + (256 * 768 + 768) + 768 + 497 * 768 + 2 * 768
    assert count(tower) - count(tower.projection) == expected


def test_bert_base_has_the_published_size():
    # bert-base-uncased: 109,482,240 parameters, of which the pooler (not used here) has 590,592.
    tower = paper(BertTower, BertConfig())
    assert count(tower) - count(tower.projection) == 109_482_240 - 590_592


@pytest.mark.parametrize(("make", "shape"), TINY)
def test_audio_towers_give_unit_vectors_and_reach_every_parameter(make, shape):
    torch.manual_seed(0)
    tower = make()
    out = tower(torch.randn(3, *shape))
    assert out.shape == (3, 128)
    assert torch.allclose(out.norm(dim=1), torch.ones(3), atol=1e-5)
    (out * torch.randn(3, 128)).sum().backward()
    assert [name for name, p in tower.named_parameters() if p.grad is None or not p.grad.abs().sum() > 0] == []


@pytest.mark.parametrize(("make", "shape"), TINY)
def test_what_else_is_in_the_batch_does_not_matter(make, shape):
    torch.manual_seed(0)
    tower, log_mel = make().eval(), torch.randn(4, *shape)
    with torch.inference_mode():
        assert torch.allclose(tower(log_mel)[1:2], tower(log_mel[1:2]), atol=1e-5)


def test_ast_refuses_another_length():
    with pytest.raises(ValueError, match="1000 frames"):
        ASTTower(ASTConfig.tiny())(torch.randn(1, 32, 998))


def test_bert_is_blind_to_padding_and_reaches_every_parameter():
    torch.manual_seed(0)
    tower = BertTower(BertConfig.tiny()).eval()
    ids = torch.tensor([[2, 17, 40, 3]])
    mask = torch.ones_like(ids)
    padded, padded_mask = torch.tensor([[2, 17, 40, 3, 99, 0]]), torch.tensor([[1, 1, 1, 1, 0, 0]])
    out = tower(ids, mask)
    assert torch.allclose(out, tower(padded, padded_mask), rtol=0, atol=1e-6)
    assert not torch.allclose(out, tower(padded, torch.ones_like(padded)), rtol=0, atol=1e-5)
    (out * torch.randn(1, 128)).sum().backward()
    assert [name for name, p in tower.named_parameters() if p.grad is None] == []


def test_bert_refuses_more_tokens_than_positions():
    ids = torch.ones(1, 65, dtype=torch.long)
    with pytest.raises(ValueError, match="64 positions"):
        BertTower(BertConfig.tiny())(ids, ids)


def test_pretraining_learns_labels_and_leaves_the_tower():
    torch.manual_seed(0)
    model = Pretraining(ResNetTower(ResNetConfig.tiny()), classes=5)
    with torch.no_grad():
        model.classes.weight.zero_()
        model.classes.bias.zero_()
    log_mel = torch.randn(4, 64, 200) + torch.arange(4.0)[:, None, None]
    labels = torch.eye(5)[:4]
    first = model.loss(log_mel, labels)
    assert float(first.detach()) == pytest.approx(0.6931, abs=1e-4)  # ln 2: every class at one half
    optimiser = torch.optim.Adam(model.parameters(), lr=1e-2)
    for _ in range(25):
        optimiser.zero_grad()
        loss = model.loss(log_mel, labels)
        loss.backward()
        optimiser.step()
    assert float(loss.detach()) < 0.5 * float(first.detach())
    assert not any(name.startswith("classes") for name, _ in model.tower.named_parameters())


def test_class_weights_count():
    torch.manual_seed(0)
    model = Pretraining(ResNetTower(ResNetConfig.tiny()), classes=2).eval()
    with torch.no_grad():
        model.classes.weight.zero_()
        model.classes.bias.copy_(torch.tensor([0.0, 2.0]))
        loss = model.loss(torch.randn(2, 64, 100), torch.zeros(2, 2), torch.tensor([2.0, 0.0]))
    assert float(loss) == pytest.approx(0.6931, abs=1e-4)
