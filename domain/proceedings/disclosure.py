"""The respondent gets the material that is needed to answer: what may be read, and what is withheld on which ground."""

from collections.abc import Iterator

from domain.deciding import refuse_if_any
from domain.identity import EvidenceId
from domain.proceedings.commands import DiscloseMaterial
from domain.proceedings.disclosure_events import MaterialDisclosed, ShownItem, WithheldItem
from domain.proceedings.events import ProceedingEvent
from domain.proceedings.notice import notice_is_issued
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.standing import is_open, officer_may_act
from domain.proceedings.state import Proceeding
from domain.refusal import Reason


def some_material_is_named(_: Proceeding, command: DiscloseMaterial, __: ProceedingSetting) -> Reason | None:
    """A disclosure is of something."""
    return None if command.shown or command.withheld else Reason(rule="no-material-named")


def withholding_has_its_ground(_: Proceeding, command: DiscloseMaterial, __: ProceedingSetting) -> Reason | None:
    """What is withheld is so on a ground, and a ground is one of something withheld."""
    given = command.ground is not None
    return None if given is bool(command.withheld) else Reason(rule="withholding-without-ground")


def material_is_in_file(_: Proceeding, command: DiscloseMaterial, setting: ProceedingSetting) -> Reason | None:
    """Only evidence of the case is disclosed: nothing that lies with a report can be named at all."""
    missing = tuple(str(item) for item in _named(command) if setting.case.item(item) is None)
    return Reason(rule="evidence-unknown", about=missing) if missing else None


def material_is_not_excluded(_: Proceeding, command: DiscloseMaterial, setting: ProceedingSetting) -> Reason | None:
    """An excluded item grounds nothing, so that there is nothing to answer to it."""
    excluded = tuple(str(item) for item in _named(command) if item in setting.case.excluded)
    return Reason(rule="material-excluded", about=excluded) if excluded else None


def nothing_is_both(_: Proceeding, command: DiscloseMaterial, __: ProceedingSetting) -> Reason | None:
    """One act does not show what it withholds."""
    both = tuple(str(item) for item in command.shown if item in command.withheld)
    return Reason(rule="material-shown-and-withheld", about=both) if both else None


def withheld_was_not_shown(proceeding: Proceeding, command: DiscloseMaterial, _: ProceedingSetting) -> Reason | None:
    """What the respondent could read is not taken back."""
    known = {one.evidence for one in proceeding.disclosed}
    late = tuple(str(item) for item in command.withheld if item in known)
    return Reason(rule="material-already-shown", about=late) if late else None


DISCLOSING = (
    is_open,
    officer_may_act,
    notice_is_issued,
    some_material_is_named,
    withholding_has_its_ground,
    material_is_in_file,
    material_is_not_excluded,
    nothing_is_both,
    withheld_was_not_shown,
)
"""Also after the decision: who appeals has to answer as well."""


def disclose(
    proceeding: Proceeding, command: DiscloseMaterial, setting: ProceedingSetting
) -> tuple[ProceedingEvent, ...]:
    """What is new of it. An item that was withheld may be shown later, or be withheld on another ground."""
    refuse_if_any(DISCLOSING, proceeding, command, setting)
    known = {one.evidence for one in proceeding.disclosed}
    shown = tuple(
        ShownItem(evidence=item.evidence, kind=item.kind, document=item.document)
        for item in map(setting.case.item, dict.fromkeys(command.shown))
        if item is not None and item.evidence not in known
    )
    withheld = tuple(one for one in _withheld(command) if one not in proceeding.undisclosed)
    if not shown and not withheld:
        return ()
    return (MaterialDisclosed(shown=shown, withheld=withheld, disclosed_on=setting.occasion.today),)


def _named(command: DiscloseMaterial) -> tuple[EvidenceId, ...]:
    return tuple(dict.fromkeys((*command.shown, *command.withheld)))


def _withheld(command: DiscloseMaterial) -> Iterator[WithheldItem]:
    if command.ground is not None:
        for item in dict.fromkeys(command.withheld):
            yield WithheldItem(evidence=item, ground=command.ground)
