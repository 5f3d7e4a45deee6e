"""The `cancu` command: global options, commands loaded when called, errors in one line with an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any, NoReturn

import click

from graph_cli.help import describe, spoken, usage_message, words_of
from graph_cli.messages import Words
from graph_cli.session import Session
from graph_cli.settings import FORMATS, LANGUAGES, Settings, default_store, language
from ontology.errors import CancuError, UsageError

INTERRUPTED = 130
USAGE = 2
DEFECT = 1

_SWITCHES = ("--quiet", "-q", "--debug")
_VALUED = ("--lang", "--store", "--format")

COMMANDS = {
    name: f"graph_cli.commands.{name}"
    for name in (
        "demo", "load", "extract", "docs", "show", "trace", "who", "tasks", "targets", "signers", "missing",
        "conflicts", "review", "ask", "query", "view", "serve", "export", "sync", "check", "doctor", "rebuild",
    )
}  # fmt: skip


class Commands(click.Group):
    """Imports a command only when it is called, and gives it its words in the user's language."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        describe(command, cmd_name, words_of(ctx))
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = ", ".join(get_close_matches(args[0], COMMANDS)) or ", ".join(COMMANDS)
            raise UsageError(
                f"Không có lệnh “{args[0]}”. Có phải: {near}?",
                f"There is no command “{args[0]}”. Did you mean: {near}?",
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        words = words_of(ctx)
        with formatter.section(words("help.commands")):
            formatter.write_dl([(name, words(f"help.{name}")) for name in COMMANDS])


@click.group(cls=Commands, no_args_is_help=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--store", envvar="CANCU_STORE", metavar="STORE")
@click.option("--lang", type=click.Choice(LANGUAGES), default=None, is_eager=True)
@click.option("--format", "format_", type=click.Choice(FORMATS))
@click.option("--quiet", "-q", is_flag=True)
@click.option("--debug", is_flag=True, envvar="CANCU_DEBUG")
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=lambda ctx, _, asked: _version(ctx, asked)
)
@click.pass_context
def cli(
    ctx: click.Context, /, store: str | None, lang: str | None, format_: str | None, quiet: bool, debug: bool
) -> None:
    settings = Settings(
        store=store or default_store(), lang=lang or language(), format=format_, quiet=quiet, debug=debug
    )
    ctx.obj = Session(settings)


def _version(ctx: click.Context, asked: bool) -> None:
    """Print the version of the installed program, or that this is a checkout, and stop."""
    if not asked:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("cancu")
    except PackageNotFoundError:
        number = Words(language())("version.checkout")
    click.echo(f"cancu {number}")
    ctx.exit()


def run(arguments: Sequence[str]) -> int:
    """Run the command; the exit code of docs: 0 ok, 1 defect, 2 usage, 3 some refused, 4 to 9, 130."""
    words = Words(spoken(arguments))
    describe(cli, "cancu", words)
    try:
        result: Any = cli.main(hoisted(arguments), prog_name="cancu", standalone_mode=False)
    except CancuError as error:
        return _failed(arguments, error.message(words.lang), error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return USAGE
    except click.UsageError as error:
        return _failed((), usage_message(error, words), USAGE)
    except click.ClickException as error:
        return _failed(arguments, error.format_message(), USAGE)
    except (KeyboardInterrupt, click.Abort):
        return _failed((), words("error.interrupted"), INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001  the edge of the program: a defect is reported, not shown raw
        return _failed(arguments, words("error.defect", kind=type(error).__name__, detail=error), DEFECT)
    return result if isinstance(result, int) and not isinstance(result, bool) else 0


def hoisted(arguments: Sequence[str]) -> list[str]:
    """The options that hold for every command put in front: people type them after the command as well."""
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest.append(argument)
            break
        if argument in _SWITCHES or argument.startswith(tuple(f"{option}=" for option in _VALUED)):
            front.append(argument)
        elif argument in _VALUED:
            value = next(waiting, None)
            front += [argument] if value is None else [argument, value]
        else:
            rest.append(argument)
    return [*front, *rest, *waiting]


def _failed(arguments: Sequence[str], message: str, code: int) -> int:
    """Say what went wrong; the trace of a defect or error only under --debug."""
    if "--debug" in arguments or ("CANCU_DEBUG" in os.environ and arguments):
        import traceback

        traceback.print_exc()
    from graph_cli.output import visible

    click.echo(f"cancu: {visible(message)}", err=True)
    return code


def main() -> NoReturn:
    """The entry point: UTF-8 whatever the system says, exit with the code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.exit(run(sys.argv[1:]))
