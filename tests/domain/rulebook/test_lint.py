"""Each check of the lint, on a rulebook with exactly that fault."""

import msgspec
import pytest

from application.adapters.rulebook_files import packaged
from domain.rulebook.catalogue import Catalogue, RulebookRefused, content_id, parse
from domain.rulebook.labels import Verification
from domain.rulebook.lint.check import check, clean
from domain.rulebook.lint.finding import Level
from domain.rulebook.text import pieces
from tests.support.toy_rulebook import TEXT, toy

TOY = toy()


def findings(text, *, official=None):
    book = parse(text.encode())
    return check(book, Catalogue([book]), pieces=pieces(official) if official else (), content=text.encode())


def errors(text, **more):
    return [(finding.check, finding.code) for finding in findings(text, **more) if finding.level is Level.ERROR]


def test_the_toy_is_clean_against_its_text():
    found = findings(TOY, official=TEXT)
    assert clean(found)
    assert {(finding.code, finding.about) for finding in found} == {("article-not-declared", ("12",))}


@pytest.mark.parametrize("book", packaged().rulebooks, ids=lambda book: book.key)
def test_every_shipped_rulebook_is_clean(book):
    assert [finding for finding in check(book, packaged()) if finding.level is Level.ERROR] == []


@pytest.mark.parametrize("book", packaged().rulebooks, ids=lambda book: book.key)
def test_every_fully_read_rulebook_has_a_digest_for_each_clause(book):
    if book.verification == "S":
        assert [address for address, clause in book.clauses.items() if clause.digest is None] == []


@pytest.mark.parametrize(
    ("change", "check_code"),
    [
        (('cite = ["3/1"]', 'cite = ["9/1"]'), ("R1", "clause-missing")),
        (('cite = ["3/1"]', 'cite = ["third"]'), ("R1", "not-a-citation")),
        (('[clauses."3/1"]', '[clauses."3/x"]'), ("R1", "clause-address")),
        (('all_of = ["grave"]', 'all_of = ["graver"]'), ("R5", "fact-unknown")),
        (('question = "TOY-01"', 'question = "TOY-02"'), ("R5", "question-unknown")),
        (('choice = "together"', 'choice = "none"'), ("R5", "choice-unknown")),
        (('group = "heavier"', 'group = "heavy"'), ("R5", "group-unknown")),
        (('measures = ["reminder"]', 'measures = ["reminder", "warning"]'), ("R7", "measure-unknown")),
        (('combine = "one"', 'combine = "one"\nsubjects = ["person"]'), ("R3", "no-set")),
        (('combine = "one"', 'combine = "one"\nwhen = [{ none_of = ["grave"] }]'), ("R3", "no-set")),
        (
            (
                "[[weights]]",
                '[[sets]]\ncode = "more"\nmeasures = ["reminder"]\ncombine = "one"\nlabel = { zh = "多", en = "more" }\nwhen = [{ all_of = ["grave"] }]\n[[weights]]',
            ),
            ("R3", "sets-overlap"),
        ),
        (('code = "second-conduct"', 'code = "first-conduct"'), ("R5", "code-twice")),
        (
            (
                "[[questions]]",
                '[[facts]]\ncode = "idle"\nkind = "factor"\nlabel = { zh = "闲", en = "idle" }\n[[questions]]',
            ),
            ("R6", "fact-never-matters"),
        ),
        (
            (
                "[[questions]]",
                '[[gates]]\ncode = "round"\neffect = "refer"\ntargets = ["toy"]\nlabel = { zh = "回", en = "round" }\nwhen = [{ all_of = ["grave"] }]\n[[questions]]',
            ),
            ("R12", "referral-circle"),
        ),
        (
            (
                "[[questions]]",
                '[[weights]]\ncode = "lighter"\nmodality = "may"\neffects = ["lighter"]\nlabel = { zh = "轻", en = "lighter" }\n[[questions]]',
            ),
            ("R4", "weights-meet-unclaimed"),
        ),
    ],
    ids=lambda value: value[1] if isinstance(value[1], str) and len(value[1]) < 30 else "change",
)
def test_a_fault_is_found_with_its_line(change, check_code):
    assert TOY.count(change[0]) >= 1
    text = TOY.replace(change[0], change[1], 1)
    found = [finding for finding in findings(text) if (finding.check, finding.code) == check_code]
    assert found
    assert all(finding.level is Level.ERROR for finding in found)
    assert all(finding.line for finding in found if "[" in finding.place)


def test_a_gap_comes_with_a_witness():
    text = TOY.replace('combine = "one"', 'combine = "one"\nwhen = [{ none_of = ["grave"] }]')
    gap = next(finding for finding in findings(text) if finding.code == "no-set")
    assert gap.witness == ("grave",)


@pytest.mark.parametrize(
    ("change", "code", "address"),
    [(("提醒", "警示"), "clause-changed", "3/1"), (("（一）甲行为；\n\n", ""), "clause-not-in-text", "2/1/1")],
)
def test_a_text_that_differs_is_told_by_clause(change, code, address):
    found = [finding for finding in findings(TOY, official=TEXT.replace(*change)) if finding.level is Level.ERROR]
    assert (code, address) in [(finding.code, finding.about[0]) for finding in found]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (('code = "TOY"', 'code = "TOY"\ncolour = "red"'), "$"),
        (('combine = "one"', 'combine = "some"'), "$.sets[0]"),
        (('modality = "shall"', 'modality = "might"'), "$.weights[0]"),
        (('en = "toy" }', 'en = "" }'), "$.scope.label"),
        (('default = "either"', 'default = "neither"'), "$.questions[0]"),
        (('verification = "D"', 'verification = "X"'), "$.verification"),
        (("edition = 2020-01-01", "edition = 9999-01-01"), "$.edition"),
        (("[scope]", "[scope"), "TOML"),
        (('when = [{ all_of = ["grave"] }]', "when = [{}]"), "$.factors[0].when[0]"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(change, place):
    assert change[0] in TOY
    with pytest.raises(RulebookRefused) as refused:
        parse(TOY.replace(change[0], change[1], 1).encode())
    assert refused.value.place.replace("[...]", "[0]") == place


def test_a_rulebook_without_its_text_says_how_far_each_clause_was_read():
    book = parse(TOY.replace('verification = "D"', 'verification = "P"').encode())
    memory = msgspec.structs.replace(book.clauses["3/1"], verification=Verification.MEMORY)
    book = msgspec.structs.replace(book, clauses=book.clauses | {"3/1": memory})
    found = {finding.code: finding for finding in check(book, Catalogue([book])) if finding.check == "R1"}
    assert found["clauses-read-in-part"].about == ("1/1, 2/1/1, 2/1/2, 2/2",)
    assert found["clauses-from-memory"].about == ("3/1",)
    assert {finding.level for finding in found.values()} == {Level.INFO}


@pytest.mark.parametrize("book", packaged().rulebooks, ids=lambda book: book.key)
def test_no_shipped_rulebook_passes_for_read_that_was_not(book):
    """Whoever checks one of which no text is at hand is told so, clause by clause."""
    said = {
        address
        for finding in check(book, packaged())
        if finding.code in {"clauses-read-in-part", "clauses-from-memory", "clauses-without-digest"}
        for address in finding.about[0].split(", ")
    }
    assert said >= {address for address, clause in book.clauses.items() if clause.digest is None}


def test_content_ids_follow_content_not_layout():
    one = parse(TOY.encode())
    assert content_id(one) == content_id(parse(("# a remark\n" + TOY.replace("\n\n", "\n")).encode()))
    assert content_id(one) != content_id(parse(TOY.replace("first conduct", "other conduct").encode()))


def test_an_edition_given_twice_is_refused():
    book = parse(TOY.encode())
    with pytest.raises(ValueError, match="toy@2020-01-01"):
        Catalogue([book, book])
