"""What stands against a command on a paper. Each rule's sources and wording are data of the procedure profile."""

from domain.papers.commands import ApprovePaper, DraftPaper, PaperCommand, RevisePaper
from domain.papers.state import Paper, PaperSetting, PaperStage
from domain.refusal import Reason


def template_fits(_: Paper, command: DraftPaper | RevisePaper, setting: PaperSetting) -> Reason | None:
    """There is such a template, for this kind of matter."""
    if setting.template is not None:
        return None
    return Reason(rule="paper-template-unknown", about=(getattr(command, "template", ""),))


def slots_are_known(_: Paper, command: DraftPaper | RevisePaper, setting: PaperSetting) -> Reason | None:
    """A sentence of the drafter's own stands where the template leaves room for one."""
    known = setting.template.slots if setting.template is not None else None
    unknown = () if known is None else tuple(one.slot for one in command.statements if one.slot not in known)
    return Reason(rule="paper-slot-unknown", about=unknown) if unknown else None


def service_is_its_own(_: Paper, command: DraftPaper | RevisePaper, setting: PaperSetting) -> Reason | None:
    """How it is to be served is said of a paper that a step serves."""
    if command.service is None or setting.template is None or setting.template.service is not None:
        return None
    return Reason(rule="paper-is-not-served", about=(setting.template.code,))


def issuer_is_known(_: Paper, __: DraftPaper | RevisePaper, setting: PaperSetting) -> Reason | None:
    """The record says which body issues it."""
    return Reason(rule="paper-issuer-unknown") if setting.issuer is None else None


def is_not_begun(paper: Paper, _: DraftPaper, __: PaperSetting) -> Reason | None:
    """Two people do not draft one paper beside each other."""
    return Reason(rule="paper-begun") if paper.is_open else None


def is_open(paper: Paper, _: PaperCommand, __: PaperSetting) -> Reason | None:
    """What is signed or withdrawn stays as it is."""
    return None if paper.is_open else Reason(rule="paper-not-open")


def is_a_draft(paper: Paper, _: PaperCommand, __: PaperSetting) -> Reason | None:
    """A draft that was sent back is first drafted anew."""
    return Reason(rule="paper-was-returned") if paper.stage is PaperStage.RETURNED else None


def acts_for_the_issuer(paper: Paper, _: PaperCommand, setting: PaperSetting) -> Reason | None:
    """Whoever signs or sends back does so for the body that issues the paper."""
    if paper.body is None or setting.occasion.body == paper.body:
        return None
    return Reason(rule="paper-of-another-body", about=(str(paper.body),))


def approver_did_not_draft(paper: Paper, _: PaperCommand, setting: PaperSetting) -> Reason | None:
    """Four eyes: nobody signs what they drafted."""
    actor = setting.occasion.actor
    return Reason(rule="paper-signed-by-drafter", about=(str(actor),)) if actor in paper.drafters else None


def nothing_is_missing(paper: Paper, _: ApprovePaper, __: PaperSetting) -> Reason | None:
    """The record has everything that the template asks for."""
    return Reason(rule="paper-incomplete", about=tuple(map(str, paper.gaps))) if paper.gaps else None


def unsupported_is_answered_for(paper: Paper, command: ApprovePaper, _: PaperSetting) -> Reason | None:
    """Every sentence rests on the record, or the approver says that they answer for it."""
    left = tuple(str(number) for number in paper.unsupported if number not in command.accepted)
    return Reason(rule="paper-unsupported", about=left) if left else None


def odds_are_answered_for(_: Paper, command: ApprovePaper, setting: PaperSetting) -> Reason | None:
    """No sentence of the drafter's own names what the record does not, or the approver says that they answer for it."""
    left = tuple(str(number) for number in setting.odd if number not in command.accepted)
    return Reason(rule="paper-names-otherwise", about=left) if left else None


def record_is_the_same(_: Paper, __: ApprovePaper, setting: PaperSetting) -> Reason | None:
    """The draft says what the record says today."""
    return Reason(rule="paper-outdated") if setting.changed else None


def body_has_a_mark(paper: Paper, _: ApprovePaper, setting: PaperSetting) -> Reason | None:
    """A number begins with the mark of the body (机关代字), which the register of organs holds."""
    return Reason(rule="paper-mark-missing", about=(str(paper.body),)) if setting.number is None else None


def is_not_in_use(_: Paper, __: PaperCommand, setting: PaperSetting) -> Reason | None:
    """What the procedure went on with is not withdrawn."""
    return Reason(rule="paper-in-use") if setting.in_use else None


def is_not_withdrawn(paper: Paper, _: PaperCommand, __: PaperSetting) -> Reason | None:
    """There is something to withdraw."""
    return Reason(rule="paper-not-open") if paper.stage in {None, PaperStage.WITHDRAWN} else None


DRAFTING = (is_not_begun, template_fits, slots_are_known, service_is_its_own, issuer_is_known)
REVISING = (is_open, template_fits, slots_are_known, service_is_its_own, issuer_is_known)
RETURNING = (is_open, is_a_draft, acts_for_the_issuer, approver_did_not_draft)
APPROVING = (
    is_open,
    is_a_draft,
    acts_for_the_issuer,
    approver_did_not_draft,
    nothing_is_missing,
    unsupported_is_answered_for,
    odds_are_answered_for,
    record_is_the_same,
    body_has_a_mark,
)
WITHDRAWING = (is_not_withdrawn, acts_for_the_issuer, is_not_in_use)
