"""What every command shares on the command line: the parser, the options that hold everywhere, actions of commands."""

import argparse
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import Any, NoReturn

Options = argparse.Namespace


class Parser(argparse.ArgumentParser):
    """Tells of wrong words without doing what they say."""

    def __init__(self, **how: Any) -> None:  # noqa: ANN401 (argparse's own)
        """`how` is what argparse takes."""
        super().__init__(formatter_class=_formatter, **how)

    def error(self, message: str) -> NoReturn:
        """End the program; `message` may repeat anything that was typed."""
        from briefing.language.clean import clean
        from briefing.language.secrets import concealed

        super().error(concealed(clean(message, keep_newlines=False)))


def _formatter(prog: str) -> argparse.HelpFormatter:
    """Argparse makes one for each option that it is told, and each would measure the screen."""
    return argparse.HelpFormatter(prog, width=_columns() - 2)


@cache
def _columns() -> int:
    from briefing.cli.output import width_of

    return width_of(None)


def lazily(name: str) -> Callable[[Options], int]:
    """A command whose module is imported when it is run."""

    def run(options: Options) -> int:
        code: int = import_module(f"briefing.cli.{name}").run(options)
        return code

    return run


def _host(text: str) -> str:
    from briefing.store.values import is_host

    if not is_host(text.strip()):
        raise argparse.ArgumentTypeError(f"{text}: write it as localhost, 127.0.0.1:8707 or [::1]:8707")
    return text


def common_options(*, again: bool = False) -> Parser:
    """The options that hold everywhere; those of an action say nothing `again` that was not given."""
    common = Parser(add_help=False)
    anywhere = common.add_argument_group("everywhere")
    anywhere.add_argument("--workspace", metavar="DIR", help="the folder of sources.toml and cache/")
    anywhere.add_argument(
        "--allow-host",
        action="append",
        default=[],
        type=_host,
        metavar="HOST[:PORT]",
        help="this host may be a private address",
    )
    anywhere.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colour in the terminal")
    anywhere.add_argument(
        "--bidi",
        choices=("auto", "app", "terminal", "off"),
        default="auto",
        help="who puts right-to-left text in order for the eye (terminal format)",
    )
    anywhere.add_argument(
        "--interface",
        choices=Tables(),
        default="",
        metavar="LANGUAGE",
        help="of headings, labels and the app: en, ar, ru, tr (default: the settings')",
    )
    anywhere.add_argument("-v", "--verbose", action="store_true", help="tell more on stderr")
    for action in common._actions if again else ():  # noqa: SLF001 (argparse has no other way)
        action.default = argparse.SUPPRESS
    return common


class Tables:
    """The languages of the interface, as argparse asks for them: read when one is named, any kind of each will do."""

    def __contains__(self, tag: object) -> bool:
        from briefing.words import table_for

        return isinstance(tag, str) and bool(table_for(tag))

    def __iter__(self) -> Iterator[str]:
        from briefing.words import languages

        return iter(languages())


def json_option(parser: argparse.ArgumentParser) -> None:
    """The option for other programs."""
    parser.add_argument("--json", action="store_true", help="for other programs")


def subactions(parser: argparse.ArgumentParser) -> Callable[[str, str, str], argparse.ArgumentParser]:
    """A function that adds an action to a command: its name, its summary, the module that runs it."""
    actions = parser.add_subparsers(metavar="ACTION", dest="action")
    common = common_options(again=True)

    def action(name: str, summary: str, run: str) -> argparse.ArgumentParser:
        made = actions.add_parser(name, help=summary, description=summary, parents=[common])
        made.set_defaults(run=lazily(run))
        return made

    return action
