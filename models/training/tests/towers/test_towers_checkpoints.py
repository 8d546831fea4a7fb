import re

import pytest
import torch
from safetensors.torch import save_file

from earshot_training.towers.ast import ASTConfig, ASTTower
from earshot_training.towers.bert import BertConfig, BertTower
from earshot_training.towers.public_checkpoints import CheckpointError, load_ast, load_bert, load_resnet
from earshot_training.towers.resnet import ResNetConfig, ResNetTower

AST = ASTConfig(bands=32, frames=100, depth=1, width=32, heads=2, distilled=True)


def trunk(tower):
    return {k: v.clone() for k, v in tower.state_dict().items() if not k.startswith("projection.")}


def torchvision(tower):
    state = trunk(tower)
    # Three channels whose sum is the tower's one.
    state["conv1.weight"] = state["conv1.weight"].repeat(1, 3, 1, 1) / 3
    return {**state, "fc.weight": torch.zeros(1000, 64), "fc.bias": torch.zeros(1000)}


def hugging_face_bert(tower):
    state = {"cls.predictions.bias": torch.zeros(9), "bert.pooler.dense.bias": torch.zeros(9)}
    for name, value in trunk(tower).items():
        name = re.sub(r"(blocks\.\d+)\.attention\.(query|key|value)", r"\1.attention.self.\2", name)
        name = name.replace(".attention.output.", ".attention.output.dense.")
        name = name.replace(".attention_norm.", ".attention.output.LayerNorm.").replace(
            ".inner.", ".intermediate.dense."
        )
        name = name.replace(".outer.", ".output.dense.").replace(".output_norm.", ".output.LayerNorm.")
        name = name.replace("blocks.", "encoder.layer.")
        for old, new in (("words", "word_embeddings"), ("positions", "position_embeddings"),
                         ("types", "token_type_embeddings"), ("norm", "LayerNorm")):  # fmt: skip
            name = re.sub(rf"^{old}\.", f"embeddings.{new}.", name)
        name = re.sub(r"LayerNorm\.weight$", "LayerNorm.gamma", re.sub(r"LayerNorm\.bias$", "LayerNorm.beta", name))
        state[f"bert.{name}"] = value
    return state


def authors_ast(tower):
    own = trunk(tower)
    state = {"module.mlp_head.0.weight": torch.zeros(4), "module.v.cls_token": own["tokens"][:, :1],
             "module.v.dist_token": own["tokens"][:, 1:], "module.v.pos_embed": own["positions"],
             "module.v.head.weight": torch.zeros(4)}  # fmt: skip
    for kind in ("weight", "bias"):
        state[f"module.v.patch_embed.proj.{kind}"] = own[f"patches.{kind}"]
        state[f"module.v.norm.{kind}"] = own[f"norm.{kind}"]
        b, v = "blocks.0", "module.v.blocks.0"
        parts = [own[f"{b}.attention.{part}.{kind}"] for part in ("query", "key", "value")]
        state[f"{v}.attn.qkv.{kind}"] = torch.cat(parts)
        state[f"{v}.attn.proj.{kind}"] = own[f"{b}.attention.output.{kind}"]
        for old, new in (
            ("norm1", "attention_norm"),
            ("norm2", "output_norm"),
            ("mlp.fc1", "inner"),
            ("mlp.fc2", "outer"),
        ):
            state[f"{v}.{old}.{kind}"] = own[f"{b}.{new}.{kind}"]
    return state


def hugging_face_ast(tower):
    own, p = trunk(tower), "audio_spectrogram_transformer"
    state = {"classifier.dense.weight": torch.zeros(4), f"{p}.embeddings.cls_token": own["tokens"][:, :1].contiguous(),
             f"{p}.embeddings.distillation_token": own["tokens"][:, 1:].contiguous(),
             f"{p}.embeddings.position_embeddings": own["positions"]}  # fmt: skip
    for kind in ("weight", "bias"):
        state[f"{p}.embeddings.patch_embeddings.projection.{kind}"] = own[f"patches.{kind}"]
        state[f"{p}.layernorm.{kind}"] = own[f"norm.{kind}"]
        names = {f"attention.attention.{part}": f"attention.{part}" for part in ("query", "key", "value")}
        names |= {"attention.output.dense": "attention.output", "intermediate.dense": "inner", "output.dense": "outer"}
        names |= {"layernorm_before": "attention_norm", "layernorm_after": "output_norm"}
        for old, new in names.items():
            state[f"{p}.encoder.layer.0.{old}.{kind}"] = own[f"blocks.0.{new}.{kind}"]
    return state


CASES = [
    pytest.param(lambda: ResNetTower(ResNetConfig.tiny()), torchvision, load_resnet, (64, 100), id="torchvision"),
    pytest.param(lambda: ASTTower(AST), authors_ast, load_ast, (32, 100), id="ast-authors"),
    pytest.param(lambda: ASTTower(AST), hugging_face_ast, load_ast, (32, 100), id="ast-hugging-face"),
]


@pytest.mark.parametrize(("make", "layout", "load", "shape"), CASES)
@pytest.mark.parametrize("suffix", [".pth", ".safetensors"])
def test_a_loaded_audio_tower_computes_what_the_saved_one_did(tmp_path, make, layout, load, shape, suffix):
    saved, fresh, path = make().eval(), make().eval(), tmp_path / f"weights{suffix}"
    if suffix == ".pth":
        torch.save({"state_dict": layout(saved)}, path)
    else:
        save_file({k: v.contiguous().clone() for k, v in layout(saved).items()}, path)
    log_mel = torch.randn(2, *shape)
    with torch.inference_mode():
        assert not torch.allclose(saved.features(log_mel), fresh.features(log_mel), atol=1e-3)
        load(fresh, path)
        assert torch.allclose(saved.features(log_mel), fresh.features(log_mel), atol=1e-5)


def test_a_loaded_bert_computes_what_the_saved_one_did(tmp_path):
    saved, fresh = BertTower(BertConfig.tiny()).eval(), BertTower(BertConfig.tiny()).eval()
    torch.save(hugging_face_bert(saved), tmp_path / "pytorch_model.bin")
    load_bert(fresh, tmp_path / "pytorch_model.bin")
    ids = torch.randint(0, 256, (2, 9))
    assert torch.allclose(
        saved.features(ids, torch.ones_like(ids)), fresh.features(ids, torch.ones_like(ids)), atol=1e-6
    )


def test_positions_of_a_longer_recording_are_fitted(tmp_path):
    long = ASTTower(ASTConfig(bands=32, frames=196, depth=1, width=32, heads=2, distilled=True))
    torch.save(authors_ast(long), tmp_path / "long.pth")
    short = ASTTower(AST)
    load_ast(short, tmp_path / "long.pth")
    assert torch.equal(short.positions[:, :2], long.positions[:, :2])
    assert torch.isfinite(short.positions).all() and short.positions.shape == (1, 2 + 2 * 6, 32)


def test_what_is_no_such_checkpoint_is_told_and_changes_nothing(tmp_path):
    tower = ResNetTower(ResNetConfig.tiny())
    before = {k: v.clone() for k, v in tower.state_dict().items()}
    path = tmp_path / "a.pth"
    with pytest.raises(FileNotFoundError, match="no checkpoint"):
        load_resnet(tower, path)
    whole = torchvision(ResNetTower(ResNetConfig.tiny()))
    for content, message in (
        ([1, 2], "no table of tensors"),
        ({k: v for k, v in whole.items() if "layer2" not in k}, "missing, e.g. layer2"),
        ({**whole, "layer9.weight": torch.zeros(1)}, "unknown, e.g. layer9"),
        ({**whole, "bn1.bias": torch.zeros(5)}, r"bn1.bias is \(5,\) instead of \(8,\)"),
    ):
        torch.save(content, path)
        with pytest.raises(CheckpointError, match=message):
            load_resnet(tower, path)
    torch.save(whole, path)
    for name in ("cut.pth", "cut.safetensors"):
        (tmp_path / name).write_bytes(path.read_bytes()[:500])
        with pytest.raises(CheckpointError, match="cannot be read"):
            load_resnet(tower, tmp_path / name)
    assert all(torch.equal(before[k], v) for k, v in tower.state_dict().items())
