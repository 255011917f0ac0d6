"""What differs in a case between an earlier moment and now: stage, respondents, findings, evidence, in words."""

from collections.abc import Iterator, Sequence
from uuid import UUID

import msgspec

from domain.cases.case import Case
from domain.proceedings.proceeding import Proceeding
from interfaces.web.directory import Names
from interfaces.web.proposal import Differs


class Then(msgspec.Struct, frozen=True, kw_only=True):
    """The case and its tracks after the last step that counts."""

    case: Case
    tracks: tuple[tuple[UUID, Proceeding], ...]


def since(then: Then, now: Then, names: Names) -> tuple[Differs, ...]:
    """Every line that differs; ``before`` is as it was, ``after`` as it is now. A dash where there was nothing."""
    return tuple(one for one in _lines(then, now, names) if one.before != one.after)


def _lines(then: Then, now: Then, names: Names) -> Iterator[Differs]:
    t = names.texts

    def line(aspect: str, before: str, after: str) -> Differs:
        return Differs(aspect=aspect, before=before or "—", after=after or "—")

    yield line(t("list.stage"), _stage(then.case, names), _stage(now.case, names))
    earlier = dict(then.tracks)
    for identifier, track in now.tracks:
        was, who = earlier.get(identifier), names.of(track.person or track.organ)
        yield line(who, t("as_of.not_named") if was is None else t("as_of.named"), t("as_of.named"))
        old = was if was is not None else Proceeding()
        yield line(f"{who} · {t('field.role')}", _role(old, names), _role(track, names))
        yield line(f"{who} · {t('list.body')}", _body(old, names), _body(track, names))
        yield line(f"{who} · {t('file.outcome')}", _outcome(old, names), _outcome(track, names))
    for one in now.case.allegations:
        for fact in one.facts:
            found = [case.finding(one.allegation, fact) for case in (then.case, now.case)]
            states = ["open" if each is None else each.status.value for each in found]
            yield line(names.law(fact), *(t.or_code("state", each) for each in states))
    counted = [str(len(case.evidence) - len(case.excluded)) for case in (then.case, now.case)]
    yield line(t("file.evidence"), *counted)


def _stage(case: Case, names: Names) -> str:
    return "" if case.opened is None else names.texts.or_code("stage", case.stage.value)


def _role(track: Proceeding, names: Names) -> str:
    return "" if track.role is None else names.law(track.role.code)


def _body(track: Proceeding, names: Names) -> str:
    return "" if track.competent is None else names.of(track.competent.body)


def _outcome(track: Proceeding, names: Names) -> str:
    if track.decision is None:
        return ""
    measures: Sequence[str] = [names.law(one.measure) for one in track.decision.measures]
    said = names.code("Outcome", track.decision.handling.outcome.value)
    return f"{said}{names.texts('form.colon')}{names.texts.listed(measures)}" if measures else said
