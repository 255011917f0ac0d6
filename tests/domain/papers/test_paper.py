"""One paper through its steps: four eyes, nothing missing, nothing unsupported, the record of the day."""

from datetime import date
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from application.adapters.profile_files import packaged_profiles
from application.adapters.template_files import packaged_templates
from domain.document import DocumentRef
from domain.identity import ActorId, BodyId, DocumentId, PaperId
from domain.occasion import Occasion
from domain.papers.commands import ApprovePaper, DraftPaper, ReturnPaper, RevisePaper, WithdrawPaper
from domain.papers.events import PaperApproved, PaperDrafted, PaperReturned, PaperWithdrawn
from domain.papers.paper import Paper, PaperSetting, decide, evolve
from domain.papers.state import Filled, Numbered, Signed
from domain.papers.terms import About, Statement
from domain.proceedings.terms import ServiceMode
from tests.support.scenario import Scenario

MATTER, PAPER = UUID(int=7), PaperId(UUID(int=8))
DRAFTER, APPROVER = ActorId(UUID(int=1)), ActorId(UUID(int=2))
BODY, OTHER = BodyId(UUID(int=3)), BodyId(UUID(int=4))
TODAY = date(2026, 3, 2)


def document(number: int) -> DocumentRef:
    return DocumentRef(id=DocumentId(UUID(int=number)), sha256=f"{number:064x}")


FILLED = Filled(edition="e" * 64, content=document(1))


def setting(actor: ActorId = DRAFTER, **given: Any) -> PaperSetting:
    known: dict[str, Any] = {
        "template": packaged_templates()["decision"],
        "issuer": BODY,
        "filled": FILLED,
        "number": Numbered(text="某责决〔2026〕1号", year=2026, serial=1),
        "signed": Signed(document=document(2), editable=document(3)),
    }
    body = given.pop("body", BODY)
    occasion = Occasion(today=TODAY, actor=actor, body=body)
    profile = packaged_profiles()["P-QYF"]
    return PaperSetting(paper=PAPER, occasion=occasion, profile=profile, **{**known, **given})


def paper(actor: ActorId = DRAFTER, **given: Any) -> Scenario[Paper]:
    return Scenario(Paper(), decide=decide, evolve=evolve, setting=setting(actor, **given))


def drafted(draft: int = 1, **given: Any) -> PaperDrafted:
    return PaperDrafted(
        **{
            "matter": MATTER,
            "about": About.PROCEEDING,
            "template": "decision",
            "edition": "e" * 64,
            "body": BODY,
            "drafter": DRAFTER,
            "draft": draft,
            "content": document(1),
            "unsupported": (),
            "gaps": (),
            "drafted_on": TODAY,
            **given,
        }
    )


DRAFT = DraftPaper(matter=MATTER, about=About.PROCEEDING, template="decision")
RETURNED = PaperReturned(draft=1, approver=APPROVER, reasons=document(5), returned_on=TODAY)
APPROVED = PaperApproved(
    draft=1,
    approver=APPROVER,
    number="某责决〔2026〕1号",
    year=2026,
    serial=1,
    document=document(2),
    editable=document(3),
    approved_on=TODAY,
)
WITHDRAWN = PaperWithdrawn(by=APPROVER, reasons=document(5), withdrawn_on=TODAY)


def test_a_paper_is_drafted_for_the_body_that_issues_it() -> None:
    paper().when(DRAFT).then(drafted())


def test_a_draft_is_refused_with_every_rule_against_it() -> None:
    paper(template=None, issuer=None).given(drafted()).when(DRAFT).then_refused(
        "paper-begun", "paper-template-unknown", "paper-issuer-unknown"
    )


def test_a_sentence_of_ones_own_stands_where_the_template_leaves_room() -> None:
    own = (Statement(slot="nowhere", text=document(6)),)
    command = DraftPaper(matter=MATTER, about=About.PROCEEDING, template="decision", statements=own)
    paper().when(command).then_refused("paper-slot-unknown")


def test_drafting_the_same_again_is_quiet_and_something_else_is_the_next_draft() -> None:
    paper().given(drafted()).when(RevisePaper()).then_nothing()
    other = Filled(edition="e" * 64, content=document(9), gaps=(3,))
    paper(filled=other).given(drafted()).when(RevisePaper()).then(drafted(2, content=document(9), gaps=(3,)))


def test_how_it_is_to_be_served_is_said_with_a_draft_and_stays_until_said_otherwise() -> None:
    by_mail = drafted(service=ServiceMode.MAIL)
    paper().when(replace(DRAFT, service=ServiceMode.MAIL)).then(by_mail)
    paper().given(by_mail).when(RevisePaper()).then_nothing()
    paper().given(by_mail).when(RevisePaper(service=ServiceMode.MAIL)).then_nothing()
    paper().given(by_mail).when(RevisePaper(service=ServiceMode.LEFT)).then(drafted(2, service=ServiceMode.LEFT))
    other = Filled(edition="e" * 64, content=document(9))
    again = drafted(2, content=document(9), service=ServiceMode.MAIL)
    paper(filled=other).given(by_mail).when(RevisePaper()).then(again)


def test_how_it_is_served_is_said_of_no_paper_that_no_step_serves() -> None:
    record = packaged_templates()["statement-record"]
    command = replace(DRAFT, template="statement-record", service=ServiceMode.DIRECT)
    paper(template=record).when(command).then_refused("paper-is-not-served")
    served = {code for code, one in packaged_templates().items() if one.service is not None}
    assert {"notice", "decision", "appeal-decision", "order-to-correct"} <= served


def test_a_returned_draft_is_drafted_anew_even_when_it_says_the_same() -> None:
    paper().given(drafted(), RETURNED).when(RevisePaper()).then(drafted(2))


def test_another_person_of_the_issuing_body_approves() -> None:
    paper(APPROVER).given(drafted()).when(ApprovePaper()).then(APPROVED)


def test_nobody_approves_or_returns_what_they_drafted_in_any_version() -> None:
    twice = (drafted(), drafted(2, drafter=ActorId(UUID(int=99))))
    paper(DRAFTER).given(*twice).when(ApprovePaper()).then_refused("paper-signed-by-drafter")
    paper(DRAFTER).given(*twice).when(ReturnPaper(reasons=document(5))).then_refused("paper-signed-by-drafter")


def test_an_approval_is_refused_with_every_rule_against_it() -> None:
    bad = drafted(unsupported=(2, 5), gaps=(3,))
    paper(DRAFTER, body=OTHER, changed=True, number=None).given(bad).when(ApprovePaper(accepted=(5,))).then_refused(
        "paper-of-another-body",
        "paper-signed-by-drafter",
        "paper-incomplete",
        "paper-unsupported",
        "paper-outdated",
        "paper-mark-missing",
    )


def test_the_approver_answers_for_unsupported_sentences_one_by_one() -> None:
    bad = drafted(unsupported=(2, 5))
    answered = ApprovePaper(accepted=(2, 5, 7))
    paper(APPROVER).given(bad).when(answered).then(
        PaperApproved(**{**{f: getattr(APPROVED, f) for f in APPROVED.__struct_fields__}, "accepted": (2, 5)})
    )


def test_the_approver_answers_for_what_is_at_odds_with_the_record() -> None:
    paper(APPROVER, odd=(4,)).given(drafted()).when(ApprovePaper()).then_refused("paper-names-otherwise")
    paper(APPROVER, odd=(4,)).given(drafted()).when(ApprovePaper(accepted=(4, 7))).then(
        PaperApproved(**{**{f: getattr(APPROVED, f) for f in APPROVED.__struct_fields__}, "accepted": (4,)})
    )


def test_a_returned_draft_is_not_approved() -> None:
    paper(APPROVER).given(drafted(), RETURNED).when(ApprovePaper()).then_refused("paper-was-returned")
    paper(APPROVER).given(drafted()).when(ReturnPaper(reasons=document(5))).then(RETURNED)


def test_what_is_approved_stays_and_may_be_withdrawn_until_it_is_used() -> None:
    done = (drafted(), APPROVED)
    paper(APPROVER).given(*done).when(ApprovePaper()).then_refused("paper-not-open")
    paper().given(*done).when(RevisePaper()).then_refused("paper-not-open")
    paper(APPROVER).given(*done).when(WithdrawPaper(reasons=document(5))).then(WITHDRAWN)
    paper(APPROVER, in_use=True).given(*done).when(WithdrawPaper(reasons=document(5))).then_refused("paper-in-use")
    paper(APPROVER).given(*done, WITHDRAWN).when(WithdrawPaper(reasons=document(5))).then_refused("paper-not-open")
