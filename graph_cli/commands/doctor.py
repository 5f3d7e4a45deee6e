"""`cancu doctor`: the health of the installation and of the store."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import click

from graph_cli.output import Answer, Sheet, output_options, show
from graph_cli.session import Session, pass_session
from ontology.errors import CancuError

OURS = ("ontology", "loaders", "queries", "viz", "graph_cli")
COLUMNS = ("what", "state", "detail")
SOME_FAILED = 3
# What was looked at; well, ill, or (None) not there though only some files need it; what to know.
Finding = tuple[str, bool | None, str]
_STATES = {True: "doctor.well", False: "doctor.ill", None: "doctor.absent"}


@click.command()
@output_options
@pass_session
def command(session: Session, /, format_: str | None, output: Path | None, limit: int | None) -> int:
    found = [*_installation(session), *_programs(session), *_walls(session), *_store(session)]
    rows = [(what, session.words(_STATES[well]), detail) for what, well, detail in found]
    show(session, Answer(sheet=Sheet(columns=COLUMNS, rows=rows)), format_=format_, output=output, limit=limit)
    return SOME_FAILED if any(well is False for _, well, _ in found) else 0


def _installation(session: Session) -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield "Python", sys.version_info >= (3, 11), version
    encoding = sys.stdout.encoding or "?"
    yield session.words("doctor.encoding"), encoding.lower().replace("-", "") == "utf8", encoding
    owners = packages_distributions()
    for name in OURS:
        others = sorted({owner for owner in owners.get(name, ()) if owner != "cancu"})
        detail = session.words("doctor.owner", names=", ".join(others)) if others else _place(name)
        yield session.words("doctor.package", name=name), not others, detail


def _place(name: str) -> str:
    from importlib.util import find_spec

    spec = find_spec(name)
    return str(Path(spec.origin).parent) if spec and spec.origin else "?"


def _programs(session: Session) -> Iterator[Finding]:
    """The programs of the system that some kinds of files need."""
    from loaders.readers import converter, old_word, scan_engine

    lacking, model = scan_engine.missing(), scan_engine.models()
    key = "doctor.no_library" if lacking and model else "doctor.install" if lacking else ""
    packages = lacking if lacking and model else scan_engine.PACKAGES
    detail = session.words(key, packages=packages) if key else str(model)
    yield session.words("doctor.recognition"), None if lacking else True, detail
    office, plain = converter.office(), converter.plain()
    if office is not None:
        detail = str(office)
    elif plain is not None:
        detail = session.words("doctor.plain_only", program=plain.name, packages=old_word.OFFICE_PACKAGE)
    else:
        detail = session.words("doctor.install", packages=old_word.OFFICE_PACKAGE)
    yield session.words("doctor.old_word"), True if office else None, detail


def _walls(session: Session) -> Iterator[Finding]:
    """What stands around a query of the user's own; no fault where the system has less."""
    from ontology import confinement

    key = "doctor.walls" if confinement.sealed() else "doctor.scan_alone"
    yield session.words("doctor.own_query"), True, session.words(key)


def _store(session: Session) -> Iterator[Finding]:
    from loaders.version import EXTRACTOR_VERSION
    from queries import health

    try:
        for found in health.findings(session.settings.store, session.store, EXTRACTOR_VERSION):
            key = f"doctor.{found.key}_{'well' if found.well else 'ill'}"
            yield session.words(f"doctor.{found.key}"), found.well, session.words(key, **found.values)
    except CancuError as error:
        yield session.words("doctor.store"), False, error.message(session.settings.lang)
