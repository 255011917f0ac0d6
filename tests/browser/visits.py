"""Every page of the site, by who opens it: walked in the browser, and taken pictures of. A new page is added here, or a test fails."""

import re
from collections.abc import Mapping

VISITS: dict[str | None, tuple[str, ...]] = {
    None: (
        "/",
        "/report?as=anonymous",
        "/report?as=named",
        "/report/kept",
        "/my-report",
        "/my-report/rate",
        "/figures",
        "/check",
        "/sign-in",
        "/sign-in/code",
        "/questionnaires/{questionnaire}",
    ),
    "manager": (
        "/today",
        "/inbox",
        "/docket",
        "/docket?kinds=case&open=false",
        "/organs/{organ.bureau}/cases",
        "/deadlines",
        "/board",
        "/hand-over",
        "/hand-over?from={account.investigator-1}&to={account.investigator-3}",
        "/statistics",
        "/statistics/reconciliation",
        "/pattern",
        "/search?q=土地",
        "/search/person",
        "/reminders",
        "/searches",
        "/account",
        "/reports/{report}",
        "/reports/{report}/reporter",
        "/reports/{report}/case",
        "/reports/{report}/papers",
        "/reports/{report}/papers/draft?template=lead-admission",
        "/cases/{case}",
        "/cases/{case}/clock",
        "/cases/{case}/as-of?on=2999-01-01",
        "/cases/{case}/papers",
        "/cases/{case}/papers/draft?template=file-note",
        "/cases/{case}/name-respondent",
        "/imports/posts",
        "/supervision",
        "/supervision/breaches",
        "/supervision/figures",
        "/supervision/grades",
        "/assessments/new",
        "/assessments/{assessment}",
        "/assessments/{assessment}/scores",
        "/consultations/new",
        "/consultations/{consultation}",
        "/duties/new",
        "/duties/{duty}",
        "/evaluations/new",
        "/evaluations/{evaluation}",
        "/projects/new",
        "/projects/{project}",
    ),
    "intake": ("/inbox/register", "/imports/leads", "/imports/publications"),
    "investigator-1": ("/docket?kinds=proceeding", "/cases/{case}/enter-evidence", "/proceedings/{proceeding.head}"),
    "reviewer": (
        "/proceedings/{proceeding.head}/papers",
        "/proceedings/{proceeding.head}/papers/draft?template=decision",
        "/proceedings/{proceeding.head}/what-if",
        "/proceedings/{proceeding.head}/replay",
        "/proceedings/{proceeding.head}/like-cases",
        "/papers/{paper.head}",
    ),
    "decider": ("/proceedings/{in-hand.proceeding.head}/decide", "/proceedings/{proceeding.head}/decide"),
    "approver": (
        "/approvals",
        "/calendar/notices/{notice}",
        "/rulebooks/adoptions/{rulebook}",
        "/rulebooks/policies/{adoption}",
    ),
    "legal": ("/calendar", "/calendar/propose", "/rulebooks", "/rulebooks/propose", "/rulebooks/add-text"),
    "auditor": ("/access-log",),
    "province-handler-1": (
        "/appeals",
        "/appeals/{appeal}",
        "/appeals/{appeal}/papers",
        "/appeals/{appeal}/papers/draft?template=appeal-admission",
    ),
    "deputy": ("/own", "/own/{proceeding.deputy}", "/own/{proceeding.deputy}/appeal"),
    "head": ("/own/{proceeding.head}/recusal", "/own/{proceeding.head}/appeal/receipt"),
    "bureau": ("/own/{proceeding.organ}", "/own/consultations", "/own/consultations/{asked}"),
    "clerk": (
        "/own/{proceeding.clerk}/statement",
        "/own/{proceeding.clerk}/statement/review",
        "/own/{proceeding.clerk}/statement/receipt",
    ),
    "admin": (
        "/administration",
        "/administration/setup",
        "/administration/people",
        "/administration/accounts/{account.manager}",
        "/administration/units",
        "/administration/deliveries",
        "/administration/retention",
        "/templates",
        "/templates/preview?template=notice",
        "/imports/organs",
    ),
}

STATES: dict[str | None, tuple[str, ...]] = {
    "manager": (
        "/proceedings/{under-way.proceeding.clerk}",
        "/proceedings/{generated.noticed.proceeding}",
        "/cases/{generated.checking.case}",
        "/cases/{under-way.case}",
        "/reports/{report.asked}",
        "/reports/{report.referred}",
        "/reports/{report.declined}",
        "/reports/{generated.reported.report}",
        "/proceedings/{under-way.proceeding.organ}/papers",
        "/assessments/{assessment.open}",
        "/assessments/{assessment.open}/scores",
        "/evaluations/{questionnaire}",
        "/consultations/{asked}",
        "/search?q=没有这样的字",
        "/docket?search=没有这样的字",
    ),
    "investigator-1": ("/today", "/cases/{under-way.case}", "/cases/{generated.investigating.case}"),
    "reviewer": (
        "/today",
        "/papers/{under-way.paper.head}",
        "/papers/{under-way.paper.attached}",
        "/papers/{under-way.paper.returned}",
        "/proceedings/{under-way.proceeding.deputy}",
    ),
    "decider": (
        "/today",
        "/proceedings/{under-way.proceeding.deputy}",
        "/proceedings/{under-way.proceeding.deputy}/decide",
    ),
    "approver": (
        "/today",
        "/papers/{under-way.paper.head}",
        "/rulebooks/adoptions/{rulebook.edition}",
        "/rulebooks/policies/{policy}",
    ),
    "intake": ("/today", "/supervision"),
    "legal": ("/today", "/docket", "/calendar/notices/{notice}", "/rulebooks/adoptions/{rulebook.edition}"),
    "custodian": ("/today", "/inbox", "/reports/{report}"),
    "clerk": (
        "/own",
        "/own/{to-answer.proceeding.clerk}",
        "/own/{to-answer.proceeding.clerk}/statement",
    ),
    "auditor": (
        "/docket",
        "/statistics",
        "/cases/{case}",
        "/cases/{under-way.case}",
        "/cases/{generated.closed.case}",
        "/proceedings/{proceeding.head}",
        "/proceedings/{generated.closed.proceeding}",
        "/reports/{report}",
        "/appeals/{appeal}",
        "/supervision",
        "/evaluations/{evaluation}",
        "/administration/retention",
        "/calendar",
        "/rulebooks",
    ),
    "admin": ("/administration/retention?due_to=2999-01-01", "/templates?kind=notice"),
}
"""Pages in further states, and as others see them: taken pictures of, not walked. What they need is in ``furnishing.py``."""

NO_PAGES = frozenset(
    {
        "/home",  # leads on to where one begins
        "/lists/changes",  # a stream of changes
        "/cases/{case}/archive",  # files
        "/papers/{paper}/sheet",
        "/statistics/report",
        "/access-log/export",
        "/templates/preview/sheet",
        "/documents/{document}",  # a file, or its words, which answers.py opens where they are led to
    }
)


def like(path: str) -> str:
    """The pattern of the addresses that a declared *path* stands for."""
    return re.sub(r"\{\w+\}", r"(?:\\{[\\w.-]+\\}|[^/]+)", path)


def filled(path: str, names: Mapping[str, str]) -> str:
    """*path* with the ids of the demonstration."""
    for name, value in names.items():
        path = path.replace("{" + name + "}", value)
    assert "{" not in path, path
    return path
