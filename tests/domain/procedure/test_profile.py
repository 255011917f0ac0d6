from datetime import date

import msgspec
import pytest

from application.adapters.calendar_files import deadline_rules
from application.adapters.profile_files import packaged_profiles
from application.adapters.rulebook_files import packaged
from domain.cases.events import EvidenceKind
from domain.procedure.basis import Basis, Source, Verified
from domain.procedure.execution import parse_grounds
from domain.procedure.profile import parse, parse_rules, parse_tracks
from domain.procedure.track import Certainty, ForumKind

CODES = {"P-QYF", "P-APPOINT", "P-SUPERVISE", "P-SOE", "P-INST", "P-ORGHANDLE"}
FIVE = ("written-self-examination",)

RULES = b"""
[heard]
source = "hearing"
zh = "\xe6\x9c\xaa\xe5\x90\xac\xe5\x8f\x96"
en = "not heard"
remedy-zh = "\xe5\x90\xac\xe5\x8f\x96"
remedy-en = "hear"

[dated]
source = "record"
zh = "\xe6\x97\xa5\xe6\x9c\x9f"
en = "date"
remedy-zh = "\xe6\x9b\xb4\xe6\xad\xa3"
remedy-en = "correct it"
"""
TRACKS = b"""
[[tracks]]
code = "T9"
zh = "x"
en = "x"
[[tracks.steps]]
code = "first"
forums = [{ kind = "same-body", zh = "x", en = "x" }]
source = { basis = "direct", verified = "V", cites = ["X 1"] }
"""
PROFILE = """
code = "P-X"
label = { zh = "x", en = "x" }
decided-by = { zh = "x", en = "x" }
subjects = ["person"]
[sources]
hearing = { basis = "direct", verified = "V", cites = ["X 1"] }
record = { basis = "assumed", verified = "D" }
[settings]
decision-period = { value = "6m", source = { basis = "direct", verified = "V", cites = ["X 2"] } }
decision-cap = { value = "12m", source = { basis = "direct", verified = "V", cites = ["X 2"] } }
statement-period = { value = "5wd", source = { basis = "assumed", verified = "D" } }
minimum-officers = { value = 2, source = { basis = "direct", verified = "V", cites = ["X 3"] } }
fetched-kinds = { value = ["document"], source = { basis = "assumed", verified = "D" } }
quorum = { value = 2, source = { basis = "assumed", verified = "D" } }
appeal-handlers = { value = 2, source = { basis = "assumed", verified = "D" } }
"""


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_system_fetches_only_kinds_that_there_are_and_no_statement_of_anybody(code: str):
    fetched = set(packaged_profiles()[code].settings.fetched_kinds.value)
    assert fetched <= set(EvidenceKind)
    assert not fetched & {EvidenceKind.WITNESS, EvidenceKind.RECORD_OF_TALK}


def parsed(text: str):
    return parse(text.encode(), parse_rules([RULES]), parse_tracks(TRACKS))


def test_a_rule_carries_its_wording_and_the_source_of_the_profile():
    rule = parsed(PROFILE).rules["heard"]
    assert (rule.applies, rule.source.basis, rule.source.cites, rule.en) == (True, Basis.DIRECT, ("X 1",), "not heard")


def test_a_profile_may_switch_a_rule_off_and_says_so():
    profile = parsed(PROFILE + "[rules]\nheard = { applies = false }\n")
    assert not profile.applies("heard")
    assert profile.applies("dated")
    assert profile.applies("never-heard-of")


@pytest.mark.parametrize(
    ("addition", "message"),
    [
        ("[rules]\ndated = { applies = false }\n", "switches off a rule of record"),
        ("[rules]\nunknown = { applies = false }\n", "nobody knows"),
        (
            '[[tracks]]\ntrack = "T8"\nsubject = "person"\nsource = { basis = "assumed", verified = "D" }\n',
            "nobody knows",
        ),
        ("[settings.speed]\nvalue = 2\n", "unknown field"),
    ],
)
def test_a_profile_that_contradicts_the_rules_is_not_read(addition, message):
    with pytest.raises((ValueError, msgspec.ValidationError), match=message):
        parsed(PROFILE + addition)


def test_a_rule_without_source_is_not_read():
    with pytest.raises(ValueError, match="names no source hearing"):
        parsed(PROFILE.replace("hearing =", "other ="))


@pytest.mark.parametrize(
    ("basis", "verified", "cites"),
    [
        (Basis.DIRECT, Verified.FULL_TEXT, ()),
        (Basis.ASSUMED, Verified.DESIGN, ("X 1",)),
        (Basis.ASSUMED, Verified.FULL_TEXT, ()),
        (Basis.BORROWED, Verified.DESIGN, ("X 1",)),
    ],
)
def test_law_and_assumption_are_never_mixed_up(basis, verified, cites):
    with pytest.raises(ValueError, match=r"citation|cites nothing|verified D"):
        Source(basis=basis, verified=verified, cites=cites)


def test_all_six_profiles_are_packaged():
    assert set(packaged_profiles()) == CODES


def test_the_fault_liability_procedure_decides_in_six_months_and_at_most_twelve():
    settings = packaged_profiles()["P-QYF"].settings
    assert (settings.decision_period.value, settings.decision_cap.value) == ("6m", "12m")
    assert settings.decision_period.source.basis is Basis.BORROWED
    assert settings.statement_period.source.basis is Basis.ASSUMED
    assert settings.minimum_officers.value == 2


@pytest.mark.parametrize("code", sorted(CODES))
def test_where_announcing_at_all_is_practice_the_time_for_it_is_no_law(code: str):
    profile = packaged_profiles()[code]
    period = profile.settings.service_period
    if profile.sources["announcement"].basis is Basis.PRACTICE:
        assert period is not None
        assert (period.source.basis, period.source.cites) == (Basis.PRACTICE, ())


def test_a_person_under_the_five_forms_has_one_sure_and_one_doubtful_way_of_review():
    open_to = packaged_profiles()["P-QYF"].tracks_for("person", FIVE, date(2013, 5, 6))
    assert [(t.code, u.certainty) for u, t in open_to] == [("T3", Certainty.SURE), ("T1", Certainty.DOUBTFUL)]


def test_the_sure_way_of_review_sets_no_time():
    track = packaged_profiles()["P-QYF"].track("T3")
    assert track is not None
    (step,) = track.steps
    assert (step.file_within, step.decide_within, track.suspends_execution) == (None, None, False)
    assert [f.kind for f in step.forums] == [
        ForumKind.SAME_BODY,
        ForumKind.NEXT_HIGHER,
        ForumKind.SUPERVISION_ORGAN,
    ]


def test_an_organ_has_no_way_of_review_and_that_is_a_question():
    profile = packaged_profiles()["P-QYF"]
    assert profile.tracks_for("organ", ("circulated-criticism",), date(2013, 5, 6)) == ()
    assert [(n.subject, n.question) for n in profile.no_tracks] == [("organ", "AMB-20")]


def test_the_old_supervision_track_closed_when_its_law_was_repealed():
    appoint = packaged_profiles()["P-APPOINT"]
    before = appoint.tracks_for("person", ("warning",), date(2018, 3, 19))
    after = appoint.tracks_for("person", ("warning",), date(2018, 3, 20))
    assert ([t.code for _, t in before], [t.code for _, t in after]) == (["T1", "T5"], ["T1"])


def test_review_is_the_first_step_in_one_track_and_the_second_in_another():
    first = packaged_profiles()["P-APPOINT"].track("T1")
    second = packaged_profiles()["P-SUPERVISE"].track("T2")
    assert first is not None
    assert second is not None
    assert (first.steps[0].code, first.steps[0].forums[0].zh) == ("first", "复核")
    assert (second.steps[1].code, second.steps[1].forums[0].zh) == ("second", "复核")
    assert second.next_step("first") == second.steps[1]
    assert second.next_step("second") is None


def test_no_track_suspends_execution():
    assert not any(t.suspends_execution for p in packaged_profiles().values() for _, t in p.tracks)


def test_a_self_examination_needs_acceptance_and_a_talk_does_not():
    profile = packaged_profiles()["P-QYF"]
    assert profile.needs("written-self-examination", "acceptance")
    assert not profile.needs("admonition-talk", "acceptance")


def test_a_ground_belongs_to_its_results():
    profile = packaged_profiles()["P-QYF"]
    assert profile.ground("facts-unclear", "revoked") is not None
    assert profile.ground("facts-unclear", "varied") is None
    assert profile.ground("bad-attitude", "revoked") is None


def test_a_ground_without_source_or_given_twice_is_not_read():
    ground = b'[[grounds]]\ncode = "g"\nresults = ["varied"]\nsource = "nowhere"\nzh = "x"\nen = "x"\n'
    with pytest.raises(ValueError, match="names no source nowhere for g"):
        parse(PROFILE.encode(), parse_rules([RULES]), parse_tracks(TRACKS), parse_grounds(ground))
    with pytest.raises(ValueError, match="given twice"):
        parse_grounds(ground + ground)


def test_every_measure_that_a_profile_names_is_in_a_rulebook():
    known = {measure.code for rulebook in packaged().rulebooks for measure in rulebook.measures}
    for profile in packaged_profiles().values():
        named = {measure for use, _ in profile.tracks for measure in use.measures}
        named |= {measure for execution in profile.executions for measure in execution.measures}
        assert named <= known, profile.code


def test_removal_from_office_is_challenged_as_a_personnel_treatment():
    open_to = packaged_profiles()["P-QYF"].tracks_for("person", ("removal-from-office",), date(2013, 5, 6))
    assert [(t.code, u.certainty) for u, t in open_to] == [("T3", Certainty.SURE), ("T1", Certainty.SURE)]


def test_a_period_is_as_long_as_the_rulebooks_say_and_no_instrument_without_one_gets_it() -> None:
    rules, books = deadline_rules(), packaged().rulebooks
    told = {m.code: m.term_months for book in books for m in book.measures if m.term_months is not None}
    profiles = packaged_profiles()
    assert {code for code, one in profiles.items() if one.periods} == {"P-APPOINT", "P-SUPERVISE"}
    for profile in profiles.values():
        found = {measure: str(rules.rule(rule).period) for measure, rule in profile.periods.items()}
        assert found == ({code: f"{months}m" for code, months in told.items()} if profile.periods else {})
        days = [date(2019, 5, 31), date(2019, 6, 1), date(2024, 8, 31), date(2024, 9, 1)]
        assert all(sum(one.holds_on(day) for one in profile.liftings) <= 1 for day in days)
    assert not profiles["P-QYF"].liftings
    assert not profiles["P-ORGHANDLE"].liftings
