"""From bytes to text: UTF-8 and CP949 told apart, everything else named and refused."""

import codecs
import re

from graph.errors import ArticleError

# CP949 accepts much that was never meant as CP949; real Korean text is nearly all Hangul beyond ASCII, while
# UTF-8 or chance bytes read as CP949 are a third Chinese characters and more.
LEAST_HANGUL = 0.8

_BEYOND_ASCII_LETTER = re.compile(r"[^\W\d_a-zA-Z]")
_HANGUL = re.compile(r"[가-힣]")
_UTF_16_OR_32 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


def decode(data: bytes) -> str:
    r"""Return the text of UTF-8, with or without a byte order mark, or of CP949.

    Raises ArticleError where the bytes are another encoding, no text at all, or cut off in mid-character.

    >>> decode("창원시".encode("cp949")), decode("\ufeff창원시".encode())
    ('창원시', '창원시')
    """
    if data.startswith(_UTF_16_OR_32) or (b"\0" in data and _is_utf_16(data)):
        raise ArticleError("UTF-16이나 UTF-32로 적힘: UTF-8이나 CP949여야 함")
    if b"\0" in data:
        raise ArticleError("글이 아닌 이진 파일: UTF-8이나 CP949로 적은 글이어야 함")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _decode_cp949(data, error)


def _decode_cp949(data: bytes, utf_8: UnicodeDecodeError) -> str:
    if utf_8.start > 0 and utf_8.reason == "unexpected end of data" and not data[: utf_8.start].isascii():
        raise _cut_off("UTF-8", utf_8) from utf_8
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError as cp949:
        if cp949.reason == "incomplete multibyte sequence" and _is_korean(data[: cp949.start].decode("cp949")):
            raise _cut_off("CP949", cp949) from None
        text = ""
    if _is_korean(text):
        return text
    raise ArticleError(f"UTF-8도(바이트 {utf_8.start}에서 어긋남) CP949도 아님: 둘 가운데 하나여야 함") from utf_8


def _cut_off(name: str, error: UnicodeDecodeError) -> ArticleError:
    return ArticleError(f"글자 중간인 바이트 {error.start}에서 끊김: 온전한 {name}여야 함")


def _is_korean(text: str) -> bool:
    letters = len(_BEYOND_ASCII_LETTER.findall(text))
    return letters > 0 and len(_HANGUL.findall(text)) >= LEAST_HANGUL * letters


def _is_utf_16(data: bytes) -> bool:
    whole = data[: len(data) // 2 * 2]
    return any(_is_korean(whole.decode(name, errors="ignore")) for name in ("utf-16-le", "utf-16-be"))
