"""A picture keeps what is drawn and loses what was written into it."""

import pytest

from application.adapters.pictures import PictureUnreadable, without_metadata
from tests.support.pictures import SECRET, jpeg, png


@pytest.mark.parametrize(
    ("media_type", "picture", "drawn"),
    [("image/jpeg", jpeg(), jpeg(written=False)), ("image/png", png(), png(written=False))],
)
def test_what_is_written_into_a_picture_goes_and_what_is_drawn_stays(
    media_type: str, picture: bytes, drawn: bytes
) -> None:
    assert SECRET in picture
    assert without_metadata(picture, media_type) == drawn
    assert without_metadata(drawn, media_type) == drawn
    for end in range(len(drawn) - 1):
        with pytest.raises(PictureUnreadable):
            without_metadata(drawn[:end], media_type)


@pytest.mark.parametrize("media_type", ["image/jpeg", "image/png"])
def test_what_is_said_to_be_a_picture_and_is_none_is_refused(media_type: str) -> None:
    for content in (b"", b"MZ", SECRET, b"\xff\xd8\xff\xd9", b"\xff\xd8" + b"\xff" * 40, b"\xff\xd8\xff\xe1\x00\x01"):
        with pytest.raises(PictureUnreadable):
            without_metadata(content, media_type)


def test_any_other_file_stays_as_it_is() -> None:
    assert without_metadata(SECRET, "application/pdf") == SECRET
