"""Every step that has a paper of its own goes on with the one that was approved for it: where none is given, it is refused."""

import enum
from datetime import date
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
import pytest

from application.actions import COMMANDS
from application.adapters.template_files import packaged_templates
from application.casework.cases import EVIDENCE
from domain.cases import case as cases
from domain.document import DocumentRef
from domain.papers.template import Template
from domain.papers.use import APPROVED_PAPER, Issued
from domain.proceedings.opening import REFERRING
from domain.refusal import Refused
from tests.domain.cases.material import BY_HEAD
from tests.support.made_up import a_document, an_id

OF_CASES = [
    one
    for one in packaged_templates().values()
    if one.carries_out is not None and one.carries_out.startswith("case.") and one.carries_out != EVIDENCE
]
APPROVED = a_document("the approved sheet")


def made(struct: type[msgspec.Struct]) -> Any:
    """A command with something in every field that must be given."""
    hints = get_type_hints(struct)
    needed = [field.name for field in msgspec.structs.fields(struct) if field.required]
    return struct(**{name: _something(name, hints[name]) for name in needed})


def _something(name: str, hint: Any) -> Any:
    if get_origin(hint) is tuple:
        return ()
    plain = next((one for one in get_args(hint) if one is not type(None)), hint)
    if plain is DocumentRef:
        return a_document(name)
    if plain is date:
        return date(2012, 3, 12)
    if isinstance(plain, type) and issubclass(plain, enum.Enum):
        return next(iter(plain))
    return "code" if plain is str else an_id(name)


def rules(command: Any, *issued: Issued) -> set[str]:
    setting = msgspec.structs.replace(BY_HEAD, issued=issued)
    with pytest.raises(Refused) as refused:
        cases.decide(cases.Case(), command, setting)
    return {reason.rule for reason in refused.value.reasons}


@pytest.mark.parametrize("template", OF_CASES, ids=lambda template: template.code)
def test_an_approved_paper_of_a_case_goes_with_its_step(template: Template) -> None:
    assert template.carries_out is not None
    command = made(COMMANDS[template.carries_out][1])
    assert template.field in command.__struct_fields__
    paper = Issued(number="某核案〔2026〕1号", document=APPROVED, field=template.field)
    stale = msgspec.structs.replace(paper, stale=True)
    assert "approved-paper-not-used" in rules(command, paper)
    used = msgspec.structs.replace(command, **{template.field: APPROVED})
    assert not {"approved-paper-not-used", "approved-paper-stale"} & rules(used, paper)
    assert "approved-paper-stale" in rules(used, stale)
    assert "approved-paper-not-used" not in rules(command), "where none was approved the body brings its own"


def test_most_steps_of_a_case_with_a_document_have_their_paper() -> None:
    assert {one.carries_out for one in OF_CASES} >= {
        "case.authorise-preliminary-check",
        "case.file-case",
        "case.decide-not-to-file",
        "case.report-investigation",
        "case.transfer-case",
        "case.close-case",
        "case.archive-case",
    }


def test_a_referral_of_a_proceeding_is_asked_the_same() -> None:
    assert set(APPROVED_PAPER) <= set(REFERRING)
