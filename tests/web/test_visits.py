"""No page is forgotten: the browser's walk and the pictures open every page that there is."""

import re
from pathlib import Path

from application.actions import COMMANDS
from interfaces.api.authentication import Authentication
from interfaces.api.commands import PLURAL
from interfaces.api.routes import operations
from interfaces.web.routes import pages
from tests.browser.answers import NO_ANSWERS, WALKS
from tests.browser.visits import NO_PAGES, VISITS, like
from tests.support.office import Office, in_office
from tests.support.postgres import Database

FORMS = frozenset(f"/{PLURAL[kind]}/{{{kind}}}/{action.partition('.')[2]}" for action, (kind, _) in COMMANDS.items())
"""The form of a command is one page, opened for three of them; ``test_forms`` opens each."""


def test_every_page_is_visited_and_every_form_sent(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        declared = pages(office.service, operations(office.service, Authentication(office.service.tokens)))
        wanted = {one.path for one in declared if one.show is not None} - NO_PAGES - FORMS
        wanted = {path for path in wanted if not path.startswith("/static/")}
        visited = [path.partition("?")[0] for paths in VISITS.values() for path in paths]
        missing = {path for path in wanted if not any(re.fullmatch(like(path), one) for one in visited)}
        assert not missing, f"add these to tests/browser/visits.py: {sorted(missing)}"
        answering = {one.path for one in declared if one.submit is not None}
        answered = {path for walk in WALKS.values() for path in walk.answers}
        assert answering - FORMS <= answered | NO_ANSWERS.keys() <= answering, "see tests/browser/answers.py"
        assert not answered & NO_ANSWERS.keys()

    in_office(database, tmp_path, story)
