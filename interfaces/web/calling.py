"""The same operations as the API's, called from a page."""

from collections.abc import Collection, Mapping
from typing import Any, TypeVar
from uuid import UUID, uuid5

import msgspec

from domain.calendar.entered import require_within
from interfaces.api.operation import Call
from interfaces.api.serving import may_be_given_often
from interfaces.problems import Trouble, from_validation
from interfaces.web.held import LEFT_BEHIND
from interfaces.web.visit import Visit, number_in

Q = TypeVar("Q", bound=msgspec.Struct)


def call_of(
    visit: Visit,
    body: Any,
    *,
    ids: Mapping[str, UUID] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Call:
    """*visit* as a call of the API with *body*: the form's ``key`` and ``version`` are what the headers are there.

    Raises:
        Trouble: the form's key or version is missing or malformed, or its files were left behind.
    """
    require_files(visit)
    return Call(
        subject=visit.subject,
        ids=visit.ids if ids is None else ids,
        body=body,
        digest=visit.digest,
        key=_key(visit),
        expected=_version(visit),
        language=visit.language,
        request_id=visit.request_id,
        headers=headers or {},
        source=visit.source,
    )


def part_of(call: Call, part: str) -> Call:
    """*call* for one of several acts of the same form: each has a key of its own, the same when the form is sent again."""
    if call.key is None:
        raise AssertionError  # what a form changes has a key
    return msgspec.structs.replace(call, key=uuid5(call.key, part))


def reading(visit: Visit, headers: Mapping[str, str] | None = None, query: Any = None) -> Call:
    """*visit* as a call that only reads."""
    return Call(
        subject=visit.subject,
        ids=visit.ids,
        query=query,
        language=visit.language,
        request_id=visit.request_id,
        headers=headers or {},
        source=visit.source,
    )


def asked(visit: Visit, query: type[Q], names: Collection[str] | None = None) -> Q:
    """The parameters of the address as *query*: all that it has, or those of *names*. One that is empty asks for nothing.

    Raises:
        Trouble: ``malformed-query``, as the API answers to the same.
    """
    many = may_be_given_often(query)
    given = {
        name: values if name in many else values[-1]
        for name in (query.__struct_fields__ if names is None else names)
        if (values := [value for value in visit.query.get(name, ()) if value.strip()])
    }
    return as_query(given, query)


def as_query(given: Mapping[str, Any], query: type[Q]) -> Q:
    """*given* as *query*. Raises Trouble as ``asked`` does."""
    try:
        return require_within(msgspec.convert(given, query, strict=False))
    except msgspec.ValidationError as error:
        raise from_validation(error, "malformed-query") from None


def require_files(visit: Visit) -> None:
    """Refuse a form that was sent again without its files. Raises Trouble: ``files-left-behind``."""
    if visit.given(LEFT_BEHIND) is not None and not visit.files:
        raise Trouble("files-left-behind")


def _key(visit: Visit) -> UUID:
    text = visit.given("key")
    if text is None:
        raise Trouble("idempotency-key-missing", place="key")
    try:
        return UUID(text)
    except ValueError:
        raise Trouble("idempotency-key-malformed", place="key") from None


def _version(visit: Visit) -> int | None:
    text = visit.given("version")
    if text is None:
        return None
    version = number_in(text)
    if version is None:
        raise Trouble("version-malformed", place="version")
    return version
