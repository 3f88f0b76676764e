import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.furniture import content_spans, title_span

TITLE = "거제시, 자율운항 실증센터 유치"
BODY = "거제시가 장목면에 자율운항 선박 실증센터를 세운다."
END = "시는 2027년 문을 열 계획이다."


def words(text, title=""):
    return [text[start:end] for start, end in content_spans(text, title=title)]


@pytest.mark.parametrize(
    "line",
    [
        "한바다 기자 bada@namhae.example",
        "한바다 기자 bada@namhae.example | 승인 2024.07.11 18:05 | 댓글 0",
        "한바다 기자 입력 2025.09.23 07:10",
        "글·정리 한바다 기자 bada@namhae.example.kr",
        "대담·정리=한바다 기자",
        "거제=한바다 기자 bada@namhae.example",
        "/ 한바다 기자 bada@namhae.example",
        "한바다·이산들 선임기자",
        "한바다기자 기사모음",
        "한바다 (bada@namhae.example)",
        "한바다 2023. 1. 14. 21:35",
        "남해경제신문   | 입력 2025.01.07 01:00",
        "입력 2025.10.23 16:40  수정 2025.10.23 17:02",
        "입력 2025.08.24. 오후 6:12",
        "웹출고시간2023.08.16 17:20:11",
        "입력 2025-11-09 16:20 | 지면 A24면",
        "디지털뉴스팀",
        "보도자료 | 배포 2024. 12. 24. | 담당 부서: 미래전략과",
        "배포 일시: 2025. 9. 29.(월) / 담당 부서: 산업단지 업무 담당",
        "▲박한결 거제시장. 제공=거제시",
        "▲ 본회의장 전경. /의회 제공",
        "▲ 자율운항 실증센터 조감도",
        "자율운항 실증센터가 들어설 장목면 일대. 사진=거제시 제공",
        "실증센터 조감도[사진=거제시] 2023.07.20 bada@namhae.example",
        "(사진 설명) 실증센터 조감도. 거제시 제공",
        "사진 설명 : 실증센터 앞에 선 박한결 시장(오른쪽). 거제시 제공",
        "장목면 전경. <거제시 제공>",
        "장목항의 밤 /뉴시스",
        "그래픽=이산들 디자인기자",
        "<저작권자 ⓒ 무단 전재 및 재배포 금지>",
        "저작권자 © 무단전재-재배포 금지",
        "Copyright ⓒ 남해뉴스. All rights reserved.",
        "남해일보(www.namhae.example), 무단전재 및 수집, 재배포금지",
        "ⓒ 무단전재·재배포 및 AI 학습 이용 금지",
        "발행인 : 이산들 | 등록번호 : 경남 가 00000",
        "#거제 #자율운항 #조선",
        "공유하기  스크랩  인쇄",
        "글자크기  가  가  가",
        "배너",
        "• 맑음거제 27.4℃ • 구름많음통영 28.1℃",
        "남해뉴스 채널 구독하세요",
        "이 기사에 대해 어떻게 생각하시나요?",
        "'당신의 제보가 뉴스가 됩니다'",
        "이 기자의 전체기사 보기",
        "[관련기사] 거제 몽돌해변 야간 개장",
        "많이 본 뉴스 ▶ 장마 끝나자 폭염 ▶ 수국 축제 일정",
        "----------",
    ],
)
def test_a_line_of_furniture(line):
    assert words(f"{TITLE}\n\n{BODY}\n\n{line}\n\n{END}") == [TITLE, BODY, END]


@pytest.mark.parametrize(
    "line",
    [
        "◆ 세 번 만에 지정",
        "―왜 장목면인가.",
        "- 완공은 언제인가.",
        "- 총사업비 300억 원…2027년 문 연다 -",
        "□ 거제시는 자율운항 실증센터를 세운다고 밝힘",
        " ○ (주관) 한국해양연구소 (참여) 거제대".strip(),
        "· 거제시: 부지와 시설 제공, 인허가 지원",
        "△ 1단계(~2028년): 시험동을 세운다.",
        "※ 붙임: 조감도 1부 / 담당 부서: 미래전략과 / 배포 즉시 보도 가능",
        "박한결 시장은 7일 기자회견을 열었다.",
        "시는 기업에 시험 장비를 제공한다.",
        "이 센터는 남해안의 첫 시설이다.",
        "관련 기사가 쏟아지자 시는 해명에 나섰다.",
        "“조선업의 미래를 열겠습니다.”",
        "조선과 로봇이 만나는 도시",
    ],
)
def test_a_line_of_the_article(line):
    assert words(f"{TITLE}\n\n{BODY}\n\n{line}\n\n{END}") == [TITLE, BODY, line, END]


@pytest.mark.parametrize(
    ("line", "own"),
    [
        (f"[거제=뉴시스] 한바다 기자 = {BODY}", BODY),
        (f"(거제=연합뉴스) 한바다·이산들 기자 = {BODY}", BODY),
        (f"【거제=뉴시스】한바다 기자 = {BODY}", BODY),
        (f"[경남/한바다기자] {BODY}", BODY),
        (f"[KBS 창원]{BODY}", BODY),
        (f"남해뉴스 한바다 기자 | {BODY}", BODY),
        (f"{BODY} /한바다기자", BODY),
        (f"{BODY} 거제=한바다 기자 bada@namhae.example", BODY),
        (f"{BODY}<관련기사 10면>", BODY),
        (f"{BODY} <저작권자 ⓒ 남해뉴스>", BODY),
        (
            "▲ 박한결 거제시장이 협약서를 들어 보이고 있다. /사진=거제시 제공",
            "박한결 거제시장이 협약서를 들어 보이고 있다.",
        ),
        ("[거제=뉴스핌] 한바다 기자 = 시장이 설명하고 있다. 2023.07.20 bada@namhae.example", "시장이 설명하고 있다."),
    ],
)
def test_what_stands_around_a_sentence_is_cut_off(line, own):
    assert words(f"{TITLE}\n\n{line}\n\n{END}") == [TITLE, own, END]


def test_an_address_in_a_sentence_is_cut_out():
    assert words(f"{TITLE}\n\n신청은 전자우편(drone@geoje.example)으로 하면 된다.") == [
        TITLE,
        "신청은 전자우편(",
        ")으로 하면 된다.",
    ]


@pytest.mark.parametrize(
    "listing",
    [
        "[관련기사]\n· 거제 몽돌해변 야간 개장\n· 조선소 하청 노동자 간담회",
        "[관련기사]\n 거제 몽돌해변 야간 개장\n 조선소 하청 노동자 간담회",
        '관련기사\nㆍ"다리 하나 놓는데 왜" 주민 한숨\nㆍ[영상] 장목항을 가다',
        "많이 본 뉴스\n1. 장마철 산책로 통제\n2. 수국 축제 안내",
        "관련기사\n\n- 장마철 산책로 통제\n\n- 수국 축제 안내",
    ],
)
def test_a_list_of_other_articles_ends_where_the_article_goes_on(listing):
    assert words(f"{TITLE}\n\n{BODY}\n\n{listing}\n\n◆ 남은 과제\n\n{END}") == [TITLE, BODY, "◆ 남은 과제", END]


@pytest.mark.parametrize("heading", ["주요기사", "ⓒ 무단전재 및 재배포 금지"])
def test_nothing_follows_the_last_of_the_article(heading):
    assert words(f"{TITLE}\n\n{BODY}\n\n{heading}\n\n수국 축제 30만 명\n\n몽돌해변 야간 개장") == [TITLE, BODY]


def test_lines_led_by_a_triangle_in_a_row_are_a_list_of_the_article():
    items = ["▲ 시험 수역 확대", "▲ 전문 인력 양성"]
    assert words("\n".join([TITLE, "", BODY, *items, END])) == [TITLE, BODY, *items, END]


@pytest.mark.parametrize("again", [TITLE, TITLE[:14], f"{TITLE} - 남해신문", f"# {TITLE}", f"“{TITLE}…"])
def test_a_repeated_title_counts_once(again):
    assert words(f"{TITLE}\n\n{BODY}\n\n{again}\n\n{END}") == [TITLE, BODY, END]


@pytest.mark.parametrize(
    "page",
    [
        f"남해경제 포토\n\n한바다\n\nbada@namhae.example\n\n한바다기자 기사모음\n\n{TITLE}\n\n"
        f"남해경제 | 입력 2025.01.07 01:00\n\n{BODY}",
        f"전체기사 최신뉴스 GAM\n디데이\n\n{TITLE}\n\n기사입력 : 2023년07월20일 16:51\n\n{BODY}",
        f"{TITLE} < 경제 < 기사본문 - 남해도민신문\n홈\n지역\n{TITLE}\n승인 2024.07.11 18:05\n{BODY}",
        f"# {TITLE}\n\n{BODY}",
        f"{TITLE}\n{BODY}",
        f"수국 축제에 30만 명\n로그인\n{TITLE}\n입력 2025.01.07\n{BODY}\n{TITLE}",
    ],
)
def test_the_title_of_a_page(page):
    start, end = title_span(page)
    assert page[start:end] == TITLE
    assert words(page) == [TITLE, BODY]


def test_a_title_that_is_known_is_the_title():
    text = f"거제 드론\n\n한바다 기자\n\n드론으로 여는 거제의 하늘 길\n\n{BODY}"
    assert words(text, "거제 드론") == ["거제 드론", "드론으로 여는 거제의 하늘 길", BODY]


PIECES = st.sampled_from(
    [
        TITLE,
        BODY,
        "관련기사",
        "· 수국 축제",
        "▲ 전경. /시 제공",
        "한바다 기자",
        "a@b.kr",
        " ",
        "\n",
        "\n\n",
        "#거제",
        "[거제=뉴시스] ",
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=20).map("".join))
def test_spans_are_in_order_and_inside_the_text(text):
    end = 0
    for start, stop in content_spans(text):
        assert end <= start < stop <= len(text)
        assert text[start:stop] == text[start:stop].strip()
        end = stop
    assert bool(content_spans(text)) == bool(text.strip())
