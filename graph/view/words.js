// What the page says, in Korean and in English. What the graph can say (types, relations …) comes with the data.

const WORDS = {
  ko: {
    search: "이름 찾기", searchHint: "이름·별칭·초성 (예: ㅊㅇㅅ)", noHit: "찾는 이름이 없습니다", hits: (n) => `${n}개 찾음`,
    second: "함께 볼 둘째 이름을 찾으세요", cancel: "그만두기",
    back: "뒤로", forward: "앞으로", overview: "개요", all: "전체", filter: "거르기", table: "표", save: "내보내기",
    language: "English", theme: "밝게·어둡게", close: "닫기", more: "더 보기", clear: "모두 지우기",
    png: "그림 (PNG)", svg: "그림 (SVG)", csv: "표 (CSV)", print: "인쇄", link: "주소 복사", copied: "주소를 복사했습니다",
    legend: "범례: 누르면 숨기거나 보입니다", types: "유형", lines: "선", size: "크기",
    solid: "진행·완료", dashed: "계획·건의", crossed: "무산",
    measures: { claims: "주장 수", neighbours: "이웃 수", articles: "기사 수", amount: "금액 합" },
    map: "그림. 화살표 키로 이웃으로 옮기고, Enter로 그 둘레를 보고, Esc로 한 걸음 물러납니다. 같은 내용이 표에 있습니다.",
    panel: "자세히", filters: "거르기", tableName: "보이는 것의 표",
    overviewTold: (n, of) => `개요 · 가장 많이 이어진 ${n}개 (전체 ${of}개)`,
    filteredTold: (n, of) => `거른 결과 · ${n}개 (맞는 것 ${of}개)`,
    allTold: (n) => `전체 · ${n}개. 확대하면 이름이 더 나옵니다`,
    focusTold: (name, n, of) => `${name} 둘레 · ${n} / ${of}개`,
    betweenTold: (a, b, n) => `${a} · ${b} 둘에 함께 이어진 ${n}개`,
    steps: (n) => `${n}단계`, nothing: "맞는 것이 없습니다.", unfilter: "거르기 풀기", hiddenOf: (n) => `${n}개 더`,
    relation: "관계", status: "상태", industry: "산업", region: "지역", outlet: "언론사", sure: "확신도", time: "보도 시기",
    whole: "전체", atLeast: (p) => `${p}% 이상`, from: "부터", until: "까지", undated: "날짜 없는 주장은 기간을 좁히면 빠집니다.",
    nameFilter: "이름으로 좁히기", elsewhere: "권역 없음",
    counts: (n, c, a) => `개체 ${n} · 주장 ${c} · 기사 ${a}`, reported: (a, b) => `보도 ${a} ~ ${b}`,
    guide: "점은 기사에 나온 사람·지역·기관·사업, 선은 기사가 말한 관계입니다. 점이나 선을 누르면 근거 문장이 여기 나옵니다.",
    guideMap: "지역과 사업은 권역의 자리에, 산업은 한쪽에 모았습니다. 이름을 찾거나, 점을 두 번 눌러 그 둘레를 보세요.",
    strongest: "많이 이어진 것", claimsOf: (n) => `${n}건`, articlesOf: (n) => `기사 ${n}건`,
    pairHere: "둘에 함께 이어진 것 보기", direct: "둘 사이", common: "함께 이어진 것",
    focusHere: "둘레 보기", pair: "다른 하나와 함께 보기", alias: "다른 이름", differs: "기사마다 다름",
    offices: "직책", projects: "사업", money: "돈", timeline: "시간순", neighbours: "이웃", allClaims: "근거",
    noClaims: "이 개체에 대한 주장은 없습니다.", filteredOut: (n) => `거르기에 가려진 주장 ${n}건`,
    folded: (n) => `주장 ${n}건`, sources: (n) => `독립 출처 ${n}곳`, oneSource: "출처 1곳", sureOf: (p) => `확신도 ${p}%`,
    article: "기사", head: "주체", tail: "대상", quote: "인용", date: "보도일", press: "언론사", type: "유형", name: "이름",
    url: "주소", rows: (n, of) => (n < of ? `${of}줄 가운데 ${n}줄` : `${of}줄`), claims: "주장", entities: "개체",
    registers: { code: "지역 코드", ksic: "표준산업분류" },
    rule: "찾은 규칙", pageTitle: "그림과 근거", selfTold: "자기 자신",
  },
  en: {
    search: "Find a name", searchHint: "Name, alias or initial consonants (ㅊㅇㅅ)", noHit: "No such name", hits: (n) => `${n} found`,
    second: "Find the second name to see together", cancel: "Cancel",
    back: "Back", forward: "Forward", overview: "Overview", all: "All", filter: "Filter", table: "Table", save: "Export",
    language: "한국어", theme: "Light or dark", close: "Close", more: "More", clear: "Clear all",
    png: "Picture (PNG)", svg: "Picture (SVG)", csv: "Table (CSV)", print: "Print", link: "Copy address", copied: "Address copied",
    legend: "Legend: press to hide or show", types: "Types", lines: "Lines", size: "Size",
    solid: "ongoing, done", dashed: "planned, proposed", crossed: "failed",
    measures: { claims: "claims", neighbours: "neighbours", articles: "articles", amount: "money" },
    map: "Picture. Arrow keys move to a neighbour, Enter focuses it, Esc steps back. The table holds the same content.",
    panel: "Details", filters: "Filters", tableName: "Table of what is shown",
    overviewTold: (n, of) => `Overview · the ${n} most linked of ${of}`,
    filteredTold: (n, of) => `Filtered · ${n} of ${of} that match`,
    allTold: (n) => `All ${n}. Zoom in for more names`,
    focusTold: (name, n, of) => `Around ${name} · ${n} of ${of}`,
    betweenTold: (a, b, n) => `${n} tied to both ${a} and ${b}`,
    steps: (n) => (n === 1 ? "1 step" : `${n} steps`), nothing: "Nothing matches.", unfilter: "Remove filters",
    hiddenOf: (n) => `${n} more`,
    relation: "Relation", status: "Status", industry: "Industry", region: "Region", outlet: "Outlet", sure: "Confidence",
    time: "Reported", whole: "all", atLeast: (p) => `${p}% or more`, from: "from", until: "until",
    undated: "Claims without a date drop out once the time is narrowed.", nameFilter: "Narrow by name", elsewhere: "No zone",
    counts: (n, c, a) => `${n} entities · ${c} claims · ${a} articles`, reported: (a, b) => `Reported ${a} to ${b}`,
    guide: "Points are people, regions, bodies and projects in the articles; lines are what the articles say of them. " +
      "Press a point or a line to read the sentences here.",
    guideMap: "Regions and projects lie where their zone lies in Korea, industries to one side. Search, or press a point twice to focus it.",
    strongest: "Most linked", claimsOf: (n) => `${n}`, articlesOf: (n) => `${n} articles`,
    pairHere: "See what is tied to both", direct: "Between the two", common: "Tied to both",
    focusHere: "Focus", pair: "See with another", alias: "Also", differs: "articles differ",
    offices: "Offices", projects: "Projects", money: "Money", timeline: "Timeline", neighbours: "Neighbours", allClaims: "Evidence",
    noClaims: "There is no claim about it.", filteredOut: (n) => `${n} claims hidden by the filters`,
    folded: (n) => `${n} claims`, sources: (n) => `${n} independent sources`, oneSource: "1 source", sureOf: (p) => `confidence ${p}%`,
    article: "Article", head: "Subject", tail: "Object", quote: "Quote", date: "Reported", press: "Outlet", type: "Type", name: "Name",
    url: "Address", rows: (n, of) => (n < of ? `${n} of ${of} rows` : `${of} rows`), claims: "Claims", entities: "Entities",
    registers: { code: "region code", ksic: "KSIC" },
    rule: "Found by", pageTitle: "Picture and evidence", selfTold: "itself",
  },
};

let language = "ko";
const say = (name) => WORDS[language][name];
const told = (term) => term[language];
const count = (number) => number.toLocaleString(language === "ko" ? "ko-KR" : "en");

const UNITS = [["조", 1e12], ["억", 1e8], ["만", 1e4]];

// An amount of won as newspapers write it: 1조 4,215억 원; in English in billions.
function tellWon(amount) {
  if (language === "en") {
    const [size, unit] = amount >= 1e12 ? [1e12, " tn"] : amount >= 1e9 ? [1e9, " bn"] : amount >= 1e6 ? [1e6, " m"] : [1, ""];
    return `KRW ${(amount / size).toLocaleString("en", { maximumFractionDigits: 2 })}${unit}`;
  }
  let rest = Math.round(amount);
  const parts = [];
  for (const [unit, size] of UNITS) {
    const whole = Math.floor(rest / size);
    if (whole) parts.push(whole.toLocaleString("ko-KR") + unit);
    rest -= whole * size;
  }
  return parts.length ? parts.join(" ") + " 원" : `${Math.round(amount).toLocaleString("ko-KR")}원`;
}

function tellValue(name, value) {
  const kind = world.attributes[name]?.kind;
  if (kind === "won") return tellWon(Number(value));
  if (kind === "number") return Number(value).toLocaleString(language === "ko" ? "ko-KR" : "en", { maximumFractionDigits: 2 });
  if (kind === "stance") return world.stances[value] ? told(world.stances[value]) : String(value);
  return String(value);
}

const nameOf = (attribute) => (world.attributes[attribute] ? told(world.attributes[attribute]) : say("registers")[attribute] ?? attribute);
