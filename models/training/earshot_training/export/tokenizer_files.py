"""tokenizer.json and tokenizer_config.json of a model folder: no padding, and texts cut at what the tower reads."""

from __future__ import annotations

import json
from pathlib import Path

from ..towers.text import MAX_TOKENS

BERT_CONFIG = {
    "do_lower_case": True, "unk_token": "[UNK]", "sep_token": "[SEP]", "pad_token": "[PAD]", "cls_token": "[CLS]",
    "mask_token": "[MASK]", "tokenize_chinese_chars": True, "strip_accents": None, "tokenizer_class": "BertTokenizer",
}  # fmt: skip


def write_tokenizer(source: Path, target: Path) -> None:
    """The sentence encoder's own pair of files, from its folder, cut at 256 tokens."""
    config = json.loads((source / "tokenizer_config.json").read_text(encoding="utf-8"))
    known = {name: value for name, value in config.items() if name != "name_or_path"}
    write_cut_tokenizer(source / "tokenizer.json", target, MAX_TOKENS, known)


def write_cut_tokenizer(source: Path, target: Path, limit: int, config: dict[str, object] = BERT_CONFIG) -> None:
    """``source`` is the tokenizer's file, ``target`` a folder; texts are cut at ``limit`` tokens."""
    tokenizer = json.loads(source.read_text(encoding="utf-8"))
    tokenizer["padding"] = None
    tokenizer["truncation"] = {"direction": "Right", "max_length": limit, "strategy": "LongestFirst", "stride": 0}
    text = json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":"))
    (target / "tokenizer.json").write_text(text, encoding="utf-8")
    config = {**config, "model_max_length": limit}
    (target / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
