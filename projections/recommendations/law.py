"""The law at hand: what a recommendation rests on besides the events and the registers."""

import hashlib
from collections.abc import Mapping

from domain.procedure.profile import Profile
from domain.recommendation.compiled.compiler import Compilers
from domain.rulebook.catalogue import Catalogue, content_id
from domain.rulebook.policy import Policy


class Law:
    """Rulebooks, policies and procedure profiles of this release. Handed in: reading files is an adapter's work."""

    def __init__(self, catalogue: Catalogue, profiles: Mapping[str, Profile]) -> None:
        self.catalogue = catalogue
        self.compilers = Compilers(catalogue)
        self.profiles = dict(profiles)
        self.policies: dict[str, Policy] = {content_id(policy): policy for policy in catalogue.policies}

    @property
    def digest(self) -> str:
        """Changes when a rulebook, a policy, or a setting of a profile does that a recommendation depends on."""
        books = sorted(self.catalogue.content_id_of(book) for book in self.catalogue.rulebooks)
        settings = sorted(
            f"{code} {p.settings.minimum_officers.value} {' '.join(sorted(p.settings.fetched_kinds.value))}"
            for code, p in self.profiles.items()
        )
        return hashlib.sha256("\n".join([*books, *sorted(self.policies), *settings]).encode()).hexdigest()
