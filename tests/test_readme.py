import doctest
import re
import shlex

import pytest
from click.testing import CliRunner

from sanmaek import main
from tests.conftest import ROOT

READMES = ["README.md", "README.en.md"]


def blocks(readme, language):
    text = (ROOT / readme).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def examples(readme):
    """Yield each command with the lines of output that the text shows; … stands for lines left out."""
    for block in blocks(readme, "console"):
        for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *output = example.splitlines()
            yield command, [line for line in output if line.strip() not in ("", "…")]


def shape(line):
    """Return a line without what changes whenever extraction gets better: figures and the width of columns."""
    return re.sub(r"\d[\d,.]*", "0", " ".join(line.split()))


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Give a folder as the repository's root looks to the reader, and run each command there once."""
    root, done = tmp_path_factory.mktemp("desk"), {}
    (root / "data").symlink_to(ROOT / "data")

    def run(command):
        if command not in done:
            with pytest.MonkeyPatch.context() as patch:
                patch.chdir(root)
                done[command] = CliRunner().invoke(main, shlex.split(command)[1:])
        return done[command]

    return root, run


@pytest.mark.parametrize("readme", READMES)
def test_the_examples_run_and_print_what_is_shown(readme, desk, monkeypatch):
    root, run = desk
    told = [(command, output) for command, output in examples(readme) if command.startswith("sanmaek ")]
    assert {command.split()[1] for command, _ in told} >= main.commands.keys()
    for command, output in told:
        result = run(command)
        assert result.exit_code == 0, result.output
        assert [shape(line) for line in output if shape(line) not in map(shape, result.output.splitlines())] == []
    monkeypatch.chdir(root)
    for block in blocks(readme, "python"):
        test = doctest.DocTestParser().get_doctest(block, {}, readme, readme, 0)
        assert doctest.DocTestRunner().run(test).failed == 0


@pytest.mark.parametrize("readme", READMES)
def test_the_make_targets_exist(readme):
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = re.findall(r"`make (\w+)`|^\$ make (\w+)", (ROOT / readme).read_text(encoding="utf-8"), re.MULTILINE)
    assert {"demo", "test"} <= {a or b for a, b in named} <= set(targets)


@pytest.mark.parametrize("readme", READMES)
def test_the_two_commands_come_first(readme):
    assert blocks(readme, "console")[0] == "$ make demo\n$ make test\n"


@pytest.mark.parametrize("readme", [*READMES, "CHANGELOG.md"])
def test_links_lead_somewhere(readme):
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / readme).read_text(encoding="utf-8"))
    assert [link for link in links if not link.startswith("http") and not (ROOT / link).exists()] == []
