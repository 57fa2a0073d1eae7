from budgets import Finding, Severity, line_address


def test_severity_has_chinese_label_and_rank():
    assert [(each.value, each.label, each.rank) for each in Severity] == [
        ("error", "错误", 0),
        ("warning", "提醒", 1),
        ("hint", "提示", 2),
    ]


def test_finding_is_a_plain_value():
    finding = Finding("some-code", Severity.HINT, "一句话。")
    assert (finding.where, finding.source) == ("", "")
    assert finding == Finding("some-code", Severity("hint"), "一句话。")
    assert line_address("k1") == "budget/k1"


def test_only_errors_must_be_mended():
    assert [Finding("some-code", each, "一句话。").is_error for each in Severity] == [True, False, False]
