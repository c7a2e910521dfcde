"""Three pages of Sneaky Klaus as a Flask application has them, beside which PagesBenchmark measures ours: the page to
join, a participant's page and an exchange's page for its organiser. Texts by gettext in eight languages, a session in
the database, a token in every form, models of SQLAlchemy on SQLite. Debian's python3-flask, python3-sqlalchemy,
python3-flaskext.wtf, python3-babel and gunicorn are enough for it.

    APP_DATABASE=/tmp/flask.db APP_PEOPLE=20 gunicorn --workers 1 --threads 4 app:app
"""

import datetime
import gettext
import os
import re
import secrets

from babel.dates import format_datetime, get_timezone_name
from flask import Flask, g, redirect, render_template, request
from flask.sessions import SessionInterface, SessionMixin
from flask_wtf.csrf import CSRFProtect
from markupsafe import Markup, escape
from sqlalchemy import ForeignKey, create_engine, event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, selectinload
from werkzeug.datastructures import CallbackDict

LANGUAGES = {"en": "English", "de": "Deutsch", "fr": "Français", "es": "Español", "nl": "Nederlands", "it": "Italiano",
             "pt": "Português", "pl": "Polski"}
ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]]")


class Base(DeclarativeBase):
    pass


class Exchange(Base):
    __tablename__ = "exchange"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    state: Mapped[str]
    date: Mapped[datetime.datetime]
    zone: Mapped[str]
    people: Mapped[list["Participant"]] = relationship(back_populates="exchange", order_by="Participant.name")
    history: Mapped[list["Happening"]] = relationship(order_by="Happening.id.desc()")


class Participant(Base):
    __tablename__ = "participant"
    id: Mapped[int] = mapped_column(primary_key=True)
    exchange_id: Mapped[int] = mapped_column(ForeignKey("exchange.id"), index=True)
    name: Mapped[str]
    email: Mapped[str]
    ideas: Mapped[str]
    reminded: Mapped[bool] = mapped_column(default=True)
    exchange: Mapped[Exchange] = relationship(back_populates="people")


class Assignment(Base):
    __tablename__ = "assignment"
    id: Mapped[int] = mapped_column(primary_key=True)
    giver_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), index=True)
    receiver: Mapped[str]
    revealed: Mapped[bool] = mapped_column(default=False)


class Exclusion(Base):
    __tablename__ = "exclusion"
    id: Mapped[int] = mapped_column(primary_key=True)
    exchange_id: Mapped[int] = mapped_column(ForeignKey("exchange.id"), index=True)
    one: Mapped[int]
    other: Mapped[int]


class Happening(Base):
    __tablename__ = "happening"
    id: Mapped[int] = mapped_column(primary_key=True)
    exchange_id: Mapped[int] = mapped_column(ForeignKey("exchange.id"), index=True)
    at: Mapped[datetime.datetime]
    kind: Mapped[str]


class StoredSession(Base):
    __tablename__ = "session"
    id: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str]
    csrf: Mapped[str]


class ServerSession(CallbackDict, SessionMixin):
    def __init__(self, initial=None, sid=None):
        super().__init__(initial, lambda changed: setattr(changed, "modified", True))
        self.sid = sid
        self.modified = False


class SessionInDatabase(SessionInterface):
    def open_session(self, app, request):
        g.db = Session(engine)
        sid = request.cookies.get("session")
        row = g.db.get(StoredSession, sid) if sid else None
        return ServerSession({"person": row.person, "csrf_token": row.csrf}, sid) if row else ServerSession({}, None)

    def save_session(self, app, session, response):
        if session.modified and session:
            sid = session.sid or secrets.token_urlsafe(32)
            row = g.db.get(StoredSession, sid) or StoredSession(id=sid, person="", csrf="")
            row.person, row.csrf = session.get("person", ""), session.get("csrf_token", "")
            g.db.add(row)
            g.db.commit()
            response.set_cookie("session", sid, httponly=True, samesite="Lax")
        g.db.close()


app = Flask(__name__)
app.config.update(SECRET_KEY=secrets.token_hex(32), WTF_CSRF_TIME_LIMIT=None)
app.session_interface = SessionInDatabase()
CSRFProtect(app)
engine = create_engine("sqlite:///" + os.environ["APP_DATABASE"])


@event.listens_for(engine, "connect")
def settings(connection, _):
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA foreign_keys = ON")


@app.before_request
def language():
    chosen = request.args.get("lang") or request.accept_languages.best_match(LANGUAGES) or "en"
    g.language = chosen if chosen in LANGUAGES else "en"
    g.texts = gettext.translation("app", "locale", [g.language], fallback=True)


@app.context_processor
def helpers():
    return dict(_=lambda text, **values: g.texts.gettext(text) % values, languages=LANGUAGES, language=g.language)


@app.template_filter()
def long_time(exchange):
    return format_datetime(exchange.date, "EEEE, d MMMM y, HH:mm", locale=g.language)


@app.template_filter()
def short_time(at):
    return format_datetime(at, "d MMM y, HH:mm", locale=g.language)


@app.template_filter()
def zone(exchange):
    return get_timezone_name(exchange.zone, locale=g.language)


@app.template_filter()
def linked(text, action, token):
    parts, end = [], 0
    for found in ADDRESS.finditer(text):
        parts += [escape(text[end:found.start()]),
                  Markup('<button class="address" type="submit" name="link" value="%s">%s</button>')
                  % (found.group().ljust(1000), found.group())]
        end = found.end()
    return Markup('<form method="post" action="%s"><input type="hidden" name="csrf_token" value="%s"/>%s</form>') % (
        action, token, Markup("").join(parts + [escape(text[end:])]))


@app.after_request
def headers(response):
    response.headers.update({
        "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; form-action 'self'",
        "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-cache, no-store, max-age=0, must-revalidate"})
    return response


def exchange_of(slug):
    return g.db.scalars(select(Exchange).where(Exchange.slug == slug)).one()


@app.get("/exchange/<slug>/register")
def join(slug):
    return render_template("join.html", exchange=exchange_of(slug))


@app.get("/exchange/<slug>/me")
def me(slug):
    from flask import session
    exchange = exchange_of(slug)
    person = g.db.get(Participant, int(session["person"])) if session.get("person") else None
    if person is None or person.exchange_id != exchange.id:
        return redirect("register")
    gift = g.db.scalars(select(Assignment).where(Assignment.giver_id == person.id)).one_or_none()
    names = g.db.scalars(select(Participant.name).where(Participant.exchange_id == exchange.id)
                         .order_by(Participant.name)).all()
    return render_template("me.html", exchange=exchange, me=person, gift=gift, names=names,
                           days=(exchange.date.date() - datetime.date.today()).days)


@app.get("/admin/exchanges/<int:number>")
def manage(number):
    from flask import session
    if session.get("person") != "organiser":
        return redirect("/login")
    exchange = g.db.scalars(select(Exchange).where(Exchange.id == number).options(selectinload(Exchange.people),
                                                                                  selectinload(Exchange.history))).one()
    rules = g.db.scalars(select(Exclusion).where(Exclusion.exchange_id == number)).all()
    page = int(request.args.get("page", 0))
    return render_template("exchange.html", exchange=exchange, people=exchange.people[page * 25:page * 25 + 25],
                           rules=rules, pages=(len(exchange.people) + 24) // 25, page=page)


def fill():
    Base.metadata.create_all(engine)
    with Session(engine) as db:
        if db.scalars(select(Exchange)).first():
            return
        now = datetime.datetime.now()
        for size in (20, 300):
            exchange = Exchange(slug=f"party{size}", name=f"Party of {size}", state="DRAWN" if size == 20 else "OPEN",
                                date=now + datetime.timedelta(days=30), zone="Europe/Berlin")
            exchange.people = [Participant(name=f"guest{n}", email=f"guest{n}@example.org",
                                           ideas="A book about trees, https://example.org/book and tea") for n in range(size)]
            exchange.history = [Happening(at=now, kind=kind) for kind in ("OPENED", "CLOSED", "DRAWN")]
            db.add(exchange)
            db.flush()
            db.add_all(Assignment(giver_id=one.id, receiver=secrets.token_hex(40)) for one in exchange.people)
        db.add(StoredSession(id="guest", person="1", csrf=secrets.token_hex(20)))
        db.add(StoredSession(id="organiser", person="organiser", csrf=secrets.token_hex(20)))
        db.commit()


fill()
