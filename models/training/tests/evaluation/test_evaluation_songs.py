import numpy as np
import pytest

from earshot_training.data.dataset import Item
from earshot_training.evaluation.songs import (
    EMOTIONS,
    QUERIES,
    measure_songs,
    precision_at,
    read_songs,
    song_items,
    song_queries,
    song_sets,
)
from earshot_training.evaluation.validation import leave_out, validation_sets


def _folder(tmp_path, rows, columns=("file", "genre", "artist", *EMOTIONS)):
    (tmp_path / "audio").mkdir(exist_ok=True)
    for row in rows:
        (tmp_path / "audio" / row["file"]).write_bytes(b"")
    lines = [",".join(columns), *(",".join(str(row.get(c, 0)) for c in columns) for row in rows)]
    (tmp_path / "labels.csv").write_text("\n".join(lines) + "\n")
    return tmp_path


ROWS = [
    {"file": f"{n}.opus", "genre": g, "artist": n, "sadness": n / 10}
    for n, g in enumerate(("rock", "rock", "pop", "classical"))
]


def test_there_are_forty_phrases_and_more():
    texts = [text for groups in QUERIES.values() for texts in groups.values() for text in texts]
    assert len(texts) == len(set(texts)) >= 40
    assert len(QUERIES["genres"]) == 4 and len(QUERIES["emotions"]) == 9


def test_right_answers_are_a_genre_or_the_top_quarter_of_an_emotion(tmp_path):
    queries = song_queries(read_songs(_folder(tmp_path, ROWS)))
    found = {query.about: query.relevant.tolist() for query in queries}
    assert found["rock"] == [True, True, False, False]
    assert found["sadness"] == [False, False, False, True]


def test_a_folder_that_is_wrong_is_named(tmp_path):
    with pytest.raises(ValueError, match=r"no labels.csv"):
        read_songs(tmp_path)
    _folder(tmp_path, ROWS, columns=("file", "genre", *EMOTIONS))
    with pytest.raises(ValueError, match="no column artist"):
        read_songs(tmp_path)
    _folder(tmp_path, [{**ROWS[0], "genre": "polka"}])
    with pytest.raises(ValueError, match="genres without queries: polka"):
        read_songs(tmp_path)
    _folder(tmp_path, [{**ROWS[0], "sadness": 7}])
    with pytest.raises(ValueError, match="no share between 0 and 1 for sadness"):
        read_songs(tmp_path)
    _folder(tmp_path, ROWS)
    (tmp_path / "audio/2.opus").unlink()
    with pytest.raises(ValueError, match=r"names 2.opus"):
        read_songs(tmp_path)


def test_precision_counts_the_best():
    scores, relevant = np.arange(20.0), np.arange(20) >= 15
    assert precision_at(scores, relevant) == 0.5
    assert precision_at(scores, relevant, 5) == 1.0


def test_intervals_hold_songs_and_queries(tmp_path):
    rows = [{"file": f"{n}.opus", "genre": g, "artist": n, **{e: (n * k) % 7 / 7 for k, e in enumerate(EMOTIONS, 1)}}
            for n, g in enumerate(["rock", "pop", "classical", "electronic"] * 6)]  # fmt: skip
    queries = song_queries(read_songs(_folder(tmp_path, rows)))
    right = np.stack([query.relevant for query in queries], 1) * 1.0
    perfect = measure_songs(right, queries, draws=50)
    assert perfect["genres"]["auc"] == (1.0, 1.0, 1.0)
    noise = np.random.default_rng(0).normal(size=right.shape)
    value, low, high = measure_songs(noise, queries, draws=50)["genres"]["auc"]
    assert low < value < high and high - low > 0.05
    difference = measure_songs(right, queries, other=noise, draws=50)["emotions"]["auc"]
    assert difference[1] > 0
    assert measure_songs(noise, queries, other=noise, draws=20)["genres"]["p10"] == (0.0, 0.0, 0.0)


def test_songs_are_a_validation_set_and_never_trained_on(tmp_path):
    songs = [item for item, _ in song_items(_folder(tmp_path, ROWS))]
    items = leave_out([Item("a.ogg", "train", "music", "p", {}), *songs])
    assert [item.split for item in items] == ["train", *["songs"] * 4]
    sets = validation_sets(items)
    candidates, queries = sets["genres"]
    assert candidates == {1, 2, 3, 4} and dict(queries)["indie rock song"] == {1, 2}
    assert dict(sets["emotions"][1])["sad"] == {4}
    assert song_sets(items[:1]) == {} and "genres" not in validation_sets(items[:1])
