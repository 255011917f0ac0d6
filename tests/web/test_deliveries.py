"""The page of targets: one is added, what failed is seen and sent again, and nothing goes where no target is."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

from application.reminders.reminder import Channel, Reason, Reminder
from domain.identity import BodyId
from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

PAGE = "/administration/deliveries"
NOW = datetime(2030, 1, 1, tzinfo=UTC)


async def failed_once(worked: Worked) -> None:
    """A reminder of the city goes to every target of it, and does not get there."""
    city = BodyId(UUID(worked.the("organ.city")))
    one = Reminder(
        id=uuid4(),
        reason=Reason.OVERDUE,
        deadline=uuid4(),
        matter=UUID(worked.the("report")),
        case_id=None,
        kind="decision",
        due_on=date(2026, 1, 5),
        body=city,
    )
    outbox = worked.service.outbox
    assert await outbox.keep("test", 1, date(2026, 1, 6), [(one, ())], NOW) == 1
    for parcel in await outbox.take(NOW, NOW.replace(hour=1), 10):
        await outbox.failed(parcel, "URLError", NOW.replace(hour=2))


def test_a_target_is_added_what_failed_is_sent_again_and_nothing_after_it_is_withdrawn(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        city, outbox = worked.the("organ.city"), worked.service.outbox
        at = await signed_in(worked, "admin")
        assert "没有发送失败的催办" in (await at.get(PAGE)).words
        near = {"body": city, "channel": "webhook", "address": "http://example.invalid/reminders"}
        refused = await at.send(PAGE, near, status=422)
        assert "https" in refused.words
        assert 'value="http://example.invalid/reminders"' in refused.text, "what was filled in stays"
        for address in ("https://[", "https://a.invalid/\x00", "https://a invalid"):
            sent = {**refused.form(PAGE).fields, **near, "key": str(uuid4()), "address": address}
            await at.post(PAGE, sent, status=400 if "\x00" in address else 422)
        unknown = {**refused.form(PAGE).fields, "body": str(uuid4()), "channel": "mail", "address": "a@example.invalid"}
        assert "登记册中没有该机关" in (await at.post(PAGE, unknown, status=422)).words
        await at.get(PAGE)
        form = {**near, "address": "https://example.invalid/reminders"}
        added = await at.send(PAGE, form)
        assert "已新增" in added.words
        (target,) = await worked.service.targets.all()
        assert (target.channel, str(target.body)) == (Channel.WEBHOOK, city)

        act = f"{PAGE}/{target.id}"
        secret = next(one for one in added.forms if one.fields.get("act") == ["secret"])
        assert worked.service.targets.secret(target.id) in (await at.post(act, secret.fields)).text

        await failed_once(worked)
        shown = await at.get(PAGE)
        assert "有 1 件催办没有送达" in shown.words
        assert "连接不上" in shown.words
        assert await outbox.take(NOW.replace(hour=1, minute=30), NOW.replace(hour=1, minute=31), 10) == ()
        retry = next(one for one in shown.forms if one.fields.get("act") == ["retry"])
        assert "已安排立即重发" in (await at.post(act, retry.fields)).words
        (again,) = await outbox.take(NOW.replace(hour=1, minute=40), NOW.replace(hour=1, minute=41), 10)
        await outbox.failed(again, "HTTPError", NOW.replace(hour=3))

        withdraw = next(one for one in shown.forms if one.fields.get("act") == ["withdraw"])
        gone = await at.post(act, {**withdraw.fields, "key": str(uuid4())})
        assert "没有发送失败的催办" in gone.words
        assert await outbox.take(NOW.replace(hour=9), NOW.replace(hour=10), 10) == (), "nothing goes to it any more"
        await at.post(act, {**withdraw.fields, "key": str(uuid4())}, status=404)
        await at.post(act, {**withdraw.fields, "act": "add"}, status=400)
        for who in ("manager", "auditor", "head"):
            await (await signed_in(worked, who)).get(PAGE, status=403)

    in_worked(database, tmp_path, story, until="triage")
