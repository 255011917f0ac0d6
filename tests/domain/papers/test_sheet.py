from domain.papers.sheet import attachment_note, check_text


def test_the_code_says_kind_number_version_and_digest_and_nothing_else() -> None:
    assert (
        check_text("decision", "某责决〔2026〕1号", 2, "ab" * 32) == "wenze1|decision|某责决〔2026〕1号|2|" + "ab" * 16
    )


def test_what_is_attached_is_named_below_the_text_with_numbers_where_there_are_several() -> None:
    assert attachment_note(()) == ()
    assert attachment_note(("调查笔录",)) == (("附件：调查笔录", 2, 5),)
    assert attachment_note(("调查笔录", "收据")) == (("附件：1. 调查笔录", 2, 6.5), ("2. 收据", 5, 6.5))
