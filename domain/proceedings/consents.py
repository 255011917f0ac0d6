"""Whose consent a decision needs: whoever holds authority over what it imposes, unless that body decides itself."""

from collections.abc import Collection

from domain.identity import BodyId
from domain.proceedings.commands import Decide
from domain.proceedings.facts import made_on
from domain.proceedings.measures import intended
from domain.proceedings.opening import HOLDER_NOT_STATED
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.state import Proceeding
from domain.refusal import Reason


def consents_are_given(proceeding: Proceeding, command: Decide, setting: ProceedingSetting) -> Reason | None:
    """Every body whose consent the measures need gave it, in writing and on record, by the day of the decision.

    Where the registers do not name that body, whoever decides by opinion or referral was found to be it; whoever was
    designated or consulted was not, and somebody's consent must be on record.
    """
    given = dict(proceeding.consents)
    missing = _all_missing(given, proceeding, command, setting)
    if missing:
        return Reason(rule="consent-missing", about=missing)
    day = made_on(proceeding, setting.occasion.today)
    by_then = {body: obtained for body, obtained in given.items() if obtained <= day}
    late = _all_missing(by_then, proceeding, command, setting)
    return Reason(rule="consent-after-deliberation", about=late) if late else None


def consents_needed(command: Decide, setting: ProceedingSetting) -> tuple[str, ...]:
    """The relations to the respondent in which the bodies stand whose consent these measures need."""
    return setting.profile.consents_for(intended(command).measures)


def _all_missing(
    given: Collection[BodyId], proceeding: Proceeding, command: Decide, setting: ProceedingSetting
) -> tuple[str, ...]:
    asked = (_missing(relation, given, proceeding, setting) for relation in consents_needed(command, setting))
    return tuple(dict.fromkeys(who for who in asked if who is not None))


def _missing(
    relation: str, given: Collection[BodyId], proceeding: Proceeding, setting: ProceedingSetting
) -> str | None:
    """The body whose consent is missing, or the relation where nobody knows which body it is."""
    competent = proceeding.competent
    if competent is None or setting.advice is None:
        return None
    holder = setting.advice.sheet.body_in(relation)
    if holder is None or not holder.source:
        stated = competent.source not in HOLDER_NOT_STATED
        return None if stated or given else relation
    return None if holder.body in {str(body) for body in (competent.body, *given)} else holder.body
