"""The help of every command, and what is wrong with a command line, in the user's language throughout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from graph_cli.messages import Words
from graph_cli.settings import LANGUAGES, language

# What click says in English only, by the message that says it in both languages.
_PHRASES = {
    "Show this message and exit.": "help.option.help",
    "[default: ": "help.default",
    "; required]": "help.required",
    "[required]": "help.required_alone",
}


def spoken(arguments: Sequence[str]) -> str:
    """The language asked for, also where the arguments cannot be parsed."""
    for at, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else "".join(arguments[at + 1 : at + 2])
        if argument.startswith("--lang") and value in LANGUAGES:
            return value
    return language()


def words_of(ctx: click.Context) -> Words:
    """The messages in the language of this command line."""
    return Words(ctx.find_root().params.get("lang") or language())


def describe(command: click.Command, name: str, words: Words) -> None:
    """Fill in the help of a command and its options, in the user's language."""
    command.context_class = _CONTEXTS[words.lang]
    command.help = words(f"help.{name}")
    epilog = words(f"examples.{name}") if f"examples.{name}" in words else ""
    command.epilog = f"\b\n{epilog}\n\n{words('help.anywhere')}" if epilog else words("help.anywhere")
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            keys = (
                f"help.{name}.{parameter.flag_value}",
                f"help.{name}.{parameter.name}",
                f"help.option.{parameter.name}",
            )
            parameter.help = next((words(key) for key in keys if key in words), parameter.help)


class _Formatter(click.HelpFormatter):
    """Click's help with its own few words said in one language."""

    lang = "vi"

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        words = Words(self.lang)
        for term, key in (("[OPTIONS]", "usage.options"), ("COMMAND [ARGS]...", "usage.command")):
            args = args.replace(term, words(key))
        super().write_usage(prog, args, prefix or words("usage.prefix"))

    def write_heading(self, heading: str) -> None:
        super().write_heading(Words(self.lang)("help.options") if heading == "Options" else heading)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(first, self._said(second)) for first, second in rows], col_max, col_spacing)

    def _said(self, text: str) -> str:
        words = Words(self.lang)
        for phrase, key in _PHRASES.items():
            text = text.replace(phrase, words(key))
        return text


class _VietnameseContext(click.Context):
    formatter_class = _Formatter


class _EnglishFormatter(_Formatter):
    lang = "en"


class _EnglishContext(click.Context):
    formatter_class = _EnglishFormatter


_CONTEXTS = {"vi": _VietnameseContext, "en": _EnglishContext}

_USAGE: tuple[tuple[type[click.UsageError], str], ...] = (
    (click.NoSuchOption, "option"),
    (click.BadOptionUsage, "argument"),
    (click.MissingParameter, "missing"),
    (click.BadParameter, "value"),
)


def usage_message(error: click.UsageError, words: Words) -> str:
    """What was wrong with the command line, and where its help is."""
    path = error.ctx.command_path if error.ctx else "cancu"
    key = next((key for kind, key in _USAGE if isinstance(error, kind)), "other")
    detail = _expected(error, words)
    if key == "value" and not detail:
        key = "file"
    if key == "other" and "extra argument" in error.message:
        key, detail = "extra", error.message.partition("(")[2].rstrip(")")
    if key == "other" and "Missing command" in error.message:
        key = "no_command"
    name = getattr(error, "option_name", None) or _parameter(error)
    return words(f"usage.{key}", name=name, detail=detail or error.message, path=path)


def _expected(error: click.UsageError, words: Words) -> str:
    """The values that the parameter takes; empty for a name of a file."""
    kind = getattr(getattr(error, "param", None), "type", None)
    if isinstance(kind, click.Choice):
        return ", ".join(map(str, kind.choices))
    if isinstance(kind, (click.IntRange, click.FloatRange)):
        ends = (f"≥ {kind.min:g}" if kind.min is not None else "", f"≤ {kind.max:g}" if kind.max is not None else "")
        return f"{words('usage.number')} {', '.join(filter(None, ends))}"
    return ""


def _parameter(error: click.UsageError) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return ""
    return str(parameter.opts[0] if isinstance(parameter, click.Option) else parameter.make_metavar(error.ctx))
