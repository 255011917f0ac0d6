"""Pages from templates. Autoescaping is on, and a missing value is a defect."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID, uuid4

from jinja2 import Environment, FunctionLoader, StrictUndefined
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from litestar import Response
from litestar.datastructures import Cookie

from application.access import scope_of
from application.adapters.sessions import form_token
from interfaces.api.commands import PLURAL
from interfaces.deadline_words import WORDS
from interfaces.web.directory import Names
from interfaces.web.judged import alike
from interfaces.web.landing import start_of
from interfaces.web.told import by_recording, rows
from interfaces.web.visit import Visit
from interfaces.web.wording import Language, Texts, words

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
_KEPT_FOR_THE_WAY_BACK = {"Cache-Control": "private, no-cache"}
ALIKE_NAMED = 10
"""Reports that may be about the same, named beside a breach; how many more there are is counted."""

NAVIGATION = (
    ("inbox", "/inbox", "report.list"),
    ("docket", "/docket", "docket.read"),
    ("appeals", "/appeals", "appeal.list"),
    ("deadlines", "/deadlines", "docket.read"),
    ("board", "/board", "dashboard.read"),
    ("statistics", "/statistics", "dashboard.read"),
    ("supervision", "/supervision", "consultation.list"),
)


def _source(name: str) -> str:
    return files("interfaces.web").joinpath("templates", name).read_text("utf-8")


class WrittenIn(Extension):
    """Puts the words of the environment's ``language`` in place of ``t('key')`` when a template is compiled, not for each page.

    What has places to be filled (``t('key', count=2)``) or a key that is worked out is left to the page.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens of a template with those words as strings. A key that is not written is a defect, as it is in a page."""
        texts = words(self.environment.globals["language"])
        held: list[Token] = []
        before = ""
        for token in stream:
            if token.type != _WORD[len(held)]:
                yield from held
                held = []
            if token.type == _WORD[len(held)] and (held or (token.value == "t" and before != "dot")):
                held.append(token)
            else:
                yield token
            if len(held) == len(_WORD):
                yield Token(held[0].lineno, "string", texts[held[2].value].format())
                held = []
            before = token.type
        yield from held


_WORD = ("name", "lparen", "string", "rparen")
"""The tokens of ``t('key')``."""


@cache
def environment(language: Language) -> Environment:
    """The templates of this package in *language*."""
    made = Environment(
        loader=FunctionLoader(_source),
        extensions=[WrittenIn],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals["language"] = language
    made.globals["ALIKE_NAMED"] = ALIKE_NAMED
    made.globals["rest_words"] = WORDS.rest
    made.filters["begun"] = lambda words: words[:1].upper() + words[1:]  # as a line or a heading begins
    made.filters["rows_told"] = rows
    made.filters["by_recording"] = by_recording
    made.filters["alike"] = alike
    made.globals["gap"] = "" if language == "zh" else " "  # between two sentences
    return made


def page(
    visit: Visit,
    template: str,
    *,
    status: int = 200,
    cookies: tuple[Cookie, ...] = (),
    goes_back: bool = False,
    **values: Any,
) -> Response[bytes]:
    """*template* with *values*, as a page of this visit.

    *goes_back*: the browser may keep it for its own way back and forth, and what is typed in it. Other pages are kept
    nowhere; what a form answered is then lost to whoever goes back. Signing out clears what was kept.
    """
    texts = visit.texts
    context = {
        "visit": visit,
        "sheet": template.removesuffix(".html"),  # which page it is, in a word: what whoever reports a fault can quote
        "t": texts,
        "say": texts.say,
        "day": texts.day,
        "moment": texts.moment,
        "names_of": names_of,
        "law_of": law_of,
        "lang": visit.language,
        "plural": PLURAL,
        "token": form_token(visit.secret) if visit.secret is not None and visit.subject is not None else "",
        "key": str(uuid4()),
        "saved_at": visit.as_asked(),
        "navigation": navigation(visit),
        "home": start_of(visit.subject, unknown=visit.unknown),
        "searching": visit.subject is not None and scope_of(visit.subject, "docket.read") is not None,
        **values,
    }
    content = environment(visit.language).get_template(template).render(context)
    return Response(
        content.encode(),
        status_code=status,
        media_type="text/html",
        headers={**headers(visit), **(_KEPT_FOR_THE_WAY_BACK if goes_back else {})},
        cookies=list(cookies),
    )


def part(texts: Texts, template: str, **values: Any) -> TemplateModule:
    """*template* with *values* as a part of a page, without what belongs to one visit: it may be kept for the next one."""
    made = environment(texts.language).get_template(template)
    return made.make_module({"t": texts, "say": texts.say, "day": texts.day, **values})


def names_of(names: Names, identifiers: Iterable[UUID]) -> list[str]:
    """The names of several."""
    return [names.of(one) for one in identifiers]


def law_of(names: Names, codes: Iterable[str]) -> list[str]:
    """The rulebook's labels of several codes."""
    return [names.law(one) for one in codes]


def headers(visit: Visit) -> Mapping[str, str]:
    """Headers of every page."""
    return {"Content-Security-Policy": CSP, "Content-Language": "zh-CN" if visit.language == "zh" else "en"}


def redirect(to: str, *, cookies: tuple[Cookie, ...] = (), clear: bool = False) -> Response[bytes]:
    """See *to* instead (303): what a form that was carried out answers."""
    sent = {"Location": to}
    if clear:
        sent["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return Response(b"", status_code=303, headers=sent, cookies=list(cookies), media_type="text/plain")


def navigation(visit: Visit) -> list[tuple[str, str, bool]]:
    """The entries that lead the subject somewhere: name, address, whether it is where they are."""
    if visit.subject is None:
        return []
    shown = [(name, to) for name, to, action in NAVIGATION if scope_of(visit.subject, action) is not None]
    roles = {grant.role.value for grant in visit.subject.grants}
    if shown:  # whoever has a list has work: a desk answers who may see a reporter, and tells them the outcome
        shown.insert(0, ("work", "/today"))
    if roles & {"approver", "decider", "lead-manager", "custodian"}:
        shown.insert(1, ("approvals", "/approvals"))
    if roles & {"legal-officer", "approver"}:
        shown += [("calendar", "/calendar"), ("rulebooks", "/rulebooks")]
    if "auditor" in roles:
        shown.append(("access_log", "/access-log"))
    if "respondent" in roles:
        shown = [("own", "/own")]
    if "administrator" in roles:
        shown += [("health", "/administration"), ("people", "/administration/people")]
        shown += [one for one in (("calendar", "/calendar"), ("rulebooks", "/rulebooks")) if one not in shown]
    return [(name, to, visit.path == to) for name, to in shown]
