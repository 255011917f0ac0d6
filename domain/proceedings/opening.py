"""Opening a respondent's track, and which body decides it."""

from domain.acts import done_before
from domain.deciding import refuse_if_any
from domain.papers.use import APPROVED_PAPER
from domain.proceedings.commands import EstablishCompetence, OpenProceeding, ReferProceeding
from domain.proceedings.events import (
    CompetenceEstablished,
    ProceedingEvent,
    ProceedingOpened,
    ProceedingReferred,
    Subject,
)
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.standing import is_open, no_decision_stands, officer_may_act
from domain.proceedings.state import Proceeding
from domain.refusal import Reason
from domain.registers.competence import REGISTER

DESIGNATION = "designation"
SOURCES = (REGISTER, "written-opinion", "consultation", DESIGNATION)
HOLDER_NOT_STATED = frozenset({"consultation", DESIGNATION})
"""Sources that say who decides, and not who holds authority over the respondent."""


def not_yet_open(proceeding: Proceeding, _: OpenProceeding, __: ProceedingSetting) -> Reason | None:
    """One respondent, one track in a case."""
    return Reason(rule="proceeding-already-open") if proceeding.case is not None else None


def respondent_is_whole(_: Proceeding, command: OpenProceeding, __: ProceedingSetting) -> Reason | None:
    """Each respondent answers alone: a person is named, or the organ itself, and an organ has neither role nor post."""
    person = command.person is not None
    if command.subject is Subject.PERSON and person:
        return None
    if command.subject is Subject.ORGAN and not person and command.role is None and command.post is None:
        return None
    return Reason(rule="respondent-incomplete", about=(command.subject.value,))


def profile_covers_subject(_: Proceeding, command: OpenProceeding, setting: ProceedingSetting) -> Reason | None:
    """The procedure profile is made for this kind of respondent."""
    profile = setting.profile
    if command.profile == profile.code and command.subject.value in profile.subjects:
        return None
    return Reason(rule="profile-not-for-respondent", about=(command.profile, command.subject.value))


def source_is_known(_: Proceeding, command: EstablishCompetence, __: ProceedingSetting) -> Reason | None:
    """How competence is known: by register, written opinion, consultation or designation."""
    return None if command.source in SOURCES else Reason(rule="competence-source-unknown", about=(command.source,))


def source_is_on_record(_: Proceeding, command: EstablishCompetence, __: ProceedingSetting) -> Reason | None:
    """What the registers do not say is known from a document."""
    if command.source == REGISTER or command.document is not None:
        return None
    return Reason(rule="competence-without-record", about=(command.source,))


def register_names_body(_: Proceeding, command: EstablishCompetence, setting: ProceedingSetting) -> Reason | None:
    """A body taken from the registers is one that they name; where they are silent, a person answers."""
    if command.source != REGISTER or command.body in setting.competence.bodies:
        return None
    if not setting.competence.bodies:
        return Reason(rule="competence-is-a-question", about=(setting.competence.question or "",))
    return Reason(rule="body-without-authority", about=(str(command.body),))


def goes_to_another(proceeding: Proceeding, command: ReferProceeding, _: ProceedingSetting) -> Reason | None:
    """A proceeding is referred to another body."""
    if proceeding.competent is None or proceeding.competent.body != command.to:
        return None
    return Reason(rule="referral-to-itself", about=(str(command.to),))


def addressee_holds_authority(_: Proceeding, command: ReferProceeding, setting: ProceedingSetting) -> Reason | None:
    """Where the registers name the present holder of authority, the referral goes there."""
    if not setting.competence.bodies or command.to in setting.competence.bodies:
        return None
    return Reason(rule="body-without-authority", about=(str(command.to),))


OPENING = (not_yet_open, respondent_is_whole, profile_covers_subject)
ESTABLISHING = (
    is_open,
    no_decision_stands,
    officer_may_act,
    source_is_known,
    source_is_on_record,
    register_names_body,
)
REFERRING = (is_open, no_decision_stands, officer_may_act, goes_to_another, addressee_holds_authority, *APPROVED_PAPER)


def open_proceeding(
    proceeding: Proceeding, command: OpenProceeding, setting: ProceedingSetting
) -> tuple[ProceedingEvent, ...]:
    """The track of a respondent begins."""
    opened = ProceedingOpened(
        case=command.case,
        subject=command.subject,
        organ=command.organ,
        person=command.person,
        profile=command.profile,
        opened_on=setting.occasion.today,
        role=command.role,
        post=command.post,
    )
    if _begun_by(proceeding, opened):
        return ()
    refuse_if_any(OPENING, proceeding, command, setting)
    return (opened,)


def _begun_by(proceeding: Proceeding, opened: ProceedingOpened) -> bool:
    """Whether the track was opened for exactly this respondent."""
    ours = (opened.case, opened.subject, opened.organ, opened.person, opened.post, opened.profile, opened.role)
    return ours == (
        proceeding.case,
        proceeding.subject,
        proceeding.organ,
        proceeding.person,
        proceeding.post,
        proceeding.profile,
        proceeding.alleged_role,
    )


def establish_competence(
    proceeding: Proceeding, command: EstablishCompetence, setting: ProceedingSetting
) -> tuple[ProceedingEvent, ...]:
    """Which body decides is put on the record."""
    refuse_if_any(ESTABLISHING, proceeding, command, setting)
    known = proceeding.competent
    stands = known is not None and (known.body, known.source) == (command.body, command.source)
    if stands and done_before(proceeding.acts, command, CompetenceEstablished):
        return ()
    return (
        CompetenceEstablished(
            body=command.body,
            source=command.source,
            established_on=setting.occasion.today,
            document=command.document,
        ),
    )


def refer(proceeding: Proceeding, command: ReferProceeding, setting: ProceedingSetting) -> tuple[ProceedingEvent, ...]:
    """The proceeding passes to the body that now holds authority; facts and evidence travel with it."""
    refuse_if_any(REFERRING, proceeding, command, setting)
    return (ProceedingReferred(to=command.to, referred_on=setting.occasion.today, letter=command.letter),)
