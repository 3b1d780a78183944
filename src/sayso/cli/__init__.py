"""The command line: flags on top, then one public function of the library for each command.

Only this package prints. Modules with the commands are imported here; what a command needs is imported when it runs,
so that `sayso --help` stays fast.
"""

from __future__ import annotations

import sys

import typer

from sayso.cli import adding, evaluating, gazetteers, judging, looking, publishing
from sayso.errors import BadRequest, SaysoError

EXIT_NOTHING, EXIT_USAGE, EXIT_INTERRUPTED = 1, 2, 130

app = typer.Typer(
    name="sayso",
    help="Conflict event data in which every value names who said so.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("read")(adding.read_command)
app.command("code")(adding.code_command)
app.command("events")(looking.events_command)
app.command("explain")(looking.explain_command)
app.command("export")(publishing.export_command)
app.add_typer(judging.app, name="judge")
app.command("codebook")(looking.codebook_command)
app.add_typer(evaluating.app, name="eval")
app.add_typer(gazetteers.app, name="gazetteer")
app.command("doctor")(looking.doctor_command)


def main() -> None:
    """Run a command; every error that Sayso knows is one line on standard error."""
    try:
        app()
    except SaysoError as error:
        from sayso.publishing.escaping import visible

        print(f"sayso: {visible(str(error))}", file=sys.stderr)
        sys.exit(EXIT_USAGE if isinstance(error, BadRequest) else EXIT_NOTHING)
    except KeyboardInterrupt:
        print("sayso: stopped; run the same command again, it goes on where it stopped", file=sys.stderr)
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
