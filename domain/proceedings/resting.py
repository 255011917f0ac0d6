"""What a notice, a discussion and a decision rest on: the file reviewed as it stands, by people who need not stand aside."""

from domain.proceedings.adverse import adverse_facts
from domain.proceedings.case_file import standing_report
from domain.proceedings.commands import Decide, Deliberate
from domain.proceedings.hearing import UNHEARD_OUTCOMES
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.state import Proceeding, Review
from domain.proceedings.terms import Outcome
from domain.refusal import Reason


def file_was_reviewed(proceeding: Proceeding, _: object, setting: ProceedingSetting) -> Reason | None:
    """Reviewers examined the present report, and what is held against the respondent; none is present while it goes on."""
    review, report = proceeding.review, standing_report(setting.case)
    if review is None:
        return Reason(rule="file-not-reviewed")
    if report is None or review.report != report:
        return Reason(rule="review-outdated")
    since = _held_since(proceeding, review, setting)
    return Reason(rule="review-outdated", about=since) if since else None


def _held_since(proceeding: Proceeding, review: Review, setting: ProceedingSetting) -> tuple[str, ...]:
    """Role and adverse facts that were held only after the reviewers looked."""
    role = proceeding.role.code if proceeding.role is not None else None
    adverse = adverse_facts(setting.rulebooks)
    new = tuple(code for code in proceeding.held if code in adverse and code not in review.held)
    return new if role is None or role == review.role else (role, *new)


def reviewers_were_free(proceeding: Proceeding, _: object, setting: ProceedingSetting) -> Reason | None:
    """A review by somebody who, as it turned out since, has to stand aside is none."""
    reviewers = proceeding.review.reviewers if proceeding.review is not None else ()
    aside = tuple(str(reviewer) for reviewer in reviewers if reviewer in setting.case.recused)
    return Reason(rule="review-by-recused-officer", about=aside) if aside else None


def review_found_it_sound(proceeding: Proceeding, _: object, __: ProceedingSetting) -> Reason | None:
    """One point that is not sound keeps the matter from going on."""
    review = proceeding.review
    return Reason(rule="review-found-defects", about=review.defects) if review and review.defects else None


def reviewed_as_it_stands(
    proceeding: Proceeding, command: Deliberate | Decide, setting: ProceedingSetting
) -> tuple[Reason, ...]:
    """Up to the decision nothing is held against anybody but on a sound review of the present report.

    A case is withdrawn after a review whatever that found: what cannot be put right must still come to an end. What goes to
    another authority waits for no review.
    """
    if command.outcome is Outcome.TRANSFERRED:
        return ()
    holds = command.outcome is not None and command.outcome not in UNHEARD_OUTCOMES
    rules = (file_was_reviewed, reviewers_were_free, *((review_found_it_sound,) if holds else ()))
    found = (rule(proceeding, command, setting) for rule in rules)
    return tuple(reason for reason in found if reason is not None)


def no_recusal_is_pending(_: Proceeding, __: object, setting: ProceedingSetting) -> Reason | None:
    """Whether somebody stands aside is decided before the next act."""
    pending = tuple(str(raised.recusal) for raised in setting.case.recusals_pending)
    return Reason(rule="recusal-pending", about=pending) if pending else None


def those_present_were_free(proceeding: Proceeding, _: Decide, setting: ProceedingSetting) -> Reason | None:
    """A discussion with somebody in the room who, as it turned out since, has to stand aside is none."""
    present = proceeding.deliberation.present if proceeding.deliberation is not None else ()
    aside = tuple(str(leader) for leader in present if leader in setting.case.recused)
    return Reason(rule="deliberation-by-recused-officer", about=aside) if aside else None
