"""Every invariant of the procedure is kept by rules that exist, and every source of a profile is there for something."""

from pathlib import Path

import msgspec
import pytest

from application.adapters.profile_files import packaged_principles, packaged_profiles
from domain.procedure.principle import parse_principles
from domain.recommendation.words import WORDS

PRINCIPLES = packaged_principles()
RULES = packaged_profiles()["P-QYF"].rules
TOLD = "\n".join(
    path.read_text("utf-8") for path in Path(__file__).parents[1].rglob("*") if path.suffix in {".py", ".toml"}
)


def test_all_twenty_invariants_are_there_in_order():
    assert [p.code for p in PRINCIPLES][:20] == [f"I-{n}" for n in range(1, 21)]
    assert len({p.code for p in PRINCIPLES}) == len(PRINCIPLES)


@pytest.mark.parametrize("principle", PRINCIPLES, ids=lambda p: p.code)
def test_what_keeps_a_principle_exists(principle):
    assert set(principle.rules) <= set(RULES)
    assert set(principle.engine) <= set(WORDS)
    for profile in packaged_profiles().values():
        assert set(principle.sources) <= set(profile.sources)


@pytest.mark.parametrize("principle", PRINCIPLES, ids=lambda p: p.code)
def test_each_rule_that_keeps_a_principle_is_fired_by_a_test_that_names_it(principle):
    untold = [code for code in (*principle.rules, *principle.engine) if f'"{code}"' not in TOLD]
    assert untold == []


def test_every_source_of_a_profile_is_there_for_a_rule_a_ground_or_a_principle():
    by_principle = {source for p in PRINCIPLES for source in p.sources}
    for profile in packaged_profiles().values():
        by_rule = {id(rule.source) for rule in profile.rules.values()}
        by_ground = {ground.source for ground in profile.grounds}
        idle = {
            code
            for code, source in profile.sources.items()
            if id(source) not in by_rule and code not in by_ground and code not in by_principle
        }
        assert idle == set(), profile.code


def test_a_principle_that_nothing_keeps_is_not_read():
    with pytest.raises(msgspec.ValidationError, match="nothing keeps"):
        parse_principles(b'[[principles]]\ncode = "I-99"\nlabel = { zh = "x", en = "x" }\n')
