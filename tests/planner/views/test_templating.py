"""What templates find: all that the house gives them, and above it what one of them is given."""

from flask import Flask

from planner.views.templating import HouseEnvironment


def test_templates_share_one_plain_dictionary(app: Flask) -> None:
    environment = app.jinja_env

    assert isinstance(environment, HouseEnvironment)
    assert type(environment.get_template("listing/show.html").globals) is dict
    assert environment.make_globals(None) == environment.globals


def test_what_one_template_is_given_stays_with_it(app: Flask) -> None:
    environment = app.jinja_env

    own = environment.from_string("{{ icon }} {{ only_here }}", globals={"icon": "mine", "only_here": 1})

    assert own.render() == "mine 1"
    assert "only_here" not in environment.globals
    assert environment.from_string("{{ icon is callable }} {{ only_here is defined }}").render() == "True False"
