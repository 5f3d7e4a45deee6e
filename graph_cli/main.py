"""The `cancu` command: global options, commands loaded when called, errors in one line with an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any, NoReturn

import click

from graph_cli.messages import Words
from graph_cli.session import Session
from graph_cli.settings import FORMATS, LANGUAGES, Settings, default_store, language
from ontology.errors import CancuError, UsageError

INTERRUPTED = 130
USAGE = 2
DEFECT = 1

COMMANDS = {
    name: f"graph_cli.commands.{name}"
    for name in (
        "demo", "load", "extract", "docs", "show", "trace", "who", "tasks", "targets", "signers", "missing",
        "conflicts", "query", "view", "export", "check", "doctor", "rebuild",
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
        describe(command, cmd_name, ctx)
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
        words = _words(ctx)
        with formatter.section(words("help.commands")):
            formatter.write_dl([(name, words(f"help.{name}")) for name in COMMANDS])

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        describe(self, "cancu", ctx)
        super().format_help(ctx, formatter)


def describe(command: click.Command, name: str, ctx: click.Context) -> None:
    """Fill in the help of a command and its options, in the user's language."""
    words = _words(ctx)
    command.help = words(f"help.{name}")
    if f"examples.{name}" in words:
        command.epilog = "\b\n" + words(f"examples.{name}")
    for parameter in command.get_params(ctx):
        if isinstance(parameter, click.Option):
            own = f"help.{name}.{parameter.name}"
            common = f"help.option.{parameter.name}"
            parameter.help = words(own) if own in words else words(common) if common in words else parameter.help


def _words(ctx: click.Context) -> Words:
    return Words(ctx.find_root().params.get("lang") or language())


@click.group(cls=Commands, no_args_is_help=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--store", envvar="CANCU_STORE", metavar="FOLDER")
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
    words = Words(_spoken(arguments))
    try:
        result: Any = cli.main(list(arguments), prog_name="cancu", standalone_mode=False)
    except CancuError as error:
        return _failed(arguments, error.message(words.lang), error.exit_code)
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


def _spoken(arguments: Sequence[str]) -> str:
    """The language asked for, also where the arguments cannot be parsed."""
    for at, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else "".join(arguments[at + 1 : at + 2])
        if argument.startswith("--lang") and value in LANGUAGES:
            return value
    return language()


def _failed(arguments: Sequence[str], message: str, code: int) -> int:
    """Say what went wrong; the trace of a defect or error only under --debug."""
    if "--debug" in arguments or ("CANCU_DEBUG" in os.environ and arguments):
        import traceback

        traceback.print_exc()
    click.echo(f"cancu: {message}", err=True)
    return code


_USAGE: dict[type[click.UsageError], str] = {
    click.NoSuchOption: "option",
    click.MissingParameter: "missing",
    click.BadParameter: "value",
}


def usage_message(error: click.UsageError, words: Words) -> str:
    """What was wrong with the command line, and where its help is."""
    path = error.ctx.command_path if error.ctx else "cancu"
    key = next((key for kind, key in _USAGE.items() if isinstance(error, kind)), "other")
    name = getattr(error, "option_name", None) or _parameter(error)
    return words(f"usage.{key}", name=name, detail=error.format_message(), path=path)


def _parameter(error: click.UsageError) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return ""
    return str(parameter.opts[0] if isinstance(parameter, click.Option) else parameter.make_metavar(error.ctx))


def main() -> NoReturn:
    """The entry point: UTF-8 whatever the system says, exit with the code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.exit(run(sys.argv[1:]))
