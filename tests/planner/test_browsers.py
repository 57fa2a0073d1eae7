"""What a browser is called."""

import pytest

from planner.browsers import name_browser

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36"
WECHAT = "Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36 Chrome/116.0 Mobile MicroMessenger/8.0.49"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile Safari/604.1"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (CHROME, "Chrome，Windows 电脑"),
        (f"{CHROME} Edg/131.0", "Edge，Windows 电脑"),
        (WECHAT, "微信，安卓手机"),
        (IPHONE, "Safari，iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", "Firefox，Linux 电脑"),
        ("curl/8.5", ""),
        ("", ""),
    ],
)
def test_browser_is_named_by_its_first_mark(agent: str, name: str) -> None:
    assert name_browser(agent) == name
