"""Where a consultation stands on a day: who agreed, who kept silent, and which breaches the record shows."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from domain.calendar.rules import deadline_under
from domain.identity import OrganId
from domain.supervision.breach import Breach
from domain.supervision.consultations.events import Reply
from domain.supervision.consultations.scheme import ConsultationKind, Party, Situation
from domain.supervision.consultations.state import Consultation
from domain.supervision.setting import SupervisionSetting

DEEMED = "deemed-consent"
"""How the ``silence`` of a deadline rule begins when silence counts as consent to the release."""


class Answer(StrEnum):
    """How one consulted organ stands to the release on a day."""

    NOT_ASKED = "not-asked"
    WAITING = "waiting"
    CONSENT = "consent"
    OBJECTION = "objection"
    DEEMED_CONSENT = "deemed-consent"
    NO_ANSWER = "no-answer"  # the time is over, and silence is no consent under this rule


class OrganStands(msgspec.Struct, frozen=True, kw_only=True):
    """One consulted organ. ``reply_by`` is counted on the calendar as known now, from the day of receipt."""

    organ: OrganId
    answer: Answer
    received_on: date | None = None
    reply_by: date | None = None
    rule: str | None = None  # the deadline rule by which the last day is counted


def answers(state: Consultation, on: date, setting: SupervisionSetting) -> tuple[OrganStands, ...]:
    """How each consulted organ stands at the end of *on*."""
    started = state.started
    return () if started is None else tuple(_stands(state, organ, on, setting) for organ in started.consulted)


def _stands(state: Consultation, organ: OrganId, on: date, setting: SupervisionSetting) -> OrganStands:
    receipt, reply = state.receipt_of(organ), state.reply_of(organ)
    if receipt is None or receipt.received_on > on:
        return OrganStands(organ=organ, answer=Answer.NOT_ASKED)
    rule = setting.rules.rule(receipt.rule)
    by = deadline_under(rule, receipt.received_on, setting.calendar).due
    answer = Answer.WAITING
    if reply is not None and reply.replied_on <= min(on, by):
        answer = Answer.CONSENT if reply.reply is Reply.CONSENT else Answer.OBJECTION
    elif on > by:
        answer = Answer.DEEMED_CONSENT if (rule.silence or "").startswith(DEEMED) else Answer.NO_ANSWER
    return OrganStands(organ=organ, answer=answer, received_on=receipt.received_on, reply_by=by, rule=receipt.rule)


def breaches(state: Consultation, setting: SupervisionSetting) -> tuple[Breach, ...]:
    """Every breach that the record shows today. A reply of the day of the release counts as given before it."""
    kind = None if state.started is None else setting.schemes.consultations.kind(state.started.kind)
    if state.started is None or kind is None:
        return ()
    return tuple(dict.fromkeys((*_at_release(state, kind, setting), *_by_silence(state, kind, setting))))


def _at_release(state: Consultation, kind: ConsultationKind, setting: SupervisionSetting) -> Iterator[Breach]:
    released, started = state.released, state.started
    if released is None or started is None:
        return
    day = released.released_on
    settled = state.opinion is not None and state.opinion.release and state.opinion.given_on <= day
    for one in answers(state, day, setting):
        match one.answer:
            case Answer.NOT_ASKED:
                yield from _breach(state, kind, Situation.RELEASED_UNASKED, day, one.organ)
            case Answer.WAITING:
                yield from _breach(state, kind, Situation.RELEASED_EARLY, day, one.organ)
            case Answer.OBJECTION if not settled:
                yield from _breach(state, kind, Situation.RELEASED_AGAINST_OBJECTION, day, one.organ)
            case _:
                pass
    if started.category is not None and (state.authority is None or state.authority.approved_on > day):
        yield from _breach(state, kind, Situation.RELEASED_WITHOUT_AUTHORITY, day, None)


def _by_silence(state: Consultation, kind: ConsultationKind, setting: SupervisionSetting) -> Iterator[Breach]:
    """Silence past the day is a breach of its own, also without harm and also when a late reply came after all."""
    today, released = setting.occasion.today, state.released
    for one in answers(state, today, setting):
        if one.reply_by is None or one.answer not in {Answer.DEEMED_CONSENT, Answer.NO_ANSWER}:
            continue
        yield from _breach(state, kind, Situation.SILENT, one.reply_by + timedelta(days=1), one.organ)
        if released is not None and released.released_on > one.reply_by:
            # Harm is of this silence only where the release rested on it.
            for harm in state.harms:
                if harm.occurred_on >= released.released_on:
                    first = harm.occurred_on
                    yield from _breach(state, kind, Situation.HARM_AFTER_SILENCE, first, one.organ, harm=harm.harm)


def _breach(
    state: Consultation,
    kind: ConsultationKind,
    situation: Situation,
    since: date,
    organ: OrganId | None,
    harm: str | None = None,
) -> Iterator[Breach]:
    offence, started = kind.breaches.get(situation), state.started
    if offence is None or started is None:
        return
    by_party = {Party.RELEASING: started.releasing, Party.CONSULTED: organ}
    organs = tuple(found for party in offence.organs if (found := by_party[party]) is not None)
    receipt = state.receipt_of(organ) if organ is not None else None
    papers = [started.letter, None if receipt is None else receipt.proof]
    if state.released is not None:
        papers.append(state.released.record)
    papers += [one.evidence for one in state.harms if one.harm == harm]
    key = ".".join(str(part) for part in (None if organ is None else str(organ)[-12:], harm) if part is not None)
    yield Breach(
        instrument=kind.instrument,
        provision=offence.provision,
        organs=organs,
        since=since,
        key=key,
        evidence=tuple(paper for paper in papers if paper is not None),
    )
