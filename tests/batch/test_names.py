"""Names of stills: the documented form, and never the same twice."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from zeroshot.batch.names import still_names


def names(*shots: tuple[str, str]) -> list[str]:
    return still_names([(Path(scene), shot_id) for scene, shot_id in shots], suffix=".png")


def test_a_still_is_named_for_its_scene_and_shot() -> None:
    assert names(("scenes/face.json", "1a"), ("scenes/face.json", "1b")) == ["face_1a.png", "face_1b.png"]


def test_scenes_of_the_same_name_get_their_folders_before_it() -> None:
    shots = (
        ("/film/reel1/face.json", "1a"),
        ("/film/reel2/face.json", "1a"),
        ("/film/reel2/table.json", "1a"),
    )
    assert names(*shots) == ["reel1_face_1a.png", "reel2_face_1a.png", "table_1a.png"]


def test_as_many_folders_as_it_takes() -> None:
    shots = (("/a/reel/face.json", "1"), ("/b/reel/face.json", "1"))
    assert names(*shots) == ["a_reel_face_1.png", "b_reel_face_1.png"]


def test_underscores_do_not_make_two_stills_one() -> None:
    assert len(set(names(("/x/a_b.json", "c"), ("/x/a.json", "b_c")))) == 2


def test_names_that_differ_only_in_case_count_as_the_same() -> None:
    first, second = names(("/x/Face.json", "1"), ("/y/face.json", "1"))
    assert first.casefold() != second.casefold()


def test_what_no_file_name_may_have_is_replaced_and_then_numbered() -> None:
    assert names(("a.json", "1/a"), ("a.json", "1:a")) == ["a_1-a.png", "a_1-a-2.png"]


PARTS = st.text(st.sampled_from("aAbB_-/.é "), min_size=1, max_size=4).filter(lambda text: text.strip("./ "))


@given(st.lists(st.tuples(PARTS, PARTS, PARTS), max_size=12, unique=True))
def test_no_two_stills_share_a_name(parts: list[tuple[str, str, str]]) -> None:
    shots = [(Path(f"/{folder}/{stem}.json"), shot_id) for folder, stem, shot_id in parts]
    found = still_names(shots, suffix=".png")
    assert len({name.casefold() for name in found}) == len(parts)
    assert not any("/" in name for name in found)
