"""The engine's own sentences: what a code means and what to do about it, in both languages. No law is in here."""

import msgspec

from domain.rulebook.labels import Label


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """Meaning and remedy of one code. ``act`` is the command by which the remedy is done, where it is one."""

    says: Label
    remedy: Label
    act: str | None = None


def _words(zh: str, en: str, do_zh: str, do_en: str, act: str | None = None) -> Words:
    return Words(says=Label(zh=zh, en=en), remedy=Label(zh=do_zh, en=do_en), act=act)


WORDS: dict[str, Words] = {
    "basis-is-draft": _words(
        "依据是草案，没有法律效力，不得作为追责依据。",
        "The basis is a draft. It has no legal force and cannot ground liability.",
        "改用行为发生时有效的文本。",
        "Use the text that was in force at the time of the conduct.",
    ),
    "basis-repealed": _words(
        "行为发生时该依据已被废止。",
        "The basis was already repealed at the time of the conduct.",
        "改用行为发生时有效的版本。",
        "Use the edition that was in force at the time of the conduct.",
    ),
    "basis-expired": _words(
        "行为发生时该依据已失效。",
        "The basis had expired at the time of the conduct.",
        "改用行为发生时有效的依据。",
        "Use a basis that was in force at the time of the conduct.",
    ),
    "basis-lapsed": _words(
        "经认定，该依据在行为发生时已不再有效。",
        "It was answered that the basis was no longer in force at the time of the conduct.",
        "另寻依据，或复核该认定。",
        "Find another basis, or review that answer.",
    ),
    "basis-not-encoded": _words(
        "该文件只收录了被引用的条款，尚不能单独作为依据。",
        "Only provisions that others cite are encoded from this text; it cannot be the basis yet.",
        "先收录其全部责任条款。",
        "Encode its liability provisions first.",
    ),
    "later-law-is-lighter": _words(
        "决定前施行的规定处理较轻，应当适用该规定。",
        "Rules in force before the decision are lighter; they apply.",
        "改用较轻的规定。",
        "Use the lighter rules.",
    ),
    "earlier-law-applies": _words(
        "行为发生在该依据施行前，而该依据并不较轻，适用行为时的规定。",
        "The conduct is from before this basis took effect and the basis is not lighter; the rules of that time apply.",
        "改用行为发生时有效的规定。",
        "Use the rules in force at the time of the conduct.",
    ),
    "later-law-applied": _words(
        "行为发生在施行前；与行为时的规定相比，本依据较轻，适用本依据。",
        "The conduct is from before commencement; this basis is lighter than the rules of that time and applies.",
        "决定书中写明所引的适用条款。",
        "Cite the rule on which law applies in the decision.",
    ),
    "later-law-chosen": _words(
        "行为发生在施行前，新旧规定轻重交错；经答复适用本依据。",
        "The conduct is from before commencement and the two laws cross; it was answered that this basis applies.",
        "决定书中写明选择的理由。",
        "State the reasons for the choice in the decision.",
    ),
    "later-law-weighed": _words(
        "已与决定前施行的规定比较：后者不较轻，或尚不能认定较轻，适用行为时的规定。",
        "Weighed against the rules in force before the decision: those are not lighter, or not shown to be; the rules of the time of the conduct apply.",
        "查明尚未查明的事实。",
        "Establish what is still open.",
    ),
    "situations-under-different-law": _words(
        "各项情形的行为之日适用不同的规定或者版本，没有条文说明一项决定如何同时适用。",
        "The situations fall, by the days of their conduct, under different rules or editions; no text says how one decision covers both.",
        "撤回本程序，按所适用的规定分别另立案件。",
        "Withdraw this proceeding and open another case for the situations of each.",
    ),
    "situations-outside": _words(
        "部分情形按其行为之日不适用本依据，其事实不计入。",
        "Some situations are, by the days of their conduct, none of this basis; their facts do not count here.",
        "这些情形依行为时有效的规定另案处理。",
        "Deal with these in another case, under the rules of their time.",
    ),
    "one-answer-for-several-situations": _words(
        "多项情形跨越施行日，同一答复适用于每一项。",
        "Several situations straddle commencement; the one answer counts for each of them.",
        "各项情形答案不同的，分别另立案件。",
        "Where the answers differ, open another case.",
    ),
    "fact-of-what-is-not-reached": _words(
        "该事实只属于本依据不适用的情形，不计入：{0}。",
        "This fact is only of situations that the basis does not reach, and does not count: {0}.",
        "依行为时有效的规定另案处理。",
        "Deal with it in another case, under the rules of its time.",
    ),
    "editions-cross": _words(
        "新旧规定轻重交错，不能比较：两种结果并列，由人决定适用哪一个。",
        "The two laws cross and cannot be ordered: both outcomes stand side by side, and a person decides which applies.",
        "答复适用哪一规定的问题并说明理由。",
        "Answer which of the two applies, with reasons.",
    ),
    "basis-encoded-in-part": _words(
        "该文件只收录了部分责任条款；未收录的条款不在此判断之内。",
        "Only some liability items of this text are encoded; what the others say is not judged here.",
        "涉及其他条款的，对照原文。",
        "For other items consult the text.",
    ),
    "basis-status-unknown": _words(
        "该依据在行为发生时是否有效尚不明确。",
        "Whether the basis was in force at the time of the conduct is not known.",
        "由法制机构认定其效力。",
        "Have the legal office establish its status.",
    ),
    "conduct-before-commencement": _words(
        "行为在该依据施行前已经结束。",
        "The conduct had ended before this basis took effect.",
        "适用行为发生时有效的规定。",
        "Apply the rules in force at the time of the conduct.",
    ),
    "conduct-straddles-commencement": _words(
        "行为跨越施行日：施行前的部分适用当时的规定，施行后的部分方可适用本依据。",
        "The conduct straddles commencement: the part before falls under the rules of that time, only the part after under this basis.",
        "分段认定事实。",
        "Find the facts of each part separately.",
    ),
    "earlier-law-governs-the-part-before": _words(
        "施行前的部分依当时有效的规定处理。",
        "The part before commencement falls under the rules of that time.",
        "按所引规定认定该部分。",
        "Find that part under the rules cited.",
    ),
    "subject-out-of-scope": _words(
        "该依据不适用于此类对象。",
        "The basis does not reach this kind of subject.",
        "另寻适用的依据。",
        "Find a basis that does.",
    ),
    "matter-out-of-scope": _words(
        "该依据不属于本案事项的领域。",
        "The basis belongs to another field than the matter of this case.",
        "另寻本领域的依据。",
        "Find a basis of this field.",
    ),
    "no-sanction-basis": _words(
        "该文件没有责任条款，不能作为追责依据。",
        "The text has no liability clause and cannot ground a measure.",
        "另寻规定了责任的依据；违反义务的事实可以作为线索或考核事项。",
        "Find an instrument with a liability clause; the breach may become a lead or an assessment entry.",
    ),
    "no-trigger-proved": _words(
        "没有已查实的追责情形。",
        "No situation that calls for liability is proved.",
        "补充调查，或作出不予追究的结论。",
        "Investigate further, or conclude without liability.",
        "case.make-finding",
    ),
    "element-not-established": _words(
        "责任要件未查实：{0}。",
        "An element of liability is not established: {0}.",
        "补充调查该要件，或作出不予追究的结论。",
        "Investigate that element, or conclude without liability.",
        "proceeding.find-element",
    ),
    "liability-excluded": _words(
        "依法不承担责任的情形成立：{0}。",
        "A ground that excludes liability holds: {0}.",
        "作出不予追究的结论。",
        "Conclude without liability.",
    ),
    "liability-established": _words(
        "追责情形和要件均已查实，应当追究责任。",
        "Situation and elements are proved: liability shall be pursued.",
        "作出处理，或依据从轻情形免予处理。",
        "Impose a measure, or exempt where a factor permits it.",
    ),
    "form-outside-set": _words(
        "该处理方式不在法定范围内：{0}。",
        "The measure is outside the permitted set: {0}.",
        "在允许的处理方式中选择。",
        "Choose among the permitted measures.",
    ),
    "form-blocked": _words(
        "该处理方式依法不得适用：{0}（{1}）。",
        "The measure is barred by law here: {0} ({1}).",
        "改用未被排除的处理方式。",
        "Choose a measure that is not barred.",
    ),
    "form-undetermined": _words(
        "该处理方式能否适用尚未查明：{0}（所涉限制：{1}）。",
        "Whether the measure is open here is not yet known: {0} (the bar in question: {1}).",
        "先查明该事实。",
        "Establish or refute that fact first.",
    ),
    "form-outweighed": _words(
        "另一行为应当给予更重的处分，该处分不执行：{0}。",
        "Another act calls for a graver sanction; this one is not carried out: {0}.",
        "在应当给予的最重处分以上选择。",
        "Choose at least the gravest that each act calls for.",
    ),
    "step-down-required": _words(
        "依法应当减轻一档，该处分不得适用：{0}。",
        "The law requires one grade below the range; this sanction is not open: {0}.",
        "改用减轻后的处分；没有更低一档的，免予处分。",
        "Use the grade below; where there is none, exempt.",
    ),
    "not-what-was-fixed": _words(
        "分别确定处分后，应当执行的是：{0}。",
        "After the sanctions were fixed act by act, the one to carry out is: {0}.",
        "按合并规则执行，或重新分别确定。",
        "Carry it out as the merging rules say, or fix the sanctions anew.",
    ),
    "gate-not-open": _words(
        "该处理方式须先认定：{0}（{1}）。",
        "The measure needs a finding first: {0} ({1}).",
        "作出该认定并说明理由，或在其他处理方式中选择。",
        "Make that finding with reasons, or choose among the other measures.",
    ),
    "measure-missing": _words(
        "应当追究责任，但没有给出任何处理方式。",
        "Liability shall be pursued, but no measure is given.",
        "至少选择一种处理方式，或依据从轻情形免予处理。",
        "Choose at least one measure, or exempt where a factor permits it.",
    ),
    "measure-unexpected": _words(
        "此种结论不能同时给予处理方式：{0}。",
        "This conclusion cannot carry a measure: {0}.",
        "去掉处理方式，或改变结论。",
        "Remove the measure, or change the conclusion.",
    ),
    "combination-not-allowed": _words(
        "依据不允许这样组合处理方式。",
        "The basis does not allow this combination of measures.",
        "按依据规定择一或一并适用。",
        "Apply one of them, or all of them, as the basis says.",
    ),
    "exemption-not-available": _words(
        "没有可以免予处理的情形。",
        "No factor permits exemption.",
        "作出处理，或查明可以免予处理的情形。",
        "Impose a measure, or establish a factor that permits exemption.",
    ),
    "exemption-required": _words(
        "依法应当免予处理，不得给予处理方式。",
        "The law requires exemption; no measure may be imposed.",
        "作出免予处理的结论。",
        "Conclude with exemption.",
    ),
    "exemption-needs-override": _words(
        "已查实应当从重的情形，免予处理须经提级批准并书面说明理由。",
        "A mandatory factor is proved: exemption needs an override by the approver with written reasons.",
        "报请批准并附理由，或作出处理。",
        "Obtain the override with reasons, or impose a measure.",
    ),
    "decisive-fact-open": _words(
        "尚有可能改变结论的事实未查明：{0}。",
        "A fact that can still change the outcome is open: {0}.",
        "查实、排除，或认定无法查明。",
        "Establish it, refute it, or find it unprovable.",
        "proceeding.settle-facts",
    ),
    "question-unanswered": _words(
        "依据未作规定的问题尚未答复：{0}。",
        "A question that the text leaves open is unanswered: {0}.",
        "由有权人员答复并说明理由。",
        "Have it answered, with reasons, by the office concerned.",
        "proceeding.answer-question",
    ),
    "body-not-competent": _words(
        "该机关无权作出此项处理。",
        "This body has no authority for the decision.",
        "移送有权机关。",
        "Refer the proceeding to the competent body.",
        "proceeding.refer-proceeding",
    ),
    "competence-unknown": _words(
        "有权机关尚不明确：{0}。",
        "The competent body is not known: {0}.",
        "登记管理权限及其来源。",
        "Record the authority and the source of that knowledge.",
        "proceeding.establish-competence",
    ),
    "findings-contradict": _words(
        "同一阶段的认定相互矛盾：{0}、{1}。",
        "Findings on the same phase exclude each other: {0}, {1}.",
        "复核证据，或写明各自所属阶段。",
        "Review the evidence, or state the phase of each.",
    ),
    "phase-missing": _words(
        "两项认定可能相互矛盾，应写明各自所属阶段：{0}、{1}。",
        "Two findings may exclude each other; state the phase of each: {0}, {1}.",
        "补充阶段。",
        "Give the phases.",
    ),
    "same-fact-used-twice": _words(
        "同一事实可能被重复评价：{0}、{1}。",
        "The same fact may be used twice: {0}, {1}.",
        "为该情节提供独立的证据，或只评价一次。",
        "Give independent evidence of the circumstance, or use the fact once.",
    ),
    "catch-all-yields": _words(
        "已有具体情形成立，兜底情形不再适用：{0}。",
        "A specific situation is proved; the catch-all yields: {0}.",
        "只引用具体情形。",
        "Cite the specific situation only.",
    ),
    "fact-after-decision": _words(
        "“{0}”发生于 {1}，在处理决定日之后：处理决定不得倒签日期。",
        "'{0}' is of {1}, after the day of the decision: a decision is not dated back.",
        "核对两个日期，以实际作出决定之日为准。",
        "Check both days; the day on which the decision is really made counts.",
    ),
    "parts-not-found": _words(
        "本案有几个情形，该对象参与了其中哪几个尚未认定：“{0}”未查明。",
        "There are several situations, and which of them this respondent had a part in is not found: '{0}' stays open.",
        "就该对象本人认定这一情节：成立的写明证据，没有参与的予以排除。",
        "Find it of this respondent: with evidence where it holds, refuted where they had no part.",
    ),
    "same-day-before": _words(
        "“{0}”把此前案件认定的 {1} 的行为与本案同一天的行为各计一次：可能是同一个行为。",
        "'{0}' counts conduct of {1} that an earlier case found beside conduct of the same day in this one: it may be one act.",
        "核实是不是同一个行为：是的，认定这一情节不成立；不是的，写明证据认定成立。",
        "Look whether it is one act: if so, find the circumstance refuted; if not, find it established with evidence.",
    ),
    "basis-missing": _words(
        "兜底情形必须指明所依据的规定：{0}。",
        "A catch-all must name the rule it rests on: {0}.",
        "写明文件和条款。",
        "Give the instrument and the article.",
    ),
    "basis-not-installed": _words(
        "所指规定未收录，其位阶无法核对：{0}。",
        "The rule named is not installed, so its rank cannot be checked: {0}.",
        "答复关于依据位阶的问题，或收录该规定。",
        "Answer the question on its rank, or install it.",
    ),
    "basis-of-wrong-rank": _words(
        "所指规定的位阶不符合要求：{0}。",
        "The rule named is not of a rank that the text accepts: {0}.",
        "改引法律、法规、规章，或不再认定该情节。",
        "Cite an instrument of an accepted rank, or drop the circumstance.",
    ),
    "fact-not-known": _words(
        "规则库不认识该事实：{0}。",
        "No rulebook at hand knows this fact: {0}.",
        "核对事实代码。",
        "Check the code of the fact.",
    ),
    "answer-not-known": _words(
        "该问题没有这一选项：{0}（{1}）。",
        "The question has no such choice: {0} ({1}).",
        "核对问题和选项代码。",
        "Check the codes of question and choice.",
    ),
    "role-missing": _words(
        "尚未认定责任人员的类别。",
        "The kind of responsible person is not found yet.",
        "认定其责任类别。",
        "Find the person's role.",
    ),
    "same-facts": _words(
        "同一事实已经受过相同方式的处理：{0}。",
        "The same facts already had a measure of this form: {0}.",
        "答复能否再次适用的问题。",
        "Answer whether it may follow again.",
    ),
    "outcome-not-known": _words(
        "不认识的结论类型：{0}。",
        "Not a known kind of conclusion: {0}.",
        "使用规定的结论类型。",
        "Use one of the listed kinds.",
    ),
}


def words(code: str) -> Words:
    """Meaning and remedy of an engine code."""
    return WORDS[code]
