"""Naming respondents, filing, and the time to decide."""

from datetime import date

import pytest
from msgspec.structs import replace

from application.adapters.profile_files import packaged_profiles
from domain.cases.commands import ExtendFiling, ExtendTime, RaiseRecusal
from domain.cases.events import CaseFiled, FilingExtended, RecusalGround, RecusalSource, RespondentNamed, TimeExtended
from domain.cases.time_to_decide import last_day
from domain.identity import OrganId, ProceedingId
from tests.domain.cases.material import (
    AUTHORISE,
    BY_FIRST,
    BY_HEAD,
    CLERK,
    FILE,
    FIRST,
    FRAME,
    NAME_CLERK,
    NAME_ORGAN,
    OF_CLERK,
    OF_ORGAN,
    OPEN,
    ORGAN,
    RECUSAL,
    REFUTED,
    SECOND,
    SUPPORTED,
    TODAY,
    a_case,
    a_checked_case,
    a_filed_case,
    done,
    setting_of,
)
from tests.support.made_up import a_document, an_id

EXTEND = ExtendTime(until=date(2012, 12, 12), ground=a_document("complicated"))


def test_an_organ_and_a_person_become_respondents_each_once():
    a_checked_case().when(NAME_ORGAN).then(RespondentNamed(proceeding=OF_ORGAN, organ=ORGAN))
    a_checked_case().when(NAME_CLERK).then(RespondentNamed(proceeding=OF_CLERK, person=CLERK))
    again = replace(NAME_CLERK, proceeding=ProceedingId(an_id("another")))
    done(a_checked_case(), NAME_CLERK).when(again).then_refused("respondent-already-named")
    taken = replace(NAME_CLERK, proceeding=OF_ORGAN)
    done(a_checked_case(), NAME_ORGAN).when(taken).then_refused("respondent-already-named")


def test_a_respondent_is_one_organ_or_one_person():
    a_checked_case().when(replace(NAME_ORGAN, person=CLERK)).then_refused("respondent-not-one")
    a_checked_case().when(replace(NAME_ORGAN, organ=None)).then_refused("respondent-not-one")


def test_an_organ_answers_only_for_what_is_alleged_of_it():
    other = replace(NAME_ORGAN, organ=OrganId(an_id("another bureau")))
    a_checked_case().when(other).then_refused("organ-without-allegation")


def test_filing_starts_the_clock_of_the_decision():
    named = done(a_checked_case(), NAME_ORGAN, NAME_CLERK)
    named.when(FILE).then(
        CaseFiled(
            filed_on=TODAY,
            approval=a_document("approval"),
            decide_by=date(2012, 9, 12),
            decide_by_at_most=date(2013, 3, 12),
            decide_by_under=(("P-QYF", date(2012, 9, 12)),),
        )
    )


def test_no_case_is_refused_for_its_age():
    long_ago = replace(FRAME, conduct_from=date(1985, 1, 1), conduct_to=date(1985, 1, 1))
    checking = done(a_case(), OPEN, long_ago, AUTHORISE)
    done(done(checking, SUPPORTED, by=FIRST), NAME_CLERK).when(FILE).then_kinds(CaseFiled)


def test_a_clock_that_would_end_on_a_rest_day_ends_on_the_next_working_day():
    named = done(a_checked_case(), NAME_ORGAN, NAME_CLERK)
    (filed,) = named.under(setting_of(today=date(2012, 3, 30))).when(FILE).then_kinds(CaseFiled)
    assert filed.decide_by == date(2012, 10, 8)  # 30 September to 7 October 2012 were days off or made up before
    assert filed.decide_by_at_most == date(2013, 4, 1)


def test_nothing_is_filed_that_the_check_refuted_or_that_names_nobody():
    a_checked_case(REFUTED).when(FILE).then_refused("nothing-left-to-prove", "no-respondent-named")


def test_the_competent_body_is_known_for_every_respondent():
    named = done(a_checked_case(), NAME_ORGAN, NAME_CLERK)
    named.under(replace(BY_HEAD, respondents=BY_HEAD.respondents[:1])).when(FILE).then_refused(
        "competence-not-established"
    )
    unknown = (replace(BY_HEAD.respondents[0], competent=None), BY_HEAD.respondents[1])
    (reason,) = named.under(replace(BY_HEAD, respondents=unknown)).when(FILE).refused.reasons
    assert reason.about == (str(OF_ORGAN),)


def test_a_pending_recusal_holds_the_filing():
    pending = done(
        done(a_checked_case(), NAME_ORGAN),
        RaiseRecusal(recusal=RECUSAL, officer=SECOND, ground=RecusalGround.OTHER, source=RecusalSource.BODY),
    )
    pending.when(FILE).then_refused("recusal-pending")


@pytest.mark.parametrize(
    ("profile", "asked"), [("P-QYF", False), ("P-APPOINT", False), ("P-SOE", True), ("P-INST", True)]
)
def test_a_written_notice_of_the_filing_is_asked_for_where_the_law_has_it(profile, asked):
    named = done(a_checked_case(), NAME_ORGAN, NAME_CLERK).under(setting_of(profile=profile))
    assert named.when(FILE).rules == (("filing-notice-missing",) if asked else ())
    named.when(replace(FILE, notice=a_document("notice"))).then_kinds(CaseFiled)


def test_the_profile_sets_the_clock():
    assert packaged_profiles()["P-SUPERVISE"].settings.decision_period.value == "12m"
    named = done(a_checked_case(), NAME_ORGAN, NAME_CLERK)
    (filed,) = named.under(setting_of(profile="P-SUPERVISE")).when(FILE).then_kinds(CaseFiled)
    assert filed.decide_by == date(2013, 3, 12)


def test_a_case_is_filed_once():
    a_filed_case().when(FILE).then_nothing()
    a_filed_case().when(replace(FILE, approval=a_document("another"))).then_refused("case-already-filed")


def test_time_is_extended_up_to_the_cap_and_while_it_runs():
    a_filed_case().when(EXTEND).then(
        TimeExtended(
            until=date(2012, 12, 12),
            ground=a_document("complicated"),
            extended_on=TODAY,
            until_under=(("P-QYF", date(2012, 12, 12)),),
        )
    )
    a_filed_case().after(EXTEND).when(EXTEND).then_nothing()
    a_filed_case().when(replace(EXTEND, until=date(2012, 9, 12))).then_refused("extension-not-longer")
    a_filed_case().when(replace(EXTEND, until=date(2013, 3, 12))).then_kinds(TimeExtended)
    a_filed_case().when(replace(EXTEND, until=date(2013, 3, 13))).then_refused("extension-over-cap")
    a_filed_case().under(setting_of(today=date(2012, 9, 12))).when(EXTEND).then_kinds(TimeExtended)
    a_filed_case().under(setting_of(today=date(2012, 9, 13))).when(EXTEND).then_refused("extension-after-expiry")
    a_checked_case().when(EXTEND).then_refused("case-not-filed")


LAST_DAYS = (date(2013, 3, 12), date(2013, 3, 13))
OF_A_YEAR, OF_HALF_A_YEAR = packaged_profiles()["P-SUPERVISE"], packaged_profiles()["P-QYF"]
OF_TWO_PROFILES = replace(
    BY_HEAD,
    respondents=(
        replace(BY_HEAD.respondents[0], profile=OF_A_YEAR),
        replace(BY_HEAD.respondents[1], profile=OF_HALF_A_YEAR),
    ),
)


def test_each_respondent_has_the_clock_and_the_cap_of_its_own_profile():
    checked = done(a_checked_case(), NAME_ORGAN, NAME_CLERK).under(OF_TWO_PROFILES)
    (filed,) = checked.when(FILE).then_kinds(CaseFiled)
    assert (filed.decide_by, filed.decide_by_at_most) == (date(2012, 9, 12), date(2013, 9, 12))
    assert filed.decide_by_under == (("P-QYF", date(2012, 9, 12)), ("P-SUPERVISE", date(2013, 3, 12)))
    case = checked.after(FILE)
    calendar = BY_HEAD.calendar
    assert last_day(case.state, OF_A_YEAR, calendar) == date(2013, 3, 12)
    assert last_day(case.state, OF_HALF_A_YEAR, calendar) == date(2012, 9, 12)
    longest = replace(EXTEND, until=date(2013, 9, 12))
    case.when(replace(longest, until=date(2013, 9, 13))).then_refused("extension-over-cap")
    for until, organ, clerk in (
        (date(2012, 12, 12), date(2013, 3, 12), date(2012, 12, 12)),
        (date(2013, 9, 12), date(2013, 9, 12), date(2013, 3, 12)),
    ):
        (event,) = case.when(replace(longest, until=until)).then_kinds(TimeExtended)
        assert event.until_under == (("P-QYF", clerk), ("P-SUPERVISE", organ))
        extended = case.after(replace(longest, until=until)).state
        assert last_day(extended, OF_A_YEAR, calendar) == organ
        assert last_day(extended, OF_HALF_A_YEAR, calendar) == clerk


def test_once_the_longer_one_is_decided_its_cap_counts_no_more():
    case = done(a_checked_case(), NAME_ORGAN, NAME_CLERK).under(OF_TWO_PROFILES).after(FILE)
    decided = replace(OF_TWO_PROFILES.respondents[0], decided=True)
    left = replace(OF_TWO_PROFILES, respondents=(decided, OF_TWO_PROFILES.respondents[1]))
    case.under(left).when(replace(EXTEND, until=date(2013, 3, 12))).then_kinds(TimeExtended)
    case.under(left).when(replace(EXTEND, until=date(2013, 3, 13))).then_refused("extension-over-cap")


def test_time_runs_while_it_runs_for_one_respondent():
    case = done(a_checked_case(), NAME_ORGAN, NAME_CLERK).under(OF_TWO_PROFILES).after(FILE)
    on = [replace(OF_TWO_PROFILES, occasion=replace(BY_HEAD.occasion, today=day)) for day in LAST_DAYS]
    longest = replace(EXTEND, until=date(2013, 9, 12))
    case.under(on[0]).when(longest).then_kinds(TimeExtended)
    case.under(on[1]).when(longest).then_refused("extension-after-expiry")


def test_a_further_respondent_is_named_during_the_investigation():
    filed = done(a_checked_case(), NAME_ORGAN, FILE)
    filed.when(NAME_CLERK).then_kinds(RespondentNamed)
    filed.under(BY_FIRST).when(NAME_CLERK).then_kinds(RespondentNamed)
    assert done(filed, NAME_CLERK).state.unfiled == (OF_CLERK,)
    assert a_filed_case().state.unfiled == ()


EXTEND_FILING = ExtendFiling(proceeding=OF_CLERK, approval=a_document("approved"))


def named_late():
    return done(a_checked_case(), NAME_ORGAN, FILE, NAME_CLERK)


def test_the_filing_is_extended_once_to_a_respondent_who_was_named_after_it():
    named_late().when(EXTEND_FILING).then(
        FilingExtended(proceeding=OF_CLERK, extended_on=TODAY, approval=EXTEND_FILING.approval)
    )
    extended = done(named_late(), EXTEND_FILING)
    assert extended.state.unfiled == ()
    extended.when(EXTEND_FILING).then_nothing()
    extended.when(replace(EXTEND_FILING, approval=a_document("another"))).then_refused("respondent-not-waiting")
    named_late().when(replace(EXTEND_FILING, proceeding=OF_ORGAN)).then_refused("respondent-not-waiting")
    done(a_checked_case(), NAME_CLERK).when(EXTEND_FILING).then_refused("case-not-filed", "respondent-not-waiting")


def test_before_the_filing_is_extended_it_is_known_who_decides_and_no_recusal_waits():
    unknown = (BY_HEAD.respondents[0], replace(BY_HEAD.respondents[1], competent=None))
    for respondents in (unknown, ()):
        named_late().under(replace(BY_HEAD, respondents=respondents)).when(EXTEND_FILING).then_refused(
            "competence-not-established"
        )
    ask = RaiseRecusal(recusal=RECUSAL, officer=SECOND, ground=RecusalGround.OTHER, source=RecusalSource.BODY)
    done(named_late(), ask).when(EXTEND_FILING).then_refused("recusal-pending")


@pytest.mark.parametrize(("profile", "asked"), [("P-QYF", False), ("P-SOE", True)])
def test_a_notice_of_the_extension_is_asked_for_where_the_respondent_s_own_profile_has_it(profile, asked):
    own = replace(BY_HEAD.respondents[1], profile=packaged_profiles()[profile])
    late = named_late().under(replace(BY_HEAD, respondents=(BY_HEAD.respondents[0], own)))
    assert late.when(EXTEND_FILING).rules == (("filing-notice-missing",) if asked else ())
    late.when(replace(EXTEND_FILING, notice=a_document("notice"))).then_kinds(FilingExtended)
