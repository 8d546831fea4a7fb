import json

import pytest

from earshot_training.data.captions import read_captions
from earshot_training.data.ontology import AudioClass, Ontology, music_classes, read_class_map


@pytest.fixture
def ontology(tmp_path):
    rows = [("/m/04rlf", "Music", ["/i", "/g"]), ("/i", "Musical instrument", ["/p"]), ("/p", "Piano", []),
            ("/g", "Jazz", []), ("/m/015lz1", "Singing", ["/m/0l14jd"]), ("/m/0l14jd", "Choir", []),
            ("/m/02fxyj", "Humming", []), ("/c", "Car", [])]  # fmt: skip
    path = tmp_path / "ontology.json"
    path.write_text(json.dumps([{"id": i, "name": n, "child_ids": c} for i, n, c in rows]))
    return Ontology(path)


def test_a_label_means_its_parents(ontology):
    assert ontology.with_parents("/p") == ["/p", "/i", "/m/04rlf"]
    assert ontology.below("/i") == {"/i", "/p"}


def test_music_classes_leave_out_what_says_nothing(ontology):
    classes = [
        AudioClass(m, ontology.entries[m]["name"]) for m in ("/c", "/m/04rlf", "/i", "/p", "/m/0l14jd", "/m/02fxyj")
    ]
    assert [classes[i].name for i in music_classes(classes, ontology)] == ["Piano", "Choir", "Humming"]


def test_files_of_another_make_are_refused(tmp_path):
    path = tmp_path / "file"
    path.write_text('{"a": 1}')
    with pytest.raises(ValueError, match="is not the AudioSet ontology"):
        Ontology(path)
    path.write_text("index,mid\n0,/m/1\n")
    with pytest.raises(ValueError, match="no column display_name"):
        read_class_map(path)


def test_captions_without_their_columns_are_refused(tmp_path):
    path = tmp_path / "captions.csv"
    path.write_text("ytid,aspect_list\na,['slow']\n")
    with pytest.raises(ValueError, match="no column caption"):
        read_captions(path)
    path.write_text("ytid,aspect_list,caption\na,['slow'],a slow song\n")
    assert read_captions(path)[0].labels == ()
    with pytest.raises(ValueError, match="no column audioset_positive_labels"):
        read_captions(path, labelled=True)
    path.write_text("audioset_positive_labels,aspect_list,caption\n\"/m/1,/m/2\",['Slow'],a slow song\n")
    assert read_captions(path, labelled=True)[0].labels == ("/m/1", "/m/2")
