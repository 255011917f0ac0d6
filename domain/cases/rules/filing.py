"""Naming respondents, filing the case, and the time to decide (domain row 8)."""

from datetime import date

from domain.calendar.deadline import deadline
from domain.cases.commands import ExtendFiling, ExtendTime, FileCase, NameRespondent
from domain.cases.events import CheckResult
from domain.cases.rules.officers import (
    named_officers_are_enough,
    named_officers_are_free,
    named_officers_do_not_review,
)
from domain.cases.rules.order import (
    AFTER_CHECK,
    AFTER_FILING,
    INVESTIGATING,
    LIVE,
    check_was_reported,
    investigation_is_open,
)
from domain.cases.setting import CaseSetting
from domain.cases.state import Case
from domain.cases.time_to_decide import last_day
from domain.papers.use import APPROVED_PAPER
from domain.refusal import Reason


def organ_or_person(_: Case, command: NameRespondent, __: CaseSetting) -> Reason | None:
    """A respondent is an organ or a person, never both, never neither."""
    return Reason(rule="respondent-not-one") if (command.organ is None) == (command.person is None) else None


def respondent_is_new(case: Case, command: NameRespondent, _: CaseSetting) -> Reason | None:
    """Each respondent has one proceeding in a case, and each proceeding one respondent."""
    same = any(
        r.proceeding == command.proceeding
        or (r.person is not None and r.person == command.person)
        or (r.organ is not None and r.organ == command.organ)
        for r in case.respondents
    )
    return Reason(rule="respondent-already-named", about=(str(command.proceeding),)) if same else None


def organ_is_in_an_allegation(case: Case, command: NameRespondent, _: CaseSetting) -> Reason | None:
    """An organ answers for conduct alleged of that organ."""
    if command.organ is None or any(a.organ == command.organ for a in case.allegations):
        return None
    return Reason(rule="organ-without-allegation", about=(str(command.organ),))


def person_was_not_handled_lightly(case: Case, command: NameRespondent, _: CaseSetting) -> Reason | None:
    """Nobody is pursued for facts that were dealt with lightly."""
    if command.person is None or not case.was_handled_lightly(command.person):
        return None
    return Reason(rule="person-already-handled", about=(str(command.person),))


def suspicion_remains(case: Case, _: FileCase, __: CaseSetting) -> Reason | None:
    """A case is filed on suspicion that needs further proof, not on what the check refuted."""
    if not case.check_results or any(result is not CheckResult.REFUTED for _, result in case.check_results):
        return None
    return Reason(rule="nothing-left-to-prove")


def respondent_was_named(case: Case, _: FileCase, __: CaseSetting) -> Reason | None:
    """The filing names who is suspected."""
    return None if case.respondents else Reason(rule="no-respondent-named")


def competence_is_established(case: Case, _: FileCase, setting: CaseSetting) -> Reason | None:
    """For every respondent it is known which body decides."""
    unknown = tuple(
        str(r.proceeding)
        for r in case.respondents
        if (standing := setting.standing(r.proceeding)) is None or standing.competent is None
    )
    return Reason(rule="competence-not-established", about=unknown) if unknown else None


def respondent_waits_for_the_filing(case: Case, command: ExtendFiling, _: CaseSetting) -> Reason | None:
    """The filing is extended to a respondent who was named after it, once."""
    if command.proceeding in case.unfiled:
        return None
    return Reason(rule="respondent-not-waiting", about=(str(command.proceeding),))


def competence_for_the_respondent_is_established(_: Case, command: ExtendFiling, setting: CaseSetting) -> Reason | None:
    """It is known which body decides on the respondent."""
    standing = setting.standing(command.proceeding)
    if standing is not None and standing.competent is not None:
        return None
    return Reason(rule="competence-not-established", about=(str(command.proceeding),))


def notice_of_filing_is_written(_: Case, command: FileCase | ExtendFiling, __: CaseSetting) -> Reason | None:
    """Respondents and their unit are told in writing that the case is filed."""
    return Reason(rule="filing-notice-missing") if command.notice is None else None


def no_recusal_is_pending(case: Case, _: FileCase | ExtendFiling, __: CaseSetting) -> Reason | None:
    """A recusal is decided before the next step."""
    pending = tuple(str(r.recusal) for r in case.recusals_pending)
    return Reason(rule="recusal-pending", about=pending) if pending else None


def extension_lengthens(case: Case, command: ExtendTime, setting: CaseSetting) -> Reason | None:
    """An extension ends after the time that it extends, of one respondent at least."""
    ends = _ends(case, setting)
    if not ends or command.until > min(ends):
        return None
    return Reason(rule="extension-not-longer", about=(min(ends).isoformat(),))


def extension_keeps_the_cap(case: Case, command: ExtendTime, setting: CaseSetting) -> Reason | None:
    """No extension goes beyond the longest time that the profile of any respondent still undecided gives."""
    if case.filed is None:
        return None
    caps = (profile.settings.decision_cap.period for profile in setting.undecided)
    longest = max(deadline(cap, case.filed.filed_on, setting.calendar).due for cap in caps)
    return Reason(rule="extension-over-cap", about=(longest.isoformat(),)) if command.until > longest else None


def time_still_runs(case: Case, _: ExtendTime, setting: CaseSetting) -> Reason | None:
    """Time is extended while it runs for some respondent; what has ended is overdue, and shown as such."""
    ends = _ends(case, setting)
    if not ends or setting.occasion.today <= max(ends):
        return None
    return Reason(rule="extension-after-expiry", about=(max(ends).isoformat(),))


def _ends(case: Case, setting: CaseSetting) -> tuple[date, ...]:
    """The last day to decide of each respondent who is not decided on."""
    days = (last_day(case, profile, setting.calendar) for profile in setting.undecided)
    return tuple(day for day in days if day is not None)


NAMING = (
    *LIVE,
    check_was_reported,
    investigation_is_open,
    organ_or_person,
    respondent_is_new,
    organ_is_in_an_allegation,
    person_was_not_handled_lightly,
)
FILING = (
    *AFTER_CHECK,
    suspicion_remains,
    respondent_was_named,
    competence_is_established,
    notice_of_filing_is_written,
    no_recusal_is_pending,
    *APPROVED_PAPER,
)
EXTENDING_FILING = (
    *AFTER_FILING,
    respondent_waits_for_the_filing,
    competence_for_the_respondent_is_established,
    notice_of_filing_is_written,
    no_recusal_is_pending,
    *APPROVED_PAPER,
)
EXTENDING = (*AFTER_FILING, extension_lengthens, extension_keeps_the_cap, time_still_runs)
ASSIGNING = (
    *INVESTIGATING,
    named_officers_are_enough,
    named_officers_are_free,
    named_officers_do_not_review,
)
