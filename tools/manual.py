"""Write the manual page and the completions of shells from the parser of the command line.

usage: python -m tools.manual FOLDER

The help of every command stands in the parser alone; what is made here is built into the wheel and
the packages, and is in no repository.
"""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

from noteviewer import __version__
from noteviewer.cli.main import make_parser

FILES = {
    "man/man1/noteviewer.1": "man_page",
    "bash-completion/completions/noteviewer": "bash_completion",
    "zsh/site-functions/_noteviewer": "zsh_completion",
    "fish/vendor_completions.d/noteviewer.fish": "fish_completion",
}
"""Where each belongs in a ``share`` folder, and the function that writes it."""

_MORE = r"""
.SH EXIT STATUS
.TP
0
done
.TP
1
.B check
found a difference
.TP
2
wrong usage
.TP
3
a folder or file cannot be opened, the index cannot be made, or the answer cannot be written
.TP
130
interrupted
.SH FILES
.TP
.I $XDG_CACHE_HOME/noteviewer
indexes; can be deleted at any time, and are made again
.TP
.I $XDG_DATA_HOME/noteviewer
what the user made: bookmarks, stars, read marks, sessions
.TP
.I $XDG_CONFIG_HOME/noteviewer
settings
.PP
Nothing is ever written in a folder of notes.
.SH ENVIRONMENT
.TP
.B QT_IM_MODULE
the input method. Where its plugin is missing, as that of fcitx is, the portal of IBus is used.
.TP
.B QTWEBENGINE_CHROMIUM_FLAGS
more arguments for the web engine
.SH EXAMPLES
.nf
noteviewer ~/notes
noteviewer search ~/notes 'attention host:arxiv.org' --json
noteviewer refs ~/notes --format bibtex --out references.bib
.fi
"""


@dataclass(frozen=True, slots=True)
class Option:
    """One argument of a command."""

    flags: tuple[str, ...]
    """Empty for what is told by its place."""
    value: str
    """Name of its value; empty where it takes none."""
    choices: tuple[str, ...]
    help: str

    @property
    def takes_path(self) -> bool:
        """Whether a file or folder is meant."""
        words = ("FOLDER", "FILE", "ROOT", "PATH", "PICTURE", "PAGE", "place", "PLACE")
        return any(word in self.value for word in words)


@dataclass(frozen=True, slots=True)
class Command:
    """One command with its arguments."""

    name: str
    help: str
    options: tuple[Option, ...]


def read_commands() -> tuple[tuple[Option, ...], tuple[Command, ...]]:
    """Options of the program, and its commands."""
    parser, commands = make_parser()
    helps = {choice.dest: choice.help or "" for choice in commands._choices_actions}
    found = tuple(
        Command(name, _plain(helps.get(name, "")), _options(each))
        for name, each in commands.choices.items()
    )
    return _options(parser), found


def _options(parser: argparse.ArgumentParser) -> tuple[Option, ...]:
    return tuple(
        Option(tuple(action.option_strings), _value(action), _choices(action), _plain(action.help))
        for action in parser._actions
        if not isinstance(action, argparse._SubParsersAction) and action.help != argparse.SUPPRESS
    )


def _value(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    if action.choices is not None:
        return "|".join(map(str, action.choices))
    value = action.metavar or action.dest
    return (value if isinstance(value, str) else " ".join(value)).upper()


def _choices(action: argparse.Action) -> tuple[str, ...]:
    if action.choices is not None:
        return tuple(map(str, action.choices))
    value = action.metavar if isinstance(action.metavar, str) else ""
    return tuple(value.split("|")) if "|" in value else ()


def _plain(text: str | None) -> str:
    return " ".join((text or "").replace("%%", "%").split())


def man_page() -> str:
    """The manual page, in the macros of `man(7)`."""
    options, commands = read_commands()
    lines = [
        f'.TH NOTEVIEWER 1 "" "noteviewer {__version__}" "User Commands"',
        ".SH NAME",
        r"noteviewer \- read, search and harvest a folder of Markdown notes",
        ".SH SYNOPSIS",
        ".B noteviewer",
        "[FOLDER | FILE[#heading]]",
        ".br",
        ".B noteviewer",
        ".I COMMAND",
        "[arguments]",
        ".SH DESCRIPTION",
        "Opens a folder of notes as it is, offline, and changes nothing in it.",
        "Without a command, a window is opened. The other commands need no display,",
        "except for",
        ".BR screenshot .",
        ".SH OPTIONS",
        *_roff_options(options),
        ".SH COMMANDS",
    ]
    for command in commands:
        lines += [f".SS {command.name}", _roff(f"{_sentence(command.help)}")]
        lines += _roff_options(command.options)
    return "\n".join(lines) + _MORE


def _roff_options(options: tuple[Option, ...]) -> list[str]:
    lines = []
    for option in options:
        value = f" \\fI{_roff(option.value)}\\fR" if option.value else ""
        names = ", ".join(f"\\fB{_roff(flag)}\\fR" for flag in option.flags)
        lines += [".TP", names + value if names else value.strip(), _roff(option.help) or r"\&"]
    return lines


def _roff(text: str) -> str:
    escaped = text.replace("\\", r"\e").replace("-", r"\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."


def bash_completion() -> str:
    """Completion for bash."""
    options, commands = read_commands()
    cases = "\n".join(
        f"    {command.name}) words='{' '.join(_flags(command.options))}' ;;"
        for command in commands
    )
    choices = "\n".join(
        f"    {command.name}:{flag}) words='{' '.join(option.choices)}' ;;"
        for command in commands
        for option in command.options
        for flag in option.flags
        if option.choices
    )
    names = " ".join(command.name for command in commands)
    return f"""# bash completion for noteviewer
_noteviewer() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command= words= each
  for each in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case " {names} " in *" $each "*) command=$each; break ;; esac
  done
  case $command:$before in
{choices}
  esac
  if [[ -n $words ]]; then COMPREPLY=($(compgen -W "$words" -- "$word")); return; fi
  case $command in
{cases}
    *) words='{" ".join(_flags(options))}' ;;
  esac
  if [[ $word == -* ]]; then COMPREPLY=($(compgen -W "$words" -- "$word")); return; fi
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -f -- "$word"))
  [[ -n $command ]] || COMPREPLY+=($(compgen -W '{names}' -- "$word"))
}}
complete -F _noteviewer noteviewer
"""


def zsh_completion() -> str:
    """Completion for zsh."""
    options, commands = read_commands()
    names = "\n".join(f"    {_quote(f'{c.name}:{c.help}')}" for c in commands)
    cases = "\n".join(
        f"    {c.name}) _arguments -s {' '.join(map(_zsh_option, c.options))} ;;" for c in commands
    )
    own = " ".join(map(_zsh_option, options))
    return f"""#compdef noteviewer
_noteviewer() {{
  local curcontext=$curcontext state line
  local -a commands
  commands=(
{names}
  )
  _arguments -C {own} '1: :->first' '*:: :->rest'
  case $state in
    first) _describe command commands; _files ;;
    rest) case $line[1] in
{cases}
    esac ;;
  esac
}}
_noteviewer "$@"
"""


def _zsh_option(option: Option) -> str:
    if not option.flags:
        return _quote(f"*:{_zsh(option.value)}:_files")
    about = f"[{_zsh(option.help)}]"
    if option.choices:
        about += f":{_zsh(option.flags[-1].lstrip('-'))}:({' '.join(option.choices)})"
    elif option.value:
        about += f":{_zsh(option.value)}:{'_files' if option.takes_path else ' '}"
    return " ".join(_quote(flag + about) for flag in option.flags)


def _zsh(text: str) -> str:
    for mark in "\\:[]":
        text = text.replace(mark, "\\" + mark)
    return text


def fish_completion() -> str:
    """Completion for fish."""
    options, commands = read_commands()
    lines = ["# fish completion for noteviewer"]
    first = "complete -c noteviewer -n __fish_use_subcommand"
    lines += [f"{first} -a {each.name} -d {_quote(each.help)}" for each in commands]
    lines += [_fish_option("__fish_use_subcommand", option) for option in options]
    for command in commands:
        condition = _quote(f"__fish_seen_subcommand_from {command.name}")
        lines += [_fish_option(condition, each) for each in command.options if each.flags]
    return "\n".join(lines) + "\n"


def _fish_option(condition: str, option: Option) -> str:
    words = ["complete -c noteviewer", "-n", condition]
    for flag in option.flags:
        words += ["-l", flag[2:]] if flag.startswith("--") else ["-s", flag[1:]]
    if option.choices:
        words += ["-x", "-a", _quote(" ".join(option.choices))]
    elif option.value:
        words.append("-r" if option.takes_path else "-x")
    return " ".join([*words, "-d", _quote(option.help)])


def _quote(text: str) -> str:
    return "'" + text.replace("'", r"'\''") + "'"


def _flags(options: tuple[Option, ...]) -> list[str]:
    return [flag for option in options for flag in option.flags if flag.startswith("--")]


def write_all(folder: Path) -> dict[str, Path]:
    """Write all files; gives each by its place in a ``share`` folder."""
    written = {}
    for place, name in FILES.items():
        file = folder / place
        file.parent.mkdir(parents=True, exist_ok=True)
        text: str = globals()[name]()
        file.write_text(text, encoding="utf-8")
        written[place] = file
    return written


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
