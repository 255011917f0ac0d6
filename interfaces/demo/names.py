"""The names that the script of the worked case may use."""

from application.adapters.rulebook_files import packaged
from domain.rulebook.catalogue import content_id
from interfaces.demo.cast import cast, organ_id, person_id, post_id


def names() -> dict[str, str]:
    """``organ.city``, ``person.bureau.clerk``, ``post.bureau.clerk``, ``account.manager`` ... -> id."""
    found = {f"organ.{organ.key}": str(organ_id(organ.key)) for organ in cast().organs}
    for organ in cast().departments:
        for post in cast().posts:
            found[f"person.{organ.key}.{post.key}"] = str(person_id(organ.key, post.key))
            found[f"post.{organ.key}.{post.key}"] = str(post_id(organ.key, post.key))
    found |= {f"policy.{policy.policy}": content_id(policy) for policy in packaged().policies}
    return found | {f"account.{account.name}": str(account.id) for account in cast().accounts}
