"""What the furniture of Korean news pages and press releases looks like, as patterns over one trimmed line."""

import re

from extractors.readers.dates import CLOCK, DAY

# Names of newspapers, agencies and stations: most end alike; those that do not are listed.
PRESS = (
    r"(?:\w*(?:신문|일보|방송|뉴스|타임[스즈]|투데이|데일리|저널|통신|미디어|헤럴드|매일|뉴스\d+|뉴스핌|뉴시스|경제TV)"
    r"|(?:매일|한국|서울|아시아|헤럴드|이코노미|에너지|대한|조선|글로벌|브릿지|한스)경제|\w*(?:MBC|KBS|SBS|CBS|TBC|KNN|EBS)"
    r"|YTN|MBN|JTBC|연합뉴스TV|채널A|TV조선|한겨레|프레시안|더팩트|이데일리|데일리안|쿠키뉴스|뉴스피크|정책브리핑)"
)
_EMAIL = r"(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*"
_NAME = r"[가-힣]{2,4}"
_ROLE = r"(?:기자|특파원|리포터|논설위원|PD)(?:들)?"
# 홍길동 기자, 안동=문가람 기자, 김하나·이두리 선임기자, 조세호 기자(=창원)
_REPORTER = (
    rf"(?:[가-힣·]+\s?=\s?)?(?:{_NAME}\s?[·,ㆍ]\s?)*{_NAME}\s?(?:[가-힣]{{2,4}}\s?)?{_ROLE}(?:\s?\(=?[가-힣·\s]+\))?"
)
_PUBLISHED = (
    r"(?:최초\s?|기사\s?)?(?:입력|등록|승인|송고|작성|게재|게시|발행|배포|보도|웹출고)\s?(?:일시|시간|일|날짜)?"
)
_MODIFIED = r"(?:최종\s?|기사\s?)?(?:수정|업데이트|편집)\s?(?:일시|시간|일)?"

# Words of menus and buttons, each of which may fill a line together with others of its kind.
_BUTTONS = (
    "가|가나다|공유|공유하기|기사공유하기|기사 공유|기사 스크랩|스크랩|스크랩하기|인쇄|인쇄하기|프린트"
    "|프린트하기|글자크기|글자 크기|글자크기 설정|글자크기조정|글씨 키우기|글씨 줄이기|본문 글씨 키우기"
    "|본문 글씨 줄이기|크게|작게|댓글|댓글쓰기|댓글 쓰기|URL복사|URL 복사|주소복사|링크복사|링크 복사|복사하기"
    "|메일보내기|메일 보내기|기자에게 메일보내기|이메일(으)로|기사보내기|뉴스듣기|기사듣기|본문듣기|본문 듣기"
    "|음성재생|음성재생 설정|음성으로 듣기|번역|번역 설정|요약보기|요약봇|카카오톡|카카오스토리|페이스북|트위터"
    "|엑스|라인|밴드|네이버|네이버블로그|인스타그램|유튜브|텔레그램|SNS|SNS 기사보내기|북마크|좋아요|싫어요|추천"
    "|추천해요|응원|구독|구독하기|구독중|페이지 구독하기|닫기|열기|팝업창 닫기|더보기|기사 더보기|이미지 확대"
    "|이미지 확대보기|이미지 크게보기|사진 확대|배너|광고|광고문의|목록|목록으로|이전|다음|이전글|다음글|이전기사"
    "|다음기사|맨위로|TOP|홈|로그인|로그아웃|회원가입|전체메뉴|메뉴|검색|본문 바로가기|기사본문|기사모음"
    "|기사 모음|전체기사|최신뉴스|포토|영상|속보|정치|경제|사회|문화|국제|스포츠|연예|오피니언|전국|지역|지역뉴스"
    "|기자명|지면보기|다크모드|파일 첨부|첨부파일|내려받기|앵커|앵커멘트|기자|리포트|기사원문|원문보기|원문 보기"
    "|제보하기|기사제보|뒤로가기|advertisement|AD"
)
_BUTTON = "|".join(sorted(map(re.escape, _BUTTONS.split("|")), key=len, reverse=True))
BUTTONS = frozenset(_BUTTONS.split("|"))

EMAIL = re.compile(_EMAIL)
NAME = re.compile(_NAME)
REPORTER_NAME = re.compile(rf"(?<!\w)({_NAME})\s?기자(?!\w)")
HEADING = re.compile(r"#{1,6}\s+")
# The name of site and section behind a title: " - 경남신문", " < 지역 < 기사본문 - 경남신문", " | 연합뉴스"
TITLE_TAIL = re.compile(rf"\s+[-|<–ㅣ:]\s+(?:[^-|<>]{{1,12}}\s[-|<]\s)*{PRESS}\s*$")

# A line of nothing but small print: dates, names of reporters, buttons, temperatures. Possessive, so that the
# first word that is none of these ends the search.
SMALL_PRINT = re.compile(
    rf"(?:(?:(?:(?:{_PUBLISHED}|{_MODIFIED})\s?[:：|]?\s*)?{DAY}{CLOCK}|{_NAME}\s{DAY}\s?\d\d?:\d\d"
    rf"|\w+\s*(?=[|ㅣ]\s*{_PUBLISHED})|{_PUBLISHED}|{_MODIFIED}|오[전후]\s?\d+:\d+"
    rf"|(?:{_NAME}\s?[(<]?\s?)?{_EMAIL}|{_REPORTER}|https?://\S+|(?:글|사진|정리|대담|취재|촬영|편집)(?:[·/,=\s]+(?:글|사진|정리|취재))*"
    r"|\w*(?:뉴스|취재|편집)(?:팀|부|국|룸)|(?:지면\s?)?[A-Z]?\d{1,2}면|\d+|담당\s?부서\s?:[^|/]+|자료\s?제공\s?:[^|/]+"
    r"|보도\s?참고자료|보도\s?자료|사진\s?있음|배포\s?즉시(?:\s?보도(?:\s?가능)?)?|즉시\s?보도"
    rf"|[가-힣]*\s?-?\d+(?:\.\d+)?℃|{PRESS}|{_BUTTON})(?!\w)|[\W_]+)++",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(
    r"무단\s?전재.*(?:금지|금합|불허)|재배포\s?(?:를\s?)?금지|(?:전재|복제|배포)\s?금지\W*$|All [Rr]ights"
    r"|^\W*(?:저작권자|[Cc]opyright|COPYRIGHT|\([Cc]\)|[ⓒ©]|공공누리)|출처표시"
)
FOOTER = re.compile(
    r"(?:발행인|편집인|청소년보호책임자|사업자\s?등록번호|통신판매업신고|고충처리인|대표\s?전화|신문\s?등록번호)\s?[:：]"
)
HASHTAGS = re.compile(r"(?:#[^\s#,]+[\s,]*)+")
# What a site asks of its readers.
NAG = re.compile(
    r"제보(?:를\s?(?:기다|받)|는\s?카카오|가\s?뉴스)|채널\s?(?:을\s?)?(?:추가|구독)|구독(?:하세요|해\s?주세요|과\s?좋아요)"
    r"|바로\s?가기$|기사에\s?대해\s?어떻게|직접\s?확인하세요|언론사로\s?이동|앱에서\s?보기|유료\s?(?:회원|기사)"
    r"|전용\s?콘텐츠|복사(?:되었습니다|가\s?완료)|글자\s?크기(?:\s?설정|로\s?변경)|만나보세요|본문\s?보기를\s?권장"
    r"|Translated by|공감언론|재판매\s?및\s?DB|\[(?:카카오톡|전화|메일|제보)\]"
)

# [관련기사], 많이 본 뉴스 ▶ …, <관련기사> …, 이 기자의 전체기사 보기
OTHER_ARTICLES = re.compile(
    r"[\[<(【▶▷■◆☞※·\s]*(?:(?:관련|연관|추천|인기|주요|최신|실시간|랭킹|포토|많이\s?본|다른|함께\s?보는|오늘의)\s?(?:기사|뉴스|콘텐츠|이슈|키워드)"
    rf"|(?:이|{_NAME})\s?기자의?\s?(?:다른|전체|최신)?\s?기사|이\s?시각\s?(?:주요|많이\s?본)?\s?(?:기사|뉴스))"
    r"(?:\s?(?:전체|더)?\s?보기|\s?더보기|\s?리스트|\s?목록|\s?TOP\s?\d*|\s?\d+면)?\s*(?:[\]>)】:：▶☞]+|$)"
)
LISTED = re.compile(r"[·ㆍ•\-*▶▷☞◦]|\d{1,2}[.)]?\s")
# Marks of subheads and of the items of a press release: such a line is the article's.
STRUCTURE_MARK = re.compile(r"[□■○◯●◆◇◎―—※]|[①-⑳]")
PARAGRAPH_END = re.compile(r"[가-힣]\.[\"”’')\]]*$|[가-힣][.?!][\"”’']\s?\S{1,6}$")

PHOTO_MARK = re.compile(r"[▲▼◀]")
# A caption may state something in a whole sentence, which is then the article's; its mark and its credit are not.
SENTENCE = re.compile(r"[▲▼◀\s]*(\S.*[가-힣]다\.)(?!\w)")
PHOTO_LABEL = re.compile(
    r"[▲▼◀▶△\[(<【/\s]*(?:사진|그래픽|포토|이미지|본문 이미지|일러스트|표)\s?(?:설명|제공|출처|캡션)?\s?"
    r"(?:[\])>】=:：│ㅣ]|-\s)|이미지\s?확대"
)
_PROVIDER = r"[\w㈜()·&'’]{1,20}(?:\s[\w·]{1,15})?"
# Who gave the picture, at the end of its caption: 제공=창원시, /의회 제공, (사진=충남도), ⓒ 뉴스1,
# 2025.01.07 hong@example.com
CREDIT = re.compile(
    rf"(?:사진|그래픽|자료|이미지|제공|출처|촬영|캡처)\s?(?:제공|출처)?\s?[=:ㅣ│]\s?{_PROVIDER}\s?[\])>.]*$"
    rf"|[.다/(<\[=ⓒ©]\s?[\[(]?{_PROVIDER}\s제공\s?[\])>.]*$|[./(<\[ⓒ©]\s?(?:{PRESS}|자료\s?사진|독자\s?제공|\w*공동취재단)\s?[\])>]*$"
    rf"|{DAY}\s?{_EMAIL}\s*$|[ⓒ©]\s?{_PROVIDER}$"
)

# A line of its own that names who gave the picture; its caption stands before it.
CREDIT_ALONE = re.compile(
    rf"[\[(<]\s?{_PROVIDER}\s제공(?:\.\s?재판매.*)?\s?[\])>]|[\[(<]\s?(?:{PRESS}\s)?자료\s?사진\s?[\])>]"
)

# [창원=뉴시스] 홍길동 기자 =, (창원=연합뉴스) 홍길동 기자 =, [경남/홍길동기자], [KBS 창원], 경남신문 홍길동 기자 |
_BRACKET = r"[\[(【<]"
_CLOSED = r"[\])】>]"
LEAD_IN = re.compile(
    rf"(?:{_BRACKET}\s?[가-힣·,\s]{{2,20}}=\s?{PRESS}\s?{_CLOSED}\s*(?:{_REPORTER}\s?)?"
    rf"|{_BRACKET}[^\])】>]{{0,30}}기자\s?{_CLOSED}|{_BRACKET}\s?{PRESS}(?:[\s=ㅣ|]+[가-힣]{{2,4}})?\s?{_CLOSED}\s*(?:{_REPORTER}\s?)?"
    rf"|(?:{PRESS}\s)?{_REPORTER}\s?(?=[=|ㅣ])|{PRESS}\s?(?=[|ㅣ])|{_BRACKET}\s?앵커(?:멘트)?\s?{_CLOSED})\s*[=|ㅣ:]?\s*"
)
# What may follow the last sentence of a paragraph: a byline, an address, a pointer to another page, copyright.
BYLINE_TAIL = re.compile(
    rf"(?:\s*[/=]?\s*(?:(?<=[.\s/=”\"'])(?:{PRESS}\s)?(?:{_REPORTER}|{_NAME}(?=\s?[(<]?{_EMAIL}))|[(<]?{_EMAIL}[)>]?"
    rf"|[<\[(]\s?관련\s?기사[^>\])]*[>\])]|[<\[(]\s?(?:저작권자|[ⓒ©])[^>\])]*[>\])]))+\s*$"
)
