"""What stands against a command on an adoption. Each rule's sources and wording are data of the procedure profile."""

from domain.adoptions.commands import EndAdoption, ProposeAdoption, SignAdoption
from domain.adoptions.state import Adoption, AdoptionSetting
from domain.refusal import Reason


def content_is_at_hand(_: Adoption, command: ProposeAdoption, setting: AdoptionSetting) -> Reason | None:
    """Only a content that the system holds can be adopted, and exactly that content."""
    if command.content in setting.known:
        return None
    return Reason(rule="adoption-content-unknown", about=(command.name,))


def rulebook_is_faultless(_: Adoption, __: ProposeAdoption | SignAdoption, setting: AdoptionSetting) -> Reason | None:
    """Beside the law as it is now, the lint finds no error in the rulebook: at the proposal, and again at the signature."""
    return Reason(rule="adoption-content-faulty", about=setting.faults) if setting.faults else None


def not_backdated(_: Adoption, command: ProposeAdoption, setting: AdoptionSetting) -> Reason | None:
    """It applies from the day of the proposal or later, never to what was decided before."""
    if command.applies_from >= setting.occasion.today:
        return None
    return Reason(rule="adoption-backdated", about=(command.applies_from.isoformat(),))


def acts_for_the_body(_: Adoption, command: ProposeAdoption, setting: AdoptionSetting) -> Reason | None:
    """A body adopts for itself."""
    if setting.occasion.body == command.body:
        return None
    return Reason(rule="adoption-for-another-body", about=(str(command.body),))


def was_proposed(adoption: Adoption, command: SignAdoption | EndAdoption, _: AdoptionSetting) -> Reason | None:
    """What is signed or ended was proposed before."""
    held = adoption.of(command.content)
    if held is not None and held.ended_on is None:
        return None
    return Reason(rule="adoption-not-proposed")


def second_signatory_differs(_: Adoption, __: SignAdoption, setting: AdoptionSetting) -> Reason | None:
    """Two people sign."""
    if setting.proposer != setting.occasion.actor:
        return None
    return Reason(rule="adoption-signed-by-proposer")


PROPOSING = (content_is_at_hand, rulebook_is_faultless, not_backdated, acts_for_the_body)
SIGNING = (was_proposed, rulebook_is_faultless, second_signatory_differs)
ENDING = (was_proposed,)
