"""Packages as they lie on the disk: what is music, what is not, and what is no audio at all."""

import numpy as np
import pytest
import soundfile

from earshot_training.data.corpora import scan


def test_a_file_that_is_no_audio_is_left_out_by_name(tmp_path):
    folder = tmp_path / "game-data/music"
    folder.mkdir(parents=True)
    soundfile.write(folder / "theme.wav", np.zeros(31 * 800), 800)
    (folder / "dummy.ogg").write_text("kept for the day there is music")
    told = []
    tracks = scan(tmp_path, ("game-data",), told.append)
    assert [(track.key, track.kind, track.seconds) for track in tracks] == [("game-data/music/theme.wav", "music", 31)]
    assert len(told) == 1 and told[0].startswith("left out: game-data/music/dummy.ogg: ")
    with pytest.raises(FileNotFoundError, match="corpus other-data is not in"):
        scan(tmp_path, ("other-data",))
