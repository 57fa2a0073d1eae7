"""The line that says what happened."""

from flask import Flask, flash

from planner.views.toasts import Toast, offer_undo, take_toasts


def test_undo_comes_with_its_address(app: Flask) -> None:
    with app.test_request_context():
        offer_undo("已删除“六一\t慰问”", "/events/1/restore")
        flash("已保存")

        assert take_toasts() == (Toast("已删除“六一\t慰问”", "/events/1/restore"), Toast("已保存"))
