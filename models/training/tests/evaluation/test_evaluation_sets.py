import csv

import numpy as np
import pytest
import soundfile
from loudness import Loudness

from earshot_training.cli.evaluation import open_set
from earshot_training.data.clips import ClipCache
from earshot_training.evaluation.benchmark.joint_model import ExportedPair
from earshot_training.evaluation.benchmark.report import caption_lines, tagging_lines, write_report
from earshot_training.evaluation.benchmark.sets import jamendo, magnatagatune, musiccaps, song_describer

RATE = 16_000


def write(path, loud):
    path.parent.mkdir(parents=True, exist_ok=True)
    wave = (0.8 if loud else 0.1) * np.sin(np.arange(RATE) / 20)
    soundfile.write(path, wave, RATE, format="MP3")


def test_magnatagatune(tmp_path):
    lines = ["clip_id\tloud\tquiet\trare\tmp3_path"]
    for number, folder in enumerate("0011cdef"):
        loud = number % 2 == 0
        write(tmp_path / f"{folder}/{number}.mp3", loud)
        lines.append(f"{number}\t{int(loud)}\t{int(not loud)}\t0\t{folder}/{number}.mp3")
    lines.append("9\t1\t0\t0\tf/gone.mp3")
    (tmp_path / "annotations_final.csv").write_text("\n".join(lines))
    data = magnatagatune(tmp_path, top=2)
    assert (data.names, data.missing) == (["loud", "quiet"], 1)
    assert data.split == ["train"] * 4 + ["validation"] + ["test"] * 3
    report = tagging_lines(Loudness(), data, ClipCache(tmp_path / "clips").load)
    assert any(line.startswith("| zero-shot ROC-AUC | 1.000") and "0.782" in line for line in report)
    assert any(line.startswith("| linear probe ROC-AUC | 1.000") for line in report)
    assert "Left out: 1 files that are not there, 0 that cannot be used." in report
    write_report("Report", [report], tmp_path / "report.md")
    assert "## MagnaTagATune" in (tmp_path / "report.md").read_text()


def test_jamendo(tmp_path):
    folder = tmp_path / "data/splits/split-0"
    folder.mkdir(parents=True)
    head = "TRACK_ID\tARTIST_ID\tALBUM_ID\tPATH\tDURATION\tTAGS"
    for number, split in enumerate(("train", "validation", "test")):
        write(tmp_path / f"audio/0{number}/{number}.low.mp3", number == 0)
        row = f"track_{number}\ta\tb\t0{number}/{number}.mp3\t60\tgenre---rock\tmood/theme---calm"
        (folder / f"autotagging_top50tags-{split}.tsv").write_text(f"{head}\n{row}\n")
    data = jamendo(tmp_path)
    assert data.names == ["rock", "calm"] and data.labels.all() and data.split == ["train", "validation", "test"]
    (folder / "autotagging_top50tags-test.tsv").write_text(f"{head}\ncut off\n")
    with pytest.raises(ValueError, match="columns"):
        jamendo(tmp_path)


def test_song_describer_and_musiccaps(tmp_path):
    write(tmp_path / "audio/01/1.2min.mp3", True)
    write(tmp_path / "audio/02/2.2min.mp3", False)
    with (tmp_path / "song_describer.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["caption_id", "track_id", "caption", "is_valid_subset", "path"])
        rows.writerows([[1, 1, "a loud, bright song", "True", "01/1.mp3"], [2, 2, "hushed", "True", "02/2.mp3"],
                        [3, 2, "not valid", "False", "02/2.mp3"], [4, 3, "gone", "True", "03/3.mp3"]])  # fmt: skip
    data = song_describer(tmp_path)
    assert (data.texts, data.wanted, data.missing) == (["a loud, bright song", "hushed"], [{0}, {1}], 1)
    report = caption_lines(Loudness(), data, ClipCache(tmp_path / "clips").load)
    assert any(line.startswith("| retrieval R@1 | 1.000") for line in report)
    (tmp_path / "mc.csv").write_text("ytid,is_audioset_eval,caption\nabc,True,loud\nxyz,False,quiet\n")
    write(tmp_path / "mc/abc.mp3", True)
    assert musiccaps(tmp_path / "mc.csv", tmp_path / "mc").texts == ["loud"]


@pytest.mark.parametrize("read", [magnatagatune, jamendo, song_describer])
def test_another_folder_is_told(tmp_path, read):
    with pytest.raises(FileNotFoundError, match="is this the folder"):
        read(tmp_path)


def test_a_folder_without_towers_is_told(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"holds no audio.onnx"):
        ExportedPair(tmp_path)


def test_a_damaged_file_is_counted(tmp_path):
    write(tmp_path / "a.mp3", True)
    (tmp_path / "b.mp3").write_bytes(b"junk")
    (tmp_path / "t.csv").write_text("path,source,text\na.mp3,SF,loud\nb.mp3,SF,quiet\n")
    with pytest.raises(SystemExit, match="unknown set"):
        open_set("nothing", tmp_path)
    report = caption_lines(
        Loudness(), open_set(f"table={tmp_path / 't.csv'}", tmp_path), ClipCache(tmp_path / "c").load
    )
    assert "Left out: 0 files that are not there, 1 that cannot be used." in report
