"""Papers of inspections: the minutes (biên bản kiểm tra), the proposal to revoke (tờ trình)."""

from marketplace.certification.kinds import RevocationGround
from marketplace.documents.official_paper import Block, Facts, Grid, OfficialPaper, Signer, Text
from marketplace.inspection.queries.printed import MinutesPaper, ProposalPaper
from marketplace.inspection.queries.views import About
from marketplace.inspection.reading import article_of
from marketplace.kernel import formats
from marketplace.reports.papers.parts import QD26, origin, paper

_AFTER = f"{QD26[:-1]}, Điều 9 về kiểm tra sau công nhận;"


def minutes(found: MinutesPaper, province: str) -> OfficialPaper:
    """Biên bản kiểm tra: who was there, the three checks, the evidence, the verdict."""
    return paper(
        province,
        at=found.concluded_at,
        kind="BIÊN BẢN",
        about="Kiểm tra sản phẩm OCOP sau công nhận",
        number=found.code,
        grounds=(_AFTER,),
        body=(
            Facts(
                (
                    *about_pairs(found.about),
                    ("Ngày kiểm tra", formats.day(found.day)),
                    ("Nơi kiểm tra", found.place),
                    ("Hình thức", str(found.occasion.label)),
                    (
                        "Đoàn kiểm tra",
                        "; ".join(", ".join(part for part in who if part) for who in found.team),
                    ),
                    ("Bên được kiểm tra", found.present),
                )
            ),
            Grid(
                ("Nội dung", "Kết quả", "Ghi nhận"),
                tuple(
                    (str(each.check.label), str(each.finding.label) if each.finding else "–", each.note)
                    for each in found.checks
                ),
                wide=2,
            ),
            *_texts(("Mẫu tem:", found.stamp_note), ("Nhận xét:", found.summary)),
            *_evidence(found),
            Text(_verdict(found), "Kết luận:"),
            *_texts(("Yêu cầu khắc phục:", found.remedy)),
        ),
        signer=Signer("Người lập biên bản", found.inspector),
        second_signer=Signer("Bên được kiểm tra", ""),
        origin=origin(found.code, "biên bản kiểm tra"),
    )


def proposal(found: ProposalPaper, province: str) -> OfficialPaper:
    """Tờ trình đề nghị thu hồi, to the authority of the star, with its ground."""
    about = found.about
    return paper(
        province,
        at=found.submitted_at,
        kind="TỜ TRÌNH",
        about="Đề nghị thu hồi giấy chứng nhận sản phẩm OCOP",
        number=found.no,
        to=(str(found.authority),),
        grounds=(
            QD26,
            f"Căn cứ Biên bản kiểm tra {found.minutes.code} ngày {formats.day(found.minutes.day)};",
        ),
        body=(
            Text("Đề nghị xem xét thu hồi giấy chứng nhận của sản phẩm sau đây:"),
            Facts(about_pairs(about)),
            Text(_ground(found.ground, found.article), "Căn cứ thu hồi:"),
            *_texts(("Nội dung:", found.note)),
            Text(_verdict(found.minutes), "Kết luận kiểm tra:"),
            Text(
                f"Quyết định thu hồi ban hành trong 15 ngày kể từ ngày có kết luận, đến hết "
                f"{formats.day(found.due_on)} (Điều 8).",
                "Thời hạn:",
            ),
            *_texts(("Quyết định đã ban hành:", found.decision_no)),
        ),
        signer=Signer("Người trình", found.submitted_by or found.drafted_by),
        copies=("Như trên", "Lưu hồ sơ kiểm tra"),
        origin=origin(found.code, "đề nghị thu hồi"),
    )


def about_pairs(about: About) -> tuple[tuple[str, str], ...]:
    """The product of a case as a paper lists it."""
    return (
        ("Sản phẩm", about.product_name),
        ("Chủ thể", about.holder),
        ("Nơi sản xuất", ", ".join(part for part in (about.commune, about.province) if part)),
        ("Hạng", f"{about.star} sao" if about.star else "không có giấy chứng nhận"),
        ("Quyết định", about.decision_no),
    )


def _verdict(found: MinutesPaper) -> str:
    parts = [f"{found.verdict.label}."]
    if found.ground is not None:
        parts.append(f"Căn cứ: {_ground(found.ground, found.article)}")
    if found.remedy_by is not None:
        parts.append(f"Khắc phục xong trước hết ngày {formats.day(found.remedy_by)}.")
    return " ".join(parts)


def _ground(ground: RevocationGround, article: str) -> str:
    """The point of the law that is the ground, and the rule that was broken where that is another one."""
    source = article_of(ground)
    broken = f" Điều khoản bị vi phạm: {article}." if article not in {"", source} else ""
    return f"{source}: {ground.label}.{broken}"


def _evidence(found: MinutesPaper) -> tuple[Block, ...]:
    if not found.evidence:
        return ()
    rows = tuple(
        (str(number), str(each.kind.label), each.note or each.name, each.print)
        for number, each in enumerate(found.evidence, 1)
    )
    return (Grid(("STT", "Ảnh", "Ghi chú", "Mã băm"), rows, frozenset({0}), wide=2),)


def _texts(*pairs: tuple[str, str]) -> tuple[Text, ...]:
    return tuple(Text(text, heading) for heading, text in pairs if text)
