"""An invented sheet of several pages."""

from domain.papers.sheet import Sheet, SheetParagraph, check_text
from domain.papers.template import Form

NUMBER = "示政责决〔2026〕1号"
SENTENCE = "经查，2012年3月5日至2012年3月30日，示例市土地局（虚构）对公开申请无正当理由不予受理，造成申请人错过期限的后果，应当依照规定追究责任，并限期改正。"


def sheet(form: Form = Form.DOCUMENT, *, paragraphs: int = 14, final: bool = True) -> Sheet:
    return Sheet(
        form=form,
        issuer="示例市人民政府（虚构）",
        title="关于对某甲（虚构）的处理决定",
        addressee="某甲（虚构）",
        copies="示例市土地局（虚构）",
        number=NUMBER if final else None,
        day="2026年11月26日" if final else None,
        printed="2026年11月27日" if final else None,
        check=check_text("decision", NUMBER, 1, "a" * 64) if final else None,
        paragraphs=(
            SheetParagraph(text="一、查明的事实", heading=1),
            *(SheetParagraph(text=SENTENCE) for _ in range(paragraphs)),
            SheetParagraph(text="（一）情节", heading=2),
            SheetParagraph(text=SENTENCE),
        ),
    )
