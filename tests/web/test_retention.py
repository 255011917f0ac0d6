"""The page of the archive, and the class that is chosen from those that there are."""

from pathlib import Path

from application.adapters.profile_files import retention_classes
from tests.support.browsing import browser, signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

PAGE = "/administration/retention"


def test_a_file_of_the_archive_is_opened_from_the_list_by_whoever_may_open_it(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        await worked.follow()
        case = f"/cases/{worked.the('case')}"
        assert case in (await (await signed_in(worked, "auditor")).get(PAGE)).links
        assert case not in (await (await signed_in(worked, "admin")).get(PAGE)).links, "the administrator opens no case"

    in_worked(database, tmp_path, story)


def test_the_classes_stand_on_the_page_and_are_chosen_from_in_the_form(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        form = f"/cases/{worked.the('case')}/archive-case"
        offered = (await (await signed_in(worked, "manager")).get(form)).form(form).options["retention"]
        assert offered == ["", *(one.code for one in retention_classes())]
        at = await signed_in(worked, "admin")
        page = await at.get(PAGE)
        for word in ("没有保管期限届满的案卷", "定期30年", "永久", "没有这样的案卷"):
            assert word in page.words
        assert "没有这样的案卷" in (await at.get(f"{PAGE}?due_to=2999-01-01&retention=10-years")).words
        for wrong in ("due_to=soon", "cursor=AAAA", "due_to=2026-01-01%00", "retention=%00"):
            await at.get(f"{PAGE}?{wrong}", status=400)
        await (await signed_in(worked, "auditor")).get(PAGE)
        await (await signed_in(worked, "manager")).get(PAGE, status=403)
        await browser(worked).get(PAGE, status=401)

    in_worked(database, tmp_path, story, until="open-case")
