"""The least that Flask can do: what the house's speed is measured against."""

from flask import Flask


def hello():
    app = Flask("hello")
    app.add_url_rule("/", view_func=lambda: "hello")
    return app
