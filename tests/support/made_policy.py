"""An invented policy over the fault-liability measures, as a file."""

POLICY = """
policy = "made"
version = {version}
instrument = "qingyuan-fault-liability"
body = "{body}"
effective = 2011-05-01
first_heavier = 1
more_heavier = 1
lighter = 1
title = {{ zh = "虚构裁量基准", en = "an invented standard" }}
[[scales]]
subject = "person"
measures = [{measures}]
start = {start}
[[scales]]
subject = "organ"
measures = ["written-self-examination", "circulated-criticism"]
start = 0
"""
PERSON = (
    "order-to-correct",
    "written-self-examination",
    "admonition-talk",
    "circulated-criticism",
    "transfer-from-post",
)


def policy(body: str, *, version: int = 1, measures: tuple[str, ...] = PERSON, start: int = 1) -> str:
    """The file of a policy of *body*: *measures* lightest first, the suggestion starting at *start*."""
    listed = ", ".join(f'"{measure}"' for measure in measures)
    return POLICY.format(version=version, body=body, measures=listed, start=start)
