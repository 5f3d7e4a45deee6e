"""`cancu demo`: the sample documents into a store, the main answers on screen, and a page to look at."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path

import click

from graph_cli.commands.load import SOME_REFUSED, load
from graph_cli.session import Session, pass_session

# What is shown, each as a user would type it.
SHOWN = (
    ("docs",),
    ("trace", "000", "--to", "76/NQ-CP"),
    ("who",),
    ("tasks", "--agency", "Sở Nội vụ", "--role", "lead", "--due", "2023-Q1"),
    ("missing", "--no-sentences", "--limit", "5"),
    ("conflicts",),
)


@click.command()
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), default=Path("cancu.html"))
@click.pass_context
@pass_session
def command(session: Session, /, ctx: click.Context, output: Path) -> int:
    from queries.stores import opening

    if ctx.find_root().params["store"] is None:  # the samples do not belong among a user's own documents
        folder = session.settings.folder
        ctx.obj = session = Session(replace(session.settings, store=str(folder.with_name(f"{folder.name}-demo"))))
    with as_file(files("graph_cli") / "samples") as shipped:
        samples = shipped if shipped.is_dir() else Path(__file__).parents[2] / "samples"
        outcomes = load(session, [samples])
    for outcome in outcomes:
        if outcome.error:
            click.echo(f"cancu: {outcome.error.message(session.settings.lang)}", err=True)
    loaded = sum(not outcome.error for outcome in outcomes)
    session.say("demo.loaded", count=loaded, path=opening.shown(session.settings.store))
    for arguments in (*SHOWN, ("view", "-o", str(output))):
        click.echo(f"\n$ cancu {' '.join(_quoted(each) for each in arguments)}")
        group = ctx.find_root().command
        assert isinstance(group, click.Group)
        chosen = group.get_command(ctx, arguments[0])
        assert chosen is not None
        shape = () if arguments[0] == "view" else ("--format", "table")
        chosen.main([*arguments[1:], *shape], parent=ctx, standalone_mode=False)
    return SOME_REFUSED if any(outcome.error for outcome in outcomes) else 0


def _quoted(argument: str) -> str:
    return f'"{argument}"' if " " in argument else argument
