"""One paper: drafted by one person from the record, approved by another, then numbered and final."""

from domain.deciding import refuse_if_any
from domain.papers import rules
from domain.papers.commands import ApprovePaper, DraftPaper, PaperCommand, ReturnPaper, RevisePaper, WithdrawPaper
from domain.papers.events import PaperApproved, PaperDrafted, PaperEvent, PaperReturned, PaperWithdrawn
from domain.papers.state import Paper, PaperSetting, PaperStage, evolve
from domain.papers.terms import About
from domain.proceedings.terms import ServiceMode

__all__ = ["Paper", "PaperSetting", "PaperStage", "decide", "evolve", "require_approvable", "require_draftable"]


def require_approvable(paper: Paper, command: ApprovePaper, setting: PaperSetting) -> None:
    """Let the approval pass before the sheets are made. Raises Refused with every rule that stands against it."""
    refuse_if_any(rules.APPROVING, paper, command, setting)


def require_draftable(paper: Paper, command: DraftPaper | RevisePaper, setting: PaperSetting) -> None:
    """Let the draft pass before the record is opened for it. Raises Refused with every rule that stands against it."""
    if isinstance(command, DraftPaper):
        refuse_if_any(rules.DRAFTING, paper, command, setting)
    else:
        refuse_if_any(rules.REVISING, paper, command, setting)


def decide(paper: Paper, command: PaperCommand, setting: PaperSetting) -> tuple[PaperEvent, ...]:
    """What follows from *command*; nothing when the same was drafted before.

    Raises:
        Refused: with every rule that stands against the command.
    """
    today, actor = setting.occasion.today, setting.occasion.actor
    match command:
        case DraftPaper():
            require_draftable(paper, command, setting)
            fresh = Paper(matter=command.matter, about=command.about, template=command.template)
            return (_drafted(fresh, setting, command.service),)
        case RevisePaper():
            require_draftable(paper, command, setting)
            service = command.service or paper.service
            same = setting.filled is not None and setting.filled.content == paper.content and service == paper.service
            return () if same and paper.stage is PaperStage.DRAFT else (_drafted(paper, setting, service),)
        case ReturnPaper(reasons=reasons):
            refuse_if_any(rules.RETURNING, paper, command, setting)
            return (PaperReturned(draft=paper.draft, approver=actor, reasons=reasons, returned_on=today),)
        case ApprovePaper(accepted=accepted):
            require_approvable(paper, command, setting)
            return (_approved(paper, accepted, setting),)
        case WithdrawPaper(reasons=reasons):
            refuse_if_any(rules.WITHDRAWING, paper, command, setting)
            return (PaperWithdrawn(by=actor, reasons=reasons, withdrawn_on=today),)


def _drafted(paper: Paper, setting: PaperSetting, service: ServiceMode | None) -> PaperDrafted:
    filled, issuer, matter = setting.filled, setting.issuer, paper.matter
    if filled is None or issuer is None or matter is None:
        raise AssertionError  # the rules of record let nothing else pass
    return PaperDrafted(
        matter=matter,
        about=About(paper.about),
        template=paper.template,
        edition=filled.edition,
        body=issuer,
        drafter=setting.occasion.actor,
        draft=paper.draft + 1,
        content=filled.content,
        unsupported=filled.unsupported,
        gaps=filled.gaps,
        drafted_on=setting.occasion.today,
        service=service,
    )


def _approved(paper: Paper, accepted: tuple[int, ...], setting: PaperSetting) -> PaperApproved:
    number, signed = setting.number, setting.signed
    if number is None or signed is None:
        raise AssertionError  # a body without mark was refused; the sheets were made before
    return PaperApproved(
        draft=paper.draft,
        approver=setting.occasion.actor,
        number=number.text,
        year=number.year,
        serial=number.serial,
        document=signed.document,
        editable=signed.editable,
        approved_on=setting.occasion.today,
        accepted=tuple(one for one in accepted if one in paper.unsupported or one in setting.odd),
    )
