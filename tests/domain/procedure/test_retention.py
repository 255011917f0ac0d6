"""The retention classes: each once, with years or for ever, and each with a word in both languages."""

import msgspec
import pytest

from application.adapters.profile_files import retention_classes
from domain.procedure.retention import parse_retention
from projections.history.catalogue import codes


def test_every_class_has_a_word_and_every_word_a_class() -> None:
    assert [one.code for one in retention_classes()] == list(codes()["retention"])


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (b'[[classes]]\ncode = "a"\nyears = 10\npermanent = true', msgspec.ValidationError),
        (b'[[classes]]\ncode = "a"\nyears = 0', msgspec.ValidationError),
        (b'[[classes]]\ncode = "a"\n[[classes]]\ncode = "a"', ValueError),
        (b"[[classes]]\nyears = 10", msgspec.ValidationError),
    ],
)
def test_a_class_that_contradicts_itself_is_refused(text: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        parse_retention(text)
