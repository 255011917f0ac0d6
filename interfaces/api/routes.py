"""Every route of the API, and the application made from them."""

from collections.abc import Mapping
from typing import Any

from application.casework.reading import Reading
from domain.procedure.profile import Profile
from domain.refusal import Reason
from interfaces.api.answering import unexplained
from interfaces.api.app import Asgi, create_app
from interfaces.api.authentication import Authentication
from interfaces.api.beginning import Beginning
from interfaces.api.commands import command_operations
from interfaces.api.filing import Filing
from interfaces.api.health import Health
from interfaces.api.imports import Imports
from interfaces.api.matters import Matters
from interfaces.api.operation import Operation
from interfaces.api.reporting import Reporting
from interfaces.api.signing_in import SigningIn
from interfaces.problems import ReasonShown
from interfaces.service import Service


def operations(service: Service, authentication: Authentication) -> tuple[Operation, ...]:
    """All declared routes."""
    return (
        *Health(service).operations(),
        *SigningIn(service).operations(),
        *Filing(service, authentication).operations(),
        *Reporting(service).operations(),
        *Beginning(service).operations(),
        *Imports(service).operations(),
        *Matters(Reading(service.events, service.around)).operations(),
        *command_operations(service.casework, service.documents),
    )


def application(service: Service) -> Asgi:
    """The API on *service*."""
    authentication = Authentication(service.tokens)
    return create_app(
        operations(service, authentication),
        authenticate=authentication,
        explain=Explanations(service.around.profiles),
        metrics=service.metrics,
    )


class Explanations:
    """What a rule code says to people: from the procedure profiles."""

    def __init__(self, profiles: Mapping[str, Profile]) -> None:
        self._rules = {code: rule for profile in profiles.values() for code, rule in profile.rules.items()}

    def __call__(self, reason: Reason) -> ReasonShown:
        """The rule with its sentence, remedy and source."""
        rule: Any = self._rules.get(reason.rule)
        if rule is None:
            return unexplained(reason)
        return ReasonShown(
            rule=reason.rule,
            about=reason.about,
            zh=rule.zh,
            en=rule.en,
            remedy_zh=rule.remedy_zh,
            remedy_en=rule.remedy_en,
            basis=rule.source.basis.value,
            cites=rule.source.cites,
        )
