"""What stands against a rulebook's file, in words of both languages: it does not decode, or the lint finds errors."""

import msgspec

from domain.recommendation.proving import prove
from domain.rulebook.catalogue import Catalogue, RulebookRefused, parse
from domain.rulebook.lint.finding import Level, LintFinding
from domain.rulebook.lint.places import Lines
from domain.rulebook.schema import Rulebook
from interfaces.cli.decoding import worded
from interfaces.cli.rulebook_wording import called_in, sentence
from interfaces.problems import Trouble


class FindingShown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One finding of the lint with its sentences. ``line`` counts from 1 where the file is at hand."""

    check: str
    code: str
    level: Level
    place: str
    zh: str
    en: str
    line: int | None = None
    witness: tuple[str, ...] = ()


def shown(finding: LintFinding, book: Rulebook | None = None) -> FindingShown:
    """The finding as people read it; codes of *book* in its words."""
    called = worded if book is None else called_in(book)
    return FindingShown(
        check=finding.check,
        code=finding.code,
        level=finding.level,
        place=finding.place,
        zh=sentence(finding, "zh", called),
        en=sentence(finding, "en", called),
        line=finding.line,
        witness=finding.witness,
    )


def read(file: str) -> Rulebook:
    """The rulebook in *file*. Raises Trouble with the place and what to do."""
    content = file.encode("utf-8", "replace")
    try:
        return parse(content)
    except RulebookRefused as refused:
        line = Lines(content).line(refused.place)
        place = refused.place if line is None else f"{refused.place} ({line})"
        raise Trouble(
            "rulebook-unreadable",
            place=place,
            detail=f"{worded(refused.why, 'zh')} / {worded(refused.why, 'en')}",
        ) from None


def found_in(book: Rulebook, catalogue: Catalogue, file: str | None = None) -> tuple[FindingShown, ...]:
    """What the lint finds in *book* beside *catalogue*, errors first."""
    content = None if file is None else file.encode("utf-8", "replace")
    return tuple(shown(each, book) for each in prove(book, catalogue.having(book), content=content))


def refuse_faulty(found: tuple[FindingShown, ...], code: str = "rulebook-faulty") -> None:
    """Raises Trouble of that *code*, naming each error, unless there is none."""
    errors = [each for each in found if each.level is Level.ERROR]
    if errors:
        raise Trouble(
            code,
            place=_place(errors[0]),
            detail="\n".join(f"{_place(e)}: {e.zh} / {e.en}" for e in errors),
        )


def _place(finding: FindingShown) -> str:
    return finding.place if finding.line is None else f"{finding.place} ({finding.line})"
