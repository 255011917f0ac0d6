"""The sanction workbench: the recommendation as a page shows it, in one language, each line with its source."""

from urllib.parse import urlencode

import msgspec

from domain.proceedings.setting import Advice
from domain.rulebook.questions import DECIDER
from interfaces.web.citing import Cite
from interfaces.web.directory import Names
from interfaces.web.law_lines import Line, Node, cites, held, node, plain
from interfaces.web.law_panels import Panels, body_line, panels
from interfaces.web.proposal import Proposal, proposal


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A question left to discretion. ``answered_by`` is the office whose answer it is, ``whose`` who may give it, in words."""

    code: str
    text: str
    choices: tuple[str, ...]
    answer: str | None
    default: str | None
    required: bool
    answered_by: str
    whose: str
    cites: tuple[Cite, ...]


class Bench(msgspec.Struct, frozen=True, kw_only=True):
    """Everything of one recommendation that the page shows."""

    proposal: Proposal
    factors: tuple[Line, ...]
    triggers: tuple[Line, ...]
    elements: tuple[Line, ...]
    gates: tuple[Line, ...]
    blocked: tuple[Line, ...]
    blocks: tuple[Line, ...]
    missing: tuple[Line, ...]
    requirements: tuple[Line, ...]
    questions: tuple[Asked, ...]
    facts: tuple[tuple[str, str], ...]
    bodies: tuple[Line, ...]
    warnings: tuple[Line, ...]
    law: Panels
    tree: Node
    decide: str


def who_answers(office: str, names: Names) -> str:
    """Who may answer a question that is that office's: it, or whoever decides the matter."""
    return names.texts.listed(names.code("office", one) for one in dict.fromkeys((office, DECIDER)))


def workbench(advice: Advice, names: Names) -> Bench:
    """The recommendation in *advice*, in the words of *names*' language."""
    r, say = advice.recommendation, names.texts.say
    labels = {form.measure: say(form.label) for form in r.forms.each}
    suggested = r.suggestion
    return Bench(
        proposal=proposal(r, names),
        factors=tuple(held(one, names, r) for one in r.weighting.factors if one.because),
        triggers=tuple(held(one, names, r) for one in r.triggers if one.because),
        elements=tuple(held(one, names, r) for one in (*r.elements, *r.exclusions)),
        gates=tuple(held(one, names, r) for one in r.gates),
        blocked=tuple(
            Line(
                text=say(one.label),
                state="barred",
                cites=cites(one.authorities, r, names),
                note=say(one.reason),
                because=tuple(labels.get(code, code) for code in one.alternatives),
            )
            for one in r.blocked
        ),
        blocks=tuple(plain(one, names, r) for one in (*r.blocks, *r.time.notes)),
        missing=tuple(plain(one, names, r) for one in r.procedure_missing),
        requirements=tuple(plain(one, names, r) for one in r.requirements),
        questions=tuple(
            Asked(
                code=one.code,
                text=say(one.label),
                choices=tuple(say(choice.label) for choice in one.choices),
                answer=next((say(c.label) for c in one.choices if c.code == one.answer), None),
                default=next((say(c.label) for c in one.choices if c.code == one.default), None),
                required=one.required,
                answered_by=one.answered_by,
                whose=who_answers(one.answered_by, names),
                cites=cites(one.authorities, r, names),
            )
            for one in r.questions
        ),
        facts=tuple((one.fact, say(one.label)) for one in r.open_facts),
        bodies=tuple(body_line(one, names, r) for one in r.competence),
        warnings=tuple(Line(text=say(one.label).format(*map(names.law, one.about))) for one in r.warnings),
        law=panels(r, names),
        tree=node(r.derivation, names, r),
        decide=urlencode(
            {
                "seen": advice.seen.digest,
                **(
                    {"measures": suggested.measures[0]}
                    if suggested is not None and len(suggested.measures) == 1
                    else {}
                ),
            }
        ),
    )
