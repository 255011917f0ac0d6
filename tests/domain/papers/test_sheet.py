from domain.papers.sheet import check_text


def test_the_code_says_kind_number_version_and_digest_and_nothing_else() -> None:
    assert (
        check_text("decision", "某责决〔2026〕1号", 2, "ab" * 32) == "wenze1|decision|某责决〔2026〕1号|2|" + "ab" * 16
    )
