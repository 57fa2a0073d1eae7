"""Forms of an account: signing in, passwords."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField
from wtforms.validators import ValidationError

from planner.forms.fields import Required, TextField
from planner.services.passwords import LEAST_PASSWORD, MOST_PASSWORD

_NEW = {"autocomplete": "new-password", "minlength": LEAST_PASSWORD}


class SignInForm(FlaskForm):
    """Phone or e-mail, and password."""

    next = HiddenField()
    account = TextField(
        "手机号或邮箱",
        [Required("写手机号或邮箱。")],
        most=120,
        render_kw={"autocomplete": "username", "inputmode": "email"},
    )
    password = PasswordField("密码", [Required("写密码。")], render_kw={"autocomplete": "current-password"})


class NewPasswordForm(FlaskForm):
    """A new password, typed twice."""

    password = PasswordField(
        "新密码", [Required("写新密码。")], description=f"至少 {LEAST_PASSWORD} 个字符", render_kw=_NEW
    )
    again = PasswordField("再写一次", [Required("把新密码再写一次。")], render_kw=_NEW)

    def validate_password(self, field: PasswordField) -> None:
        if not LEAST_PASSWORD <= len(field.data or "") <= MOST_PASSWORD:
            raise ValidationError(
                f"密码要 {LEAST_PASSWORD}—{MOST_PASSWORD} 个字符，现在是 {len(field.data or '')} 个。"
            )

    def validate_again(self, field: PasswordField) -> None:
        if field.data != self.password.data:
            raise ValidationError("两次要写一样的密码。")


class ChangePasswordForm(NewPasswordForm):
    """The present password, and a new one."""

    old = PasswordField("现在的密码", [Required("写现在的密码。")], render_kw={"autocomplete": "current-password"})
