"""How many stars and points a row says."""

from marketplace.certification.annex.assess.findings import Code
from marketplace.certification.annex.assess.source import Source
from marketplace.certification.annex.layout.fields import STAR_TICKS, Field
from marketplace.certification.annex.values.scores import parse_score, score_beside
from marketplace.certification.annex.values.stars import is_potential_star, is_tick, parse_star
from marketplace.kernel.i18n import Message

STAR_COLUMNS = (Field.STAR, Field.STAR_3, Field.STAR_4, Field.STAR_5)


def read_star(source: Source) -> int | None:
    """The stars of a row: from its own column, from the ticked one, else from the sub-heading above."""
    if text := source.line(Field.STAR):
        return _written(source, text)
    ticked = [field for field in STAR_TICKS if is_tick(source.line(field))]
    if len(ticked) > 1:
        source.remark(
            Code.STAR_UNREADABLE, Message("Đánh dấu ở hơn một cột sao. Chỉ đánh dấu một cột."), ticked[-1]
        )
        return None
    if ticked:
        return STAR_TICKS[ticked[0]]
    star = source.row.context.star
    if star is None:
        source.missing(Code.STAR_MISSING, Message("Chưa có hạng sao."), *STAR_COLUMNS)
    return star


def read_score(source: Source) -> int | None:
    """The points of a row in hundredths: from their own column, else from beside the stars."""
    text = source.line(Field.SCORE) or score_beside(source.line(Field.STAR))
    if not text:
        return None
    score = parse_score(text)
    if score is None:
        source.remark(
            Code.SCORE_UNREADABLE,
            Message("“%(text)s” không phải là điểm từ 0 đến 100. Ghi như 78,5.", {"text": text}),
            Field.SCORE,
        )
    return score


def _written(source: Source, text: str) -> int | None:
    star = parse_star(text)
    if star is not None and star <= 5:
        return star
    if is_potential_star(text):
        message = Message(
            "“%(text)s” chưa phải là quyết định công nhận. Ghi hạng sao đã được công nhận.", {"text": text}
        )
    else:
        message = Message("Không đọc được hạng sao “%(text)s”. Ghi như 4, 4 sao hoặc ★★★★.", {"text": text})
    source.remark(Code.STAR_UNREADABLE, message, Field.STAR)
    return None
