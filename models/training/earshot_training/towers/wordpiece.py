"""Wordpiece tokens for the BERT tower: from a tokenizer.json, from BERT's vocab.txt, or learned from texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, normalizers, pre_tokenizers, processors
from tokenizers.models import WordPiece as WordPieceModel

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


class Wordpiece:
    """Texts -> padded ids. Texts longer than ``limit`` tokens are cut off; ``cut`` counts them."""

    def __init__(self, tokenizer: Tokenizer, limit: int = 512) -> None:
        self.tokenizer, self.limit, self.cut = tokenizer, limit, 0
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(limit)

    @classmethod
    def from_file(cls, path: Path, limit: int = 512) -> Wordpiece:
        """tokenizer.json or vocab.txt. Raises FileNotFoundError, or ValueError where the file is neither."""
        if not path.is_file():
            raise FileNotFoundError(f"{path} is missing; a BERT folder holds tokenizer.json or vocab.txt")
        if path.suffix == ".txt":
            words = path.read_text(encoding="utf-8").splitlines()
            lacking = [token for token in SPECIAL if token not in words]
            if lacking:
                raise ValueError(f"{path} is not a BERT vocabulary: {', '.join(lacking)} not found")
            return cls(_bert(WordPieceModel({word: i for i, word in enumerate(words)}, unk_token="[UNK]")), limit)
        try:
            return cls(Tokenizer.from_file(str(path)), limit)
        except Exception as error:  # the library raises bare Exception
            raise ValueError(f"{path} cannot be read as a tokenizer: {error}") from error

    @classmethod
    def learn(cls, texts: Iterable[str], vocabulary: int, limit: int = 512) -> Wordpiece:
        """Every letter, then the most frequent words until ``vocabulary``; the same texts give the same ids.

        The library's own trainer orders equally frequent pieces differently from call to call.
        """
        splitter = _bert(WordPieceModel({word: i for i, word in enumerate(SPECIAL)}, unk_token="[UNK]"))
        counts: Counter[str] = Counter()
        for text in texts:
            normal = splitter.normalizer.normalize_str(text)
            counts.update(word for word, _ in splitter.pre_tokenizer.pre_tokenize_str(normal))
        letters = sorted({letter for word in counts for letter in word})
        pieces = [*SPECIAL, *letters, *(f"##{letter}" for letter in letters)]
        frequent = sorted((word for word in counts if len(word) > 1), key=lambda word: (-counts[word], word))
        pieces += frequent[: max(0, vocabulary - len(pieces))]
        return cls(_bert(WordPieceModel({word: i for i, word in enumerate(pieces)}, unk_token="[UNK]")), limit)

    @property
    def size(self) -> int:
        return self.tokenizer.get_vocab_size()

    def save(self, path: Path) -> None:
        self.tokenizer.save(str(path))

    def encode(self, texts: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
        """input_ids and attention_mask int64 [len(texts), longest]; padding is id 0."""
        encoded = self.tokenizer.encode_batch(texts)
        self.cut += sum(bool(row.overflowing) for row in encoded)
        longest = max(len(row.ids) for row in encoded)
        ids = torch.zeros(len(encoded), longest, dtype=torch.long)
        mask = torch.zeros_like(ids)
        for number, row in enumerate(encoded):
            ids[number, : len(row.ids)] = torch.tensor(row.ids)
            mask[number, : len(row.ids)] = 1
        return ids, mask


def _bert(model: WordPieceModel) -> Tokenizer:
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    first, last = (tokenizer.token_to_id(token) for token in ("[CLS]", "[SEP]"))
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", last), ("[CLS]", first))
    return tokenizer
