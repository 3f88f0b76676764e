import io
from dataclasses import replace

from rich.console import Console

from extractors.inspection import inspect_article
from extractors.terminal import legend, render_terminal
from graph.schema import load_schema
from tests.test_inspection import ARTICLE, GOLD, TOLD


def printed(judgement=None, **options):
    console = Console(file=io.StringIO(), width=200, **options)
    for line in render_terminal(inspect_article(ARTICLE, TOLD, judgement)):
        console.print(line, highlight=False)
    return console.file.getvalue()


def test_the_text_its_entities_and_its_claims_are_told():
    text = printed()
    assert text.startswith("기사1 · 남해뉴스 · 2025-01-07 · https://example.com/1\n창원시, 드론 특화단지 조성\n")
    assert "이 사업(→드론 특화단지)에 산업부가 300억 원을 댄다." in text
    assert "지역: 창원시 ×2+1" in text
    assert "창원시 추진 → 드론 특화단지  [계획]  금액 300억 원\n  “드론 특화단지를 조성한다”\n" in text
    assert "놓친" not in text


def test_with_gold_what_was_missed_is_told():
    assert printed(GOLD).endswith("놓친 개체 1\n날씨 \n놓친 주장 1\n산업통상자원부 지원 → 드론 특화단지\n")


def test_types_are_told_by_colour_with_letters_that_stand_out():
    coloured = printed(force_terminal=True, color_system="truecolor")
    assert "\x1b[37;48;2;0;114;178m창원시" in coloured
    assert "\x1b[30;48;2;213;94;0m드론 특화단지" in coloured
    assert "\x1b[4m이 사업" in coloured


def test_names_cannot_command_the_terminal():
    city = replace(TOLD.entities[0], name="창원\x1b[2J시\x9b2J")
    inspection = inspect_article(ARTICLE, replace(TOLD, entities=(city, *TOLD.entities[1:])))
    text = "\n".join(line.plain for line in render_terminal(inspection))
    assert "지역: 창원\ufffd[2J시\ufffd2J ×2+1" in text
    assert not {"\x1b", "\x9b"} & set(text)


def test_the_legend_names_every_type():
    assert all(term.ko in legend().plain for term in load_schema().types.values())
