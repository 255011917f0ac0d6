"""Rules on the body that acts: it is established, it is the one acting, and it still holds authority today."""

from domain.proceedings.opening import DESIGNATION
from domain.proceedings.setting import Competence, ProceedingSetting
from domain.proceedings.state import Competent, Proceeding
from domain.refusal import Reason
from domain.registers.competence import REGISTER


def registers_count(competent: Competent, now: Competence) -> bool:
    """Whether the registers' word on who is competent stands against what was established.

    It does where it was taken from them, and where an entry is newer than the opinion; never against a designation.
    """
    if competent.source in {REGISTER, DESIGNATION}:
        return competent.source == REGISTER
    return now.since is not None and now.since > competent.established_on


def body_is_established(proceeding: Proceeding, _: object, __: ProceedingSetting) -> Reason | None:
    """Which body decides is on the record, with its source."""
    return Reason(rule="competence-not-established") if proceeding.competent is None else None


def competent_body_acts(proceeding: Proceeding, _: object, setting: ProceedingSetting) -> Reason | None:
    """The body that acts is the one that is competent for this respondent."""
    competent, body = proceeding.competent, setting.occasion.body
    if competent is None or competent.body == body:
        return None
    return Reason(rule="acting-body-not-competent", about=() if body is None else (str(body),))


def authority_has_not_moved(proceeding: Proceeding, _: object, setting: ProceedingSetting) -> Reason | None:
    """Authority is judged on the day of the act: a respondent who moved is referred to the present holder.

    What a person established otherwise than from the registers stands against an older entry, not against a newer one;
    a designation stands against both. What was taken from the registers falls when they are silent now.
    """
    competent, now = proceeding.competent, setting.competence
    if competent is not None and competent.source == REGISTER and not now.bodies and now.question is not None:
        return Reason(rule="competence-is-a-question", about=(now.question,))
    if competent is None or not now.bodies or competent.body in now.bodies or not registers_count(competent, now):
        return None
    return Reason(rule="authority-moved", about=(str(competent.body), *(str(body) for body in now.bodies)))


COMPETENT = (body_is_established, competent_body_acts, authority_has_not_moved)
