import os
import re
import subprocess
import sys

import nbformat
import pytest

from tests.conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# Seconds a cell may take: loading the tokenizer and the models takes most of it, also on a slow machine.
TIMEOUT = "--timeout=600"
ENVIRONMENT = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "OMP_NUM_THREADS": "1"}


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem[:2])
def path(request):
    return request.param


@pytest.fixture
def notebook(path):
    return nbformat.read(path, as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_the_five_are_there():
    assert [path.stem for path in NOTEBOOKS] == [
        "01_기사에서_그래프까지",
        "02_사업과_산업",
        "03_정책_네트워크",
        "04_지역_비교",
        "05_내_기사로",
    ]


def test_no_output_is_kept(path, notebook):
    nbformat.validate(notebook)
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code(notebook))
    assert path.read_bytes().endswith(b"\n}\n")


def test_it_opens_with_its_question_and_ends_with_its_limits(notebook):
    first = notebook.cells[0]
    assert first.cell_type == "markdown"
    assert re.match(r"# .+\n\n> \*\*묻는 것\.\*\* .+\?\n\n\*In English: [A-Z a-z]", first.source)
    last = [cell for cell in notebook.cells if cell.cell_type == "markdown"][-1]
    assert last.source.startswith("## 이 그래프가 말하지 못하는 것\n\n* **")


def test_a_cell_is_read_at_a_glance(notebook):
    assert max(len(cell.source.splitlines()) for cell in code(notebook)) <= 25


def test_links_lead_somewhere(path, notebook):
    links = re.findall(r"\]\(([^)#]+)\)", "\n".join(cell.source for cell in notebook.cells))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_it_runs_from_top_to_bottom(path, tmp_path):
    # In a process of its own: client and kernel talk over sockets of this machine, which tests may not open.
    out = tmp_path / path.name
    command = [sys.executable, "-c", "from nbclient.cli import main; main()", path, f"--output={out}", TIMEOUT]
    run = subprocess.run(command, env=os.environ | ENVIRONMENT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-3000:]
    outputs = [output for cell in code(nbformat.read(out, as_version=4)) for output in cell.outputs]
    assert outputs
    assert [output.text for output in outputs if output.get("name") == "stderr"] == []
