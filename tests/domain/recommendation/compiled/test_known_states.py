"""Every fully known state of every shipped rulebook: reference, table and brute force agree.

The largest has 2^47 states, so they are not visited one by one. Brute force reads a state only through which rule some
row makes hold, and rows are read within clusters of facts that share one. So the ways in which states can differ at all
are listed exactly, by joining the ways of one cluster with the next, with one state for each; on all of those the three
agree. That the table, too, reads a state only through that, is tried on every value of every word of the code.
"""

import random
from datetime import date, timedelta
from functools import cached_property
from itertools import product

import pytest

from application.adapters.rulebook_files import packaged
from domain.recommendation.compiled.compiler import Compiler
from domain.recommendation.facts import Answer, FactSheet, FactStatus, KnownFact
from domain.recommendation.whatif import outcomes
from domain.rulebook.conditions import facts_of
from tests.support.plain_reading import all_results, holds, read

CATALOGUE = packaged()
BASES = [(book, subject) for book in CATALOGUE.rulebooks if book.grounds for subject in book.scope.subjects]
VISITED = 150
"""Ways visited in the short form, and values of each word; the long campaign visits them all."""


class Ways:
    """The rules of one rulebook for one subject under one set of answers, and the ways in which states differ."""

    def __init__(self, book, subject, answers):
        self.book, self.subject, self.answers = book, subject, answers
        self.on = (book.edition or date(2005, 1, 1)) + timedelta(days=30)
        self.general = tuple(other for other in CATALOGUE.in_force(self.on) if other.instrument != book.instrument)
        readings = {answer.question: answer.choice for answer in self.answers}
        weights = {rule.code for rule in book.weights if subject in read(rule, readings).subjects}
        rules = [*book.triggers, *book.elements, *book.exclusions, *book.sets, *book.gates]
        rules += [rule for other in self.general for rule in other.exclusions if rule.general]
        mine = [(rule.code, read(rule, readings).when) for rule in rules if rule.applies(subject, self.on)]
        mine += [(rule.group, read(rule, readings).when) for rule in book.factors if rule.group in weights]
        self.rows = [(code, row) for code, rows in mine for row in rows]
        self.clusters = clusters([facts_of((row,)) for _, row in self.rows])

    @cached_property
    def parts(self):
        """For each cluster: one assignment (the facts that hold) for each set of rules that it can make hold."""
        found = []
        for cluster in self.clusters:
            rows = [(code, row) for code, row in self.rows if set(facts_of((row,))) <= set(cluster)]
            mine = {}
            for values in product((False, True), repeat=len(cluster)):
                truths = dict(zip(cluster, values, strict=True))
                made = frozenset(code for code, row in rows if holds((row,), truths))
                mine.setdefault(made, tuple(code for code, value in truths.items() if value))
            found.append(mine)
        return found

    def each(self):
        """One state for each set of rules that a state can make hold."""
        found = {frozenset(): ()}
        for mine in self.parts:
            found = {
                before | made: (*held, *holding) for before, held in found.items() for made, holding in mine.items()
            }
        return list(found.values())

    def drawn(self, draw):
        """Such a state, by chance."""
        share = draw.random()
        chosen = [
            draw.choice(list(mine.values())) if draw.random() < share else min(mine.values(), key=len)
            for mine in self.parts
        ]
        return tuple(fact for holding in chosen for fact in holding)

    def sheet(self, holding):
        known = {fact for cluster in self.clusters for fact in cluster} | {fact.code for fact in self.book.facts}
        return FactSheet(
            respondent="r",
            subject=self.subject,
            conduct_from=self.on,
            conduct_to=self.on,
            decision_on=self.on,
            facts=tuple(
                KnownFact(
                    code=code,
                    status=FactStatus.ESTABLISHED if code in holding else FactStatus.REFUTED,
                    basis=f"{self.book.instrument}#1",
                )
                for code in sorted(known)
            ),
            answers=self.answers,
            matter=self.book.scope.matters[0],
        )

    def brute(self, truths):
        answers = {answer.question: answer.choice for answer in self.answers}
        return all_results((self.book, self.general, self.subject, self.on), truths, (), [answers])


def clusters(rows):
    """Facts that share a row, directly or through others, together."""
    groups = []
    for row in rows:
        touching = [group for group in groups if group & set(row)]
        groups = [group for group in groups if not group & set(row)]
        groups.append(set(row).union(*touching))
    return [sorted(group) for group in groups]


def answers_of(book):
    """Every question answered: by its default, by what upholds the edition, else by its first choice; catch-alls accepted."""
    upheld = {note.question: note.upheld for note in book.validity if note.question}
    accepted = {fact.basis_question: fact.basis_accepted for fact in book.facts if fact.basis_question}
    return tuple(
        Answer(
            question=question.code,
            choice=upheld.get(question.code)
            or accepted.get(question.code)
            or question.default
            or question.choices[0].code,
        )
        for question in book.questions
    )


@pytest.mark.timeout(7200)
@pytest.mark.parametrize(("book", "subject"), BASES, ids=lambda each: getattr(each, "key", each))
def test_every_way_in_which_known_states_can_differ(book, subject, long):
    ways = Ways(book, subject, answers_of(book))
    table = Compiler(book, CATALOGUE).table(ways.sheet(()))
    draw = random.Random(book.key)
    for holding in ways.each() if long else [ways.drawn(draw) for _ in range(VISITED)]:
        found = table.outcomes(table.layout.known(holding))
        assert set(found) == ways.brute(dict.fromkeys(holding, True))
        assert found == outcomes(ways.sheet(holding), book, CATALOGUE)


@pytest.mark.timeout(7200)
@pytest.mark.parametrize(("book", "subject"), BASES, ids=lambda each: getattr(each, "key", each))
def test_every_value_of_every_word(book, subject, long):
    """Beside each value, in turn: nothing else holds, and what makes the respondent liable holds too."""
    ways = Ways(book, subject, answers_of(book))
    table = Compiler(book, CATALOGUE).table(ways.sheet(()))
    draw = random.Random(book.key)
    tried = [ways.drawn(draw) for _ in range(VISITED)]
    liable = next(s for s in (*tried, ()) if not s or any(one.liable for one in ways.brute(dict.fromkeys(s, True))))
    for index in range(table.layout.live):
        word = table.layout.words[index]
        values = range(1 << len(word))
        for value in values if long or len(values) <= VISITED else draw.sample(values, VISITED):
            for beside in ((), liable):
                code = list(table.layout.known(beside))
                code[index] |= value
                holding = {fact for fact, truth in table.layout.truths(tuple(code)).items() if truth}
                assert set(table.outcomes(tuple(code))) == ways.brute(dict.fromkeys(holding, True))
