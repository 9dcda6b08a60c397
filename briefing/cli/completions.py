"""`briefing completions`: how a shell completes commands and options, and files where none of them fits."""

from briefing.cli.arguments import parser
from briefing.cli.parsing import Options

#: Each asks the program itself for what may follow; `%` stands for what comes before the words.
SCRIPTS = {
    "bash": """\
_briefing() {
    local IFS=$'\\n'
    COMPREPLY=($(briefing completions words -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f1))
}
complete -o default -F _briefing briefing
""",
    "fish": """\
complete -c briefing -a '(briefing completions words -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'
""",
    "zsh": """\
#compdef briefing
_briefing() {
    local -a found
    local line
    for line in "${(@f)$(briefing completions words -- "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
        [[ -n $line ]] && found+=("${${line%%$'\\t'*}//:/\\\\:}:${line#*$'\\t'}")
    done
    if (( $#found )); then _describe briefing found; else _files; fi
}
if [ "$funcstack[1]" = "_briefing" ]; then _briefing "$@"; else compdef _briefing briefing; fi
""",
}


def run(options: Options) -> int:
    """Print the script of a shell, or what may follow the words."""
    from briefing.cli.output import write_lines, write_text

    if options.shell in SCRIPTS:
        write_text(SCRIPTS[options.shell])
        return 0
    from briefing.cli.grammar import complete, describe

    found = complete(describe(parser()), options.words)
    write_lines(f"{word}\t{summary}" if summary else word for word, summary in found)
    return 0
