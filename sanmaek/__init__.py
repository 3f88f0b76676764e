"""The front door: the command line, a few lines a command over the two packages.

Nothing heavy is imported before a command needs it, so that help answers at once.
"""

import errno
import os
from typing import Any

import click

from graph.errors import SanmaekError
from sanmaek.asking import diff, query
from sanmaek.corpus import build, extract, graph, links, remove
from sanmaek.inspecting import inspect
from sanmaek.judging import evaluate, traps, verify
from sanmaek.printing import OUTPUTS

__all__ = ["OUTPUTS", "main"]

INTERRUPTED = 130  # what shells report for a command that Ctrl-C ended
# In the order in which they are used.
COMMANDS = (build, remove, extract, graph, links, verify, evaluate, traps, inspect, query, diff)


class FrontDoor(click.Group):
    """Commands in the order in which they are used; people are told of an error in a line, never a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of COMMANDS."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        """Run the command; an error raised on purpose ends with status 1, Ctrl-C with 130."""
        try:
            return super().invoke(ctx)
        except SanmaekError as error:
            click.echo(f"오류: {error}", err=True)
            ctx.exit(1)
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read the output has seen enough
                raise
            click.echo(f"오류: {error.filename or ''} {error.strerror or error}".replace(":  ", ": "), err=True)
            ctx.exit(1)
        except KeyboardInterrupt:
            click.echo("\n멈췄습니다. 바뀐 파일은 없습니다.", err=True)
            ctx.exit(INTERRUPTED)


@click.group(cls=FrontDoor, commands=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sanmaek", message="%(prog)s %(version)s")
def main() -> None:
    """산맥: 지역 산업정책 기사에서, 이음마다 근거 문장을 확인할 수 있는 지식그래프를 만듭니다.

    \b
    예: sanmaek build data/articles --out out/demo
    """
    # Articles are shared out to processes; threads of numpy's beside them only get in the way. Read when it is loaded.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
