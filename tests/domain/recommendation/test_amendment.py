"""What an amendment does to cases: lighter, heavier or not comparable, with a witness that really shows it."""

import pytest

from application.adapters.rulebook_files import packaged
from domain.recommendation.amendment import effects
from domain.rulebook.catalogue import Catalogue, parse
from domain.rulebook.difference import written_changes
from tests.support.plain_reading import plain_result
from tests.support.toy_rulebook import toy

TOY = parse(toy().encode())


def amended(*changes):
    text = toy()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return parse(text.encode())


def found(after):
    return {(effect.subject, effect.direction): effect for effect in effects(TOY, after, Catalogue([TOY]))}


def test_the_same_rulebook_differs_in_nothing():
    assert written_changes(TOY, TOY) == ()
    assert effects(TOY, TOY, Catalogue([TOY])) == ()


def test_a_label_changes_the_writing_and_no_case():
    after = amended(('en = "reminder" }', 'en = "a reminder" }'))
    assert [(change.part, change.code) for change in written_changes(TOY, after)] == [
        ("measures", "reminder"),
        ("clauses", "3/1"),
    ]
    assert found(after) == {}


@pytest.mark.parametrize(
    ("changes", "direction", "witness"),
    [
        (
            [
                (
                    'when = [{ all_of = ["first-conduct"] }, { all_of = ["second-conduct"] }]',
                    'when = [{ all_of = ["first-conduct"] }]',
                )
            ],
            "lighter",
            ("second-conduct",),
        ),
        (
            [('modality = "shall"', 'modality = "may"'), ('effects = ["heavier"]', 'effects = ["exempt"]')],
            "lighter",
            ("first-conduct", "grave"),
        ),
        (
            [
                ('measures = ["reminder"]', 'measures = ["reminder", "warning"]'),
                (
                    '[[facts]]\ncode = "grave"',
                    '[[measures]]\ncode = "warning"\nlabel = { zh = "警告", en = "warning" }\n[[facts]]\ncode = "grave"',
                ),
            ],
            "heavier",
            ("first-conduct",),
        ),
    ],
    ids=["narrower", "milder", "wider"],
)
def test_each_direction_is_told_with_the_shortest_witness(changes, direction, witness):
    told = found(amended(*changes))
    assert {way for _, way in told} == {direction}
    assert told["organ", direction].witness == witness


def test_a_witness_leads_to_the_outcomes_it_is_a_witness_of():
    after = amended(('when = [{ all_of = ["grave"] }]', 'when = [{ all_of = ["grave", "second-conduct"] }]'))
    effect = found(after)["person", "lighter"]
    truths = dict.fromkeys(effect.witness, True)
    for book, result in ((TOY, effect.before), (after, effect.after)):
        assert plain_result((book, (), "person", book.edition), truths, {"TOY-01": "either"}) == result


def test_what_cannot_be_compared_is_called_crossed():
    after = amended(
        ('measures = ["reminder"]', 'measures = ["warning"]'),
        (
            '[[facts]]\ncode = "grave"',
            '[[measures]]\ncode = "warning"\nlabel = { zh = "警告", en = "warning" }\n[[facts]]\ncode = "grave"',
        ),
    )
    assert {way for _, way in found(after)} == {"crossed"}


def test_shipped_editions_can_be_compared():
    books = packaged().editions("government-information-disclosure")
    assert {change.part for change in written_changes(*books)} >= {"clauses", "duties"}
