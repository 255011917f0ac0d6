"""Templates are compiled in a language: fixed words are put in then, the others with the page."""

import pytest

from interfaces.web.rendering import environment
from interfaces.web.wording import LANGUAGES, Language, Texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_fixed_words_need_no_page(language: Language) -> None:
    texts = Texts(language)
    made = environment(language).from_string("<b title=\"{{ t('nav.docket') }}\">{{ t('nav.people') ~ '!' }}</b>")
    assert made.render() == f'<b title="{texts("nav.docket")}">{texts("nav.people")}!</b>'


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_with_places_or_a_key_that_is_worked_out_are_the_pages(language: Language) -> None:
    texts = Texts(language)
    made = environment(language).from_string(
        "{{ t('figures.year', year=2026) }}|{{ t('nav.' + name) }}|{{ t(key('x')) }}|{{ other.t('nav.docket') }}"
    )
    other = {"t": lambda key: key}
    shown = made.render(t=texts, name="docket", key=lambda _: "nav.people", other=other)
    assert shown == f"{texts('figures.year', year=2026)}|{texts('nav.docket')}|{texts('nav.people')}|nav.docket"


def test_a_word_that_is_not_written_is_a_defect() -> None:
    with pytest.raises(KeyError):
        environment("zh").from_string("{{ t('nav.nowhere') }}")
