from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from application.one_time_code import SECRET, address, as_text, code_of, step_at, step_of

RFC = b"12345678901234567890"
"""The secret of the test vectors of RFC 4226, appendix D, and of RFC 6238, appendix B (SHA-1)."""


@pytest.mark.parametrize(
    ("step", "code"),
    list(
        enumerate(
            ("755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"),
        )
    ),
)
def test_codes_are_those_of_rfc_4226(step: int, code: str) -> None:
    assert code_of(RFC, step) == code


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_codes_are_those_of_rfc_6238(seconds: int, code: str) -> None:
    assert code_of(RFC, step_at(seconds), digits=8) == code


def test_a_step_lasts_thirty_seconds() -> None:
    assert [step_at(seconds) for seconds in (0, 29.999, 30, 59.5, 60)] == [0, 0, 1, 1, 2]


def test_the_codes_of_the_step_before_and_after_are_taken_and_no_others() -> None:
    taken = [step for step in range(95, 106) if step_of(RFC, code_of(RFC, step), now=100) is not None]
    assert taken == [99, 100, 101]


def test_a_code_is_taken_once_and_none_of_an_earlier_step_after_it() -> None:
    codes = {step: code_of(RFC, step) for step in (99, 100, 101)}
    taken = {
        after: [step for step, code in codes.items() if step_of(RFC, code, now=100, after=after)] for after in codes
    }
    assert taken == {99: [100, 101], 100: [101], 101: []}


def test_of_two_steps_with_one_code_the_later_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("application.one_time_code.code_of", lambda _secret, _step: "123456")
    assert step_of(RFC, "123456", now=100) == 101, "or the same code would be taken again"
    assert step_of(RFC, "123456", now=100, after=101) is None


@pytest.mark.parametrize("code", ["", "12345", "1234567", "\x00", "\ud800", "７５５２２４"])
def test_what_is_no_code_is_wrong(code: str) -> None:
    assert step_of(RFC, code, now=0) is None


def test_the_address_tells_a_program_the_secret_and_whose_it_is() -> None:
    parts = urlsplit(address(RFC[:SECRET], "officer.a-b"))
    assert (parts.scheme, parts.netloc, unquote(parts.path)) == ("otpauth", "totp", "/Wenze:officer.a-b")
    assert parse_qs(parts.query) == {"secret": [as_text(RFC)], "issuer": ["Wenze"]}
