import msgspec
import pytest

from application.adapters.profile_files import packaged_profiles
from domain.deciding import refuse_if_any
from domain.procedure.profile import Profile
from domain.refusal import Reason, Refused


class Here(msgspec.Struct, frozen=True, kw_only=True):
    profile: Profile


HERE = Here(profile=packaged_profiles()["P-QYF"])
ONE, TWO = Reason(rule="one"), Reason(rule="two", about=("x",))


def test_every_rule_is_asked_and_every_reason_is_given_once():
    rules = (lambda *_: ONE, lambda *_: None, lambda *_: (TWO, ONE), lambda *_: ())
    with pytest.raises(Refused) as refused:
        refuse_if_any(rules, None, None, HERE)
    assert refused.value.reasons == (ONE, TWO)


def test_without_a_reason_a_command_passes():
    refuse_if_any((lambda *_: None, lambda *_: ()), None, None, HERE)
