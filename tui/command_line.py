"""The words of the command line. A first word that is a command is one; anything else is a source."""

import argparse
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from tui.arguments import COMMANDS, fill_reader
from tui.errors import UsageError
from tui.examples import EXAMPLES
from tui.texts import LANGUAGES, N_, _

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

# argparse looks for catalogues of its own, for milliseconds each time, and finds none: it gets ours.
_ITS_TEXTS = (
    N_("positional arguments"),
    N_("options"),
    N_("usage: "),
    N_("show this help message and exit"),
    N_("the following arguments are required: %s"),
    N_("not allowed with argument %s"),
    N_("unrecognized arguments: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("expected one argument"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
)
_POSITIONAL = (N_("source"), N_("number"), N_("words"), N_("entry"), N_("tags"), N_("subscription"))  # in arguments.py
setattr(argparse, "_", _)  # noqa: B010 - a name that type checkers do not know


class _Parser(argparse.ArgumentParser):
    """Complains in one sentence, like everything else here."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(_("{problem}; try {program} --help.").format(problem=message, program=self.prog))

    def _print_message(self, message: str, file: "SupportsWrite[str] | None" = None) -> None:
        """Help that cannot be written is told of; argparse itself says nothing."""
        print(message, end="", file=file)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """`command`, `settings` (what flags say, by the names of `tui.settings.Settings`), and the command's own.

    Raises UsageError.
    """
    arguments = _command_first(arguments)
    if arguments and arguments[0] in COMMANDS:
        describe, fill = COMMANDS[arguments[0]]
        parser = _Parser(
            prog=f"mangdao {arguments[0]}",
            description=describe(),
            epilog=_examples(arguments[0]),
            formatter_class=_formatter,
        )
        fill(parser)
        command, rest = arguments[0], arguments[1:]
    else:
        parser = _Parser(prog="mangdao", description=_reader_text(), epilog=_epilog(), formatter_class=_formatter)
        fill_reader(parser)
        command, rest = "reader", arguments
    parser.add_argument("--language", choices=LANGUAGES, help=_("language of the interface"))
    _name_positional(parser)
    options = parser.parse_args(rest)
    names = ("language", "plain", "speaking", "theme", "width", "backend", "model", "voice", "rate", "volume", "pitch")
    options.settings = {name: value for name in names if (value := getattr(options, name, None)) not in (None, False)}
    options.command = command
    if command == "reader" and len(options.source) < 2:
        options.source = "".join(options.source)
    return options


def _name_positional(parser: argparse.ArgumentParser) -> None:
    """In the language of the interface: usage and complaints name them, those that are missing and no others."""
    for action in parser._positionals._group_actions:
        action.metavar = _(str(action.metavar or action.dest))
        action.required = action.nargs not in ("*", "?")


def _command_first(arguments: Sequence[str]) -> Sequence[str]:
    """The language may stand before the command, too."""
    length = 2 if arguments[:1] == ["--language"] else 1 if "".join(arguments[:1]).startswith("--language=") else 0
    if length and "".join(arguments[length : length + 1]) in COMMANDS:
        return [arguments[length], *arguments[:length], *arguments[length + 1 :]]
    return arguments


def _formatter(prog: str) -> argparse.HelpFormatter:
    """Keeps the lines of the list of commands. It is told the width: looking for it imports too much."""
    try:
        columns = os.get_terminal_size().columns
    except OSError:
        columns = 80
    return argparse.RawDescriptionHelpFormatter(prog, width=max(20, columns - 2))


def _reader_text() -> str:
    return _("Reads a newspaper page or a text, by eye, ear and finger.")


def _epilog() -> str:
    lines = [_("Commands:")]
    lines += [f"  mangdao {name:10} {describe()}" for name, (describe, _fill) in COMMANDS.items()]
    lines += ["", _examples("reader"), ""]
    lines.append(_("mangdao COMMAND --help tells more of a command."))
    lines.append(_("Keys: ? inside the reader lists them all."))
    lines.append(_("It ends with 0 when all went well; the README lists the other codes."))
    return "\n".join(lines)


def _examples(name: str) -> str:
    return "\n".join([_("Examples:"), *(f"  {line}" for line in EXAMPLES[name])])
