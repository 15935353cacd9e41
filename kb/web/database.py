"""Flask-SQLAlchemy on the house's own base and its one session."""

from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from kb.config import Settings
from kb.foundation.db import Base, prepare_engine, session

# It reads the configuration and makes the engine. Its own session and models are used
# nowhere: two sessions in one request end in "database is locked".
db = SQLAlchemy(model_class=Base)


def init_app(app: Flask, settings: Settings) -> None:
    """Make the engine and let the one session speak with it."""
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    # What a statement was given may be anybody's words: no fault and no log repeats it.
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"hide_parameters": True}
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
        session.remove()
        session.configure(bind=db.engine)
