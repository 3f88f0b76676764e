"""The shipped data: registers in order, the sample articles and their gold annotations fit one another."""

import csv
import json
import unicodedata
from pathlib import Path

import pytest

from extractors.articles import read_articles
from extractors.registers import load_registers
from graph.model import Article
from graph.schema import load_schema

DATA = Path(__file__).parent.parent / "data"
REGISTERS = sorted((DATA / "registers").glob("*.csv"))


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    found = list(read_articles([DATA / "articles"]))
    assert all(isinstance(article, Article) for article in found)
    return {article.id: article for article in found if isinstance(article, Article)}


@pytest.fixture(scope="module")
def gold() -> list[dict]:
    with (DATA / "gold" / "annotations.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.mark.parametrize("path", REGISTERS, ids=lambda path: path.name)
def test_a_register_is_sorted_composed_and_ends_its_lines_plainly(path):
    data = path.read_bytes()
    assert b"\r" not in data and data.endswith(b"\n") and not data.startswith(b"\xef\xbb\xbf")
    assert unicodedata.is_normalized("NFC", data.decode())
    names = [row[0] for row in rows(path)[1:]]
    assert names == sorted(set(names))


@pytest.mark.parametrize("path", REGISTERS, ids=lambda path: path.name)
def test_the_values_of_a_cell_are_sorted_and_each_stands_once(path):
    header, *lines = rows(path)
    for column in {"aliases", "weak", "ksic"} & set(header):
        for line in lines:
            values = line[header.index(column)].split("|")
            assert values == sorted(set(values)), line[0]


def test_no_name_is_its_own_alias():
    for entry in load_registers(DATA / "registers").entries:
        assert entry.name in entry.forms and len(set(entry.forms)) == len(entry.forms)


def test_codes_are_unique():
    for column in ("code", "stock_code"):
        codes = [e.attrs[column] for e in load_registers(DATA / "registers").entries if column in e.attrs]
        assert len(codes) == len(set(codes)) > 1000


def test_every_region_below_a_province_stands_in_one():
    registers = load_registers(DATA / "registers")
    for entry in registers.entries:
        if entry.type == "Region" and entry.kind not in ("sido", "area"):
            assert [above.kind for above in registers.chain(entry)][-1] == "sido", entry.name


def test_the_parent_of_a_region_is_in_its_code():
    registers = load_registers(DATA / "registers")
    for entry in registers.entries:
        code, above = str(entry.attrs.get("code", "")), next(registers.chain(entry), None)
        if code and above and "code" in above.attrs and not entry.valid_to:
            parent = str(above.attrs["code"])
            assert code.startswith(parent.rstrip("0")), (entry.name, above.name)


def test_every_article_has_its_annotations_and_its_fold(articles, gold):
    ids = [line["id"] for line in gold]
    assert ids == sorted(ids)
    assert set(ids) == set(articles)
    assert {path.stem for path in (DATA / "articles").iterdir()} == set(ids)
    assert {row[0] for row in rows(DATA / "gold" / "folds.csv")[1:]} == set(ids)


def test_an_article_says_where_it_comes_from(articles):
    for article in articles.values():
        assert article.url.startswith("http") and article.press and article.date, article.id
        assert article.text.startswith(f"{article.title}\n\n")


def test_gold_keeps_no_copy_of_the_text(gold):
    assert {frozenset(line) for line in gold} == {frozenset(("id", "entities", "claims"))}


def test_gold_quotes_the_article_and_obeys_the_schema(articles, gold):
    schema = load_schema()
    for line in gold:
        text = articles[line["id"]].text
        types = {entity["id"]: entity["type"] for entity in line["entities"]}
        for entity in line["entities"]:
            assert entity["type"] in schema.types
            assert all(form in text for form in (*entity["mentions"], *entity["anaphora"])), (
                line["id"],
                entity["name"],
            )
        for claim in line["claims"]:
            relation = schema.relations[claim["relation"]]
            assert claim["status"] in schema.statuses
            assert relation.allows(types[claim["head"]], types[claim["tail"]]), (line["id"], claim)
            assert claim["evidence"] and all(quote in text for quote in claim["evidence"]), (line["id"], claim)
            assert set(claim["attrs"]) <= relation.attributes, (line["id"], claim)


@pytest.mark.parametrize("path", REGISTERS, ids=lambda path: path.name)
def test_the_readme_lists_the_columns_of_a_register(path):
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    columns = ", ".join(f"`{column}`" for column in rows(path)[0])
    assert f"| `{path.name}` | {columns} |" in readme


def test_the_readme_names_every_file():
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    files = {path.relative_to(DATA) for path in DATA.rglob("*") if path.is_file()} - {Path("README.md")}
    for name in {file.parts[0] for file in files} | {
        file.parts[1] for file in files if file.parts[0] in ("gold", "models")
    }:
        assert name in readme, name


def test_the_line_that_the_readme_shows_is_a_line_of_the_register():
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    line = readme.split("```csv\n")[1].split("\n")[0]
    assert line.split(",") in rows(DATA / "registers" / "bodies.csv")
