import numpy as np
import pytest

from earshot_training.data.mixing import TextMixer
from earshot_training.data.sources.base import Recording, TextRow
from earshot_training.data.sources.opening import open_source
from earshot_training.data.sources.playlists import read_playlist
from earshot_training.data.text_rules import clean, filter_recordings


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Melancholic piano, rain outside", "Melancholic piano, rain outside"),
        ("03 - Slow Blues", "Slow Blues"),
        ("Track 07", ""),
        ("https://example.com/song", ""),
        ("Downtempo (320kbps) [mp3]", "Downtempo"),
        ("2003-04-12", ""),
        ("Fast drums. Subscribe for more!", "Fast drums."),
        ("1999 disco", "disco"),
        ("Processed by SoX", ""),
        ("!!!", ""),
        ("夜の雨", "夜の雨"),
        ("drum & bass", "drum & bass"),
    ],
)
def test_rules(text, kept):
    assert clean(text)[0] == kept


def test_a_text_of_a_hundred_thousand_characters_is_cut():
    assert len(clean("drums " * 20_000)[0]) <= 2000


def test_filtering_counts_and_drops_what_is_left_bare():
    full = Recording("a", None, (TextRow("SF", "Track 1"), TextRow("SF", "slow waltz")))
    bare = Recording("b", None, (TextRow("SF", "Track 2"),))
    kept, counts = filter_recordings([full, bare])
    assert [(r.key, [t.text for t in r.texts]) for r in kept] == [("a", ["slow waltz"])]
    assert counts["dropped"] == 2 and counts["kept"] == 1 and counts["recordings without text"] == 1


def test_the_mix_draws_two_two_one_one():
    recording = Recording("a", None, tuple(TextRow(kind, kind) for kind in ("SF", "LF", "PL", "ASET")))
    rng, mixer = np.random.default_rng(0), TextMixer()
    drawn = [mixer.draw(recording, rng).kind for _ in range(6000)]
    shares = {kind: drawn.count(kind) / 1000 for kind in ("SF", "LF", "PL", "ASET")}
    assert shares == pytest.approx({"SF": 2, "LF": 2, "PL": 1, "ASET": 1}, abs=0.15)


def test_a_recording_without_a_kind_falls_to_those_it_has():
    recording = Recording("a", None, (TextRow("PL", "late night"),))
    assert TextMixer().draw(recording, np.random.default_rng(0)).text == "late night"
    assert not TextMixer({"SF": 1.0}).usable(recording)
    with pytest.raises(ValueError, match="text mix"):
        TextMixer({"SF": 0.0})
    with pytest.raises(ValueError, match="text mix"):
        TextMixer({"XX": 1.0})


def test_playlists_of_every_kind(tmp_path):
    song = (tmp_path / "song.mp3").resolve()
    (tmp_path / "rainy_day.m3u").write_text(
        "#EXTM3U\n#EXTINF:1,x\nsong.mp3\nhttp://radio.example/x\n", encoding="utf-8"
    )
    (tmp_path / "b.pls").write_text("[playlist]\nFile1=song.mp3\nTitle1=x\n")
    (tmp_path / "c.xspf").write_text(
        '<playlist version="1" xmlns="http://xspf.org/ns/0/"><title>Night drive</title>'
        f"<trackList><track><location>{song.as_uri()}</location></track></trackList></playlist>"
    )
    assert read_playlist(tmp_path / "rainy_day.m3u") == ("rainy day", [song])
    assert read_playlist(tmp_path / "b.pls") == ("b", [song])
    assert read_playlist(tmp_path / "c.xspf") == ("Night drive", [song])
    (tmp_path / "bomb.xspf").write_text('<!DOCTYPE x [<!ENTITY a "b">]><playlist>&a;</playlist>')
    (tmp_path / "cut.xspf").write_text("<playlist><trackList>")
    for name in ("bomb.xspf", "cut.xspf"):
        with pytest.raises(ValueError, match=name):
            read_playlist(tmp_path / name)


def test_sources_are_named_and_tables_checked(tmp_path):
    with pytest.raises(ValueError, match="folder=PATH"):
        open_source("music")
    with pytest.raises(FileNotFoundError, match="nothing at"):
        open_source(f"folder={tmp_path / 'none'}")
    table = tmp_path / "t.csv"
    table.write_text("path,source,text\na.wav,SF,slow waltz\na.wav,LF, a long text \nb.wav,SF,\n", encoding="utf-8")
    found = open_source(f"table={table}")
    assert [(r.key, r.path, [(t.kind, t.text) for t in r.texts]) for r in found] == [
        ("a.wav", tmp_path / "a.wav", [("SF", "slow waltz"), ("LF", "a long text")])
    ]
    table.write_text("path,source,text\na.wav,XX,slow\n")
    with pytest.raises(ValueError, match="line 2"):
        open_source(f"table={table}")
    table.write_text("file,text\n")
    with pytest.raises(ValueError, match="path, source"):
        open_source(f"table={table}")
