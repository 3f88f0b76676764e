"""What commands take alike: files, folders, and the options that several share."""

from pathlib import Path

import click

DATA = Path(__file__).parent.parent / "data"


def file_path(*, exists: bool = True) -> click.Path:
    """Return the type of a file that is there, or need not be."""
    return click.Path(exists=exists, dir_okay=False, path_type=Path)


def folder_path(*, exists: bool) -> click.Path:
    """Return the type of a folder that is there, or need not be."""
    return click.Path(exists=exists, file_okay=False, path_type=Path)


sources_argument = click.argument(
    "sources", metavar="SOURCE…", nargs=-1, required=True, type=click.Path(path_type=Path)
)
data_option = click.option(
    "--data", type=folder_path(exists=True), default=DATA, help="등록부가 있는 폴더. [기본: 함께 받은 data]"
)
sure_option = click.option(
    "--min-confidence",
    "least",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="P",
    help="이보다 덜 확실한 주장은 없는 것으로 봅니다(0–1).",
)
jobs_option = click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="프로세스 수. [기본: 모든 코어까지]")
