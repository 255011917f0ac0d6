"""A consultation's row."""

from datetime import date
from typing import assert_never
from uuid import UUID

from msgspec.structs import replace

from domain.recorded import Recorded
from domain.supervision.consultations.events import (
    AuthorityShown,
    ConsultationClosed,
    ConsultationEvent,
    ConsultationLeadRaised,
    ConsultationStarted,
    DisagreementReferred,
    HarmNoted,
    InformationReleased,
    LetterReceived,
    OpinionGiven,
    Reply,
    ReplyReceived,
)
from projections.docket.row import DueKind, Kind, Memo, Row, Stage, Step
from projections.docket.watched import begun_row, closed_row


def begun(recorded: Recorded[ConsultationEvent], event: ConsultationStarted) -> Row:
    """The row of a consultation just registered."""
    row = begun_row(
        recorded,
        Kind.CONSULTATION,
        opened_on=event.sent_on,
        stage=Stage.ASKED,
        organs=(event.releasing, *event.consulted),
        next_step=Step.NOTE_RECEIPT,
    )
    return replace(row, memo=Memo(waiting=tuple((organ, None) for organ in event.consulted)))


def changed(row: Row, event: ConsultationEvent) -> Row:
    """The row after *event*."""
    match event:
        case LetterReceived(organ=organ, reply_by=day):
            waiting = tuple((one, day if one == organ else by) for one, by in row.memo.waiting)
            return _waiting(row, waiting)
        case ReplyReceived(organ=organ, reply=reply):
            row = _waiting(row, tuple(each for each in row.memo.waiting if each[0] != organ))
            if reply is Reply.OBJECTION and row.stage is not Stage.RELEASED:
                return replace(row, stage=Stage.DISAGREED, next_step=Step.REFER_DISAGREEMENT)
            return row
        case DisagreementReferred():
            return (
                row if row.stage is Stage.RELEASED else replace(row, stage=Stage.REFERRED, next_step=Step.NOTE_OPINION)
            )
        case OpinionGiven(release=release):
            step = Step.NOTE_RELEASE if release else Step.CLOSE_CONSULTATION
            return row if row.stage is Stage.RELEASED else replace(row, stage=Stage.SETTLED, next_step=step)
        case InformationReleased():
            row = replace(row, stage=Stage.RELEASED, next_step=Step.CLOSE_CONSULTATION)
            return replace(row, due_on=None, due_kind=None)  # what was asked is settled by the release, answered or not
        case ConsultationClosed(closed_on=day):
            return closed_row(row, day)
        case ConsultationStarted() | AuthorityShown() | HarmNoted() | ConsultationLeadRaised():
            return row
        case _:
            assert_never(event)


def _waiting(row: Row, waiting: tuple[tuple[UUID, date | None], ...]) -> Row:
    """The row with whoever has not answered yet, and the nearest of their last days."""
    days = [day for _, day in waiting if day is not None]
    row = replace(
        row,
        memo=replace(row.memo, waiting=waiting),
        due_on=min(days, default=None),
        due_kind=DueKind.REPLY_BY if days else None,
    )
    if row.stage not in {Stage.ASKED, Stage.WAITING}:
        return row
    if not waiting:
        return replace(row, stage=Stage.ANSWERED, next_step=Step.NOTE_RELEASE)
    step = Step.NOTE_REPLY if days else Step.NOTE_RECEIPT
    return replace(row, stage=Stage.WAITING, next_step=step)
