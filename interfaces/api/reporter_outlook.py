"""What a reporter is told of where the report stands and what comes next: coarse on purpose, and no day that is not theirs to know.

The day by which a desk looks at a report is its reporter's (``triage_time``). No text sets a time for the check that follows,
and the days of a case are told to nobody outside it: they would tell when an investigation began, and for how long it runs.
"""

from domain.reports.report import End, Report
from interfaces.api.operation import Sentence

OVER = "over"
STATUS = {
    None: Sentence(zh="已登记，正在分办。", en="Registered; it is being looked at."),
    "accepted": Sentence(zh="已受理，正在核查。", en="Taken up; it is being checked."),
    End.DECLINED: Sentence(
        zh="经审查未进入问责程序，详见告知。", en="No accountability case follows; see the message."
    ),
    End.REFERRED: Sentence(zh="已移送有权机关办理。", en="Passed to the competent body."),
    End.MERGED: Sentence(
        zh="已与同一事项的其他线索合并办理。", en="Handled together with another report of the same facts."
    ),
    End.LINKED: Sentence(zh="已进入案件办理。", en="It is part of a case."),
    OVER: Sentence(zh="所在的案件已经办结。", en="The case that it is part of is over."),
}
_TRIAGE = Sentence(
    zh="接下来：收件人员决定受理、移送，或者说明不受理的理由。",
    en="Next: the desk takes it up, passes it on, or says why it does not.",
)
_IN_A_CASE = Sentence(
    zh="接下来：案件继续办理。办理中的日期对外不告知；案件办结后，可以告知的结果写在下面的留言里。",
    en="Next: the case goes on. Its days are told to nobody outside it; once it is over, what may be told of the outcome "
    "is written below.",
)
_TOLD = Sentence(
    zh="结果已经告知，见下面的留言。还有新的事实的，可以补充。",
    en="The outcome was told; see the message below. New facts can still be added.",
)
NEXT = {
    None: _TRIAGE,
    "accepted": Sentence(
        zh="接下来：核查之后决定是否进入案件办理。现行规定没有给核查定期限，所以没有日期可以告知；有结果或者需要您补充时，在下面留言。",
        en="Next: it is checked, and then decided whether a case follows. The rules set no time for the check, so there is no "
        "day to tell; when there is a result, or something is needed from you, it is written below.",
    ),
    End.DECLINED: Sentence(
        zh="办理到此结束，理由写在下面的留言里；还没有留言的，可以在“补充情况”里询问。有新的事实的，也可以补充。",
        en="Nothing more follows. The reasons are written below; if nothing is there yet, ask for them where facts are added. "
        "New facts can be added too.",
    ),
    End.REFERRED: _TRIAGE,
    End.MERGED: _IN_A_CASE,
    End.LINKED: _IN_A_CASE,
    OVER: Sentence(
        zh="可以告知的结果写在下面的留言里；还没有留言的，可以在“补充情况”里询问。",
        en="What may be told of the outcome is written below; if nothing is there yet, ask for it where facts are added.",
    ),
}


def told(report: Report, *, case_over: bool) -> tuple[Sentence, Sentence]:
    """Where the report stands, and what comes next."""
    at = _at(report, case_over=case_over)
    if report.end in {End.MERGED, End.LINKED} and report.told is report.end:
        return STATUS[at], _TOLD
    return STATUS[at], NEXT[at]


def _at(report: Report, *, case_over: bool) -> End | str | None:
    if report.end is None:
        return None if report.accepted_by is None else "accepted"
    return OVER if case_over and report.end in {End.MERGED, End.LINKED} else report.end
