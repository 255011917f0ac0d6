"""Who sends which forms, and what answers them: read once more, refused, kept, or shown only once."""

from collections.abc import Callable

import msgspec

from tests.browser import answers_desk as desk
from tests.browser import answers_office as office
from tests.browser import answers_outside as outside
from tests.browser import answers_session as session
from tests.browser.reader import People

PAPER_ACTS = ("approve", "return", "revise", "withdraw")
PAPERS_OF = (("reports", "report"), ("proceedings", "proceeding"), ("appeals", "appeal"))


class Walk(msgspec.Struct, frozen=True):
    """Forms that are sent one after another. ``answers``: at which addresses; ``shows``: pages that no address leads to."""

    goes: Callable[[People], None]
    answers: tuple[str, ...]
    shows: tuple[str, ...] = ()


WALKS: dict[str, Walk] = {
    "public": Walk(outside.asks_as_anybody, ("/sign-in",), ("problem", "check", "sign_in")),
    "reports": Walk(
        outside.reports,
        ("/report", "/report/send", "/report/kept", "/my-report", "/my-report/add"),
        ("report_review", "report_receipt", "my_report"),
    ),
    "rates": Walk(outside.rates, ("/my-report/rate",), ("my_report_rating",)),
    "questionnaire": Walk(
        outside.answers_the_questionnaire, ("/questionnaires/{evaluation}",), ("questionnaire_kept",)
    ),
    "intake": Walk(
        desk.intake,
        (
            "/inbox/register",
            *(f"/imports/{kind}" for kind in ("leads", "publications", "posts", "organs")),
            "/assessments/{assessment}/scores",
        ),
        ("registered",),
    ),
    "inbox": Walk(desk.inbox, ("/inbox/several", "/reports/{report}/case"), ("inbox_several",)),
    "supervision": Walk(desk.supervises, (*desk.BEGINNINGS, "/supervision/breaches"), ("breaches_several",)),
    "hand-over": Walk(desk.hands_over, ("/hand-over",)),
    "identity": Walk(desk.opens_who_reported, ("/reports/{report}/reporter",)),
    "further": Walk(desk.reads_further, (), ("document", "today_questions")),
    "commands": Walk(desk.is_refused, ()),
    "own": Walk(
        outside.answers_for_themselves,
        ("/own/{proceeding}/appeal", "/own/{proceeding}/appeal/send", "/own/{proceeding}/recusal"),
        ("appeal_review",),
    ),
    "papers": Walk(
        office.writes_papers,
        ("/cases/{case}/papers/draft", *(f"/papers/{{paper}}/{act}-paper" for act in PAPER_ACTS)),
    ),
    "legal": Walk(
        office.legal,
        (
            "/calendar/propose",
            "/rulebooks/propose",
            "/rulebooks/add-text",
        ),
    ),
    "approver": Walk(
        office.signs,
        (
            "/calendar/notices/{notice}",
            "/rulebooks/adoptions/{rulebook}",
            "/rulebooks/policies/{adoption}",
        ),
    ),
    "searches": Walk(office.searches, ("/search/person", "/searches", "/searches/{search}")),
    "admin": Walk(
        office.admin,
        (
            "/administration/people",
            "/administration/accounts/{account}",
            "/administration/deliveries",
            "/administration/deliveries/{target}",
            "/account",
        ),
        ("delivery_secret",),
    ),
    "too-late": Walk(session.comes_too_late, (), ("carry_on",)),
    "second-factor": Walk(
        session.has_a_second_factor, ("/sign-in/code",), ("factor_begun", "factor_on", "sign_in_code")
    ),
    "owed": Walk(session.owes_a_second_factor, (), ("factor_first",)),
}
"""Every walk by its name."""

NO_ANSWERS = {
    "/sign-out": "leads to the start",
    "/reminders/{notice}/read": "leads back to the reminders",
    "/my-report/letter": "a file; for a wrong code the page of the code, which has been seen",
    "/own/{proceeding}/statement": "only while it can be made: test_tasks.py",
    **{f"/{kind}/{{{one}}}/papers/draft": "as of a case" for kind, one in PAPERS_OF},
}
"""Addresses that take a form whose answer no walk looks at, each with the reason. Forms of commands are one page: three refusals of it."""
