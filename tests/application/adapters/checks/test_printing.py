from application.adapters.checks.printing import check_typefaces
from application.adapters.press.printing import packaged_layout


def test_missing_typefaces_are_named_with_the_packages_that_have_them() -> None:
    (finding,) = check_typefaces(packaged_layout(), system=False)
    assert (finding.code, finding.grave) == ("typefaces-missing", False)
    assert "body" in finding.about[0]
    assert "fonts-wqy-microhei" in finding.about[1]
