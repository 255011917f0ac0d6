"""The parts of a decision beside which a ground of an appeal stands: each that is named is a part of the packaged decision."""

from application.adapters.template_files import packaged_templates
from domain.appeals.grounds import Against
from interfaces.web.passages import Part, attacked, beside

PARTS = [Part(name=f"一、{name}", heading=name, level=1) for name in ("查明的事实", "证据", "处理决定")]


def test_every_part_that_is_named_is_a_heading_of_the_decision():
    headings = {line.zh for line in packaged_templates()["decision"].lines if line.heading}
    assert {name for names in attacked().values() for name in names} <= headings
    assert set(attacked()) <= {one.value for one in Against}


def test_a_ground_stands_beside_what_it_goes_against_the_nearest_first():
    assert [one.heading for one in beside(Against.EVIDENCE, PARTS)] == ["证据", "查明的事实"]
    assert [one.heading for one in beside(Against.MEASURE, PARTS)] == ["处理决定"], "a part that it has not is left out"


def test_what_says_nothing_of_that_is_read_beside_the_whole():
    assert (
        beside(None, PARTS) == beside(Against.OTHER, PARTS) == beside(Against.FACTS, [Part(sentences=("全文",))]) == []
    )
