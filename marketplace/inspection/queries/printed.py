"""What the papers of a case say: the minutes (biên bản kiểm tra) and the proposal to revoke (tờ trình)."""

from dataclasses import dataclass
from datetime import date, datetime

from marketplace.certification.kinds import RevocationGround
from marketplace.certification.services.revocation import who_revokes
from marketplace.inspection.kinds import EvidenceKind, Finding, InspectionState, Occasion, Verdict
from marketplace.inspection.queries.inspection_detail import inspection
from marketplace.inspection.queries.proposal_detail import proposal
from marketplace.inspection.queries.views import About, CheckView
from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import Conflict
from marketplace.kernel.i18n import Message


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A picture as a paper lists it: by what it shows, its name, and the first half of the SHA-256 of its bytes."""

    kind: EvidenceKind
    name: str
    note: str
    print: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPaper:
    """Biên bản kiểm tra. ``inspector`` is who concluded it; ``article`` the rule that was broken, where one was typed;
    what is to be mended is there only where the verdict gives time to.
    """

    code: str
    about: About
    occasion: Occasion
    day: date
    place: str
    team: tuple[tuple[str, str], ...]
    present: str
    checks: tuple[CheckView, ...]
    stamp_note: str
    summary: str
    verdict: Verdict
    remedy_by: date | None
    remedy: str
    ground: RevocationGround | None
    article: str
    evidence: tuple[EvidenceLine, ...]
    inspector: str
    concluded_at: datetime

    @property
    def faults(self) -> tuple[CheckView, ...]:
        """The checks that found a fault."""
        return tuple(each for each in self.checks if each.finding is Finding.FAULT)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalPaper:
    """Tờ trình đề nghị thu hồi. ``authority`` is to whom it goes; ``no`` is empty while it is not submitted."""

    code: str
    no: str
    authority: Message
    about: About
    ground: RevocationGround
    article: str
    note: str
    minutes: MinutesPaper
    due_on: date
    drafted_by: str
    submitted_by: str
    submitted_at: datetime | None
    decision_no: str


def minutes(actor: Actor, code: str) -> MinutesPaper:
    """The minutes of a concluded inspection for print; as many statements as ``inspection``.

    :raises NotFound: none of the actor's places. :raises Conflict: not concluded, so there is nothing to sign.
    """
    view = inspection(actor, code)
    concluded = view.state is InspectionState.CONCLUDED
    if not concluded or not (view.occasion and view.day and view.verdict and view.concluded_at):
        raise Conflict(Message("Biên bản chưa kết luận nên chưa in được."))
    ground = view.answers.get("ground", "")
    chosen = RevocationGround(ground) if ground in set(RevocationGround) else None
    proposed = bool(view.proposal)  # without one there is nothing to revoke, so no ground to
    if chosen is None and view.recommended is not None:
        chosen = view.recommended.ground
    remedied = view.verdict is Verdict.REMEDY
    return MinutesPaper(
        code=view.code,
        about=view.about,
        occasion=view.occasion,
        day=view.day,
        place=view.answers.get("place", "") or f"{view.about.commune}, {view.about.province}",
        team=view.team,
        present=view.answers.get("present", ""),
        checks=view.checks,
        stamp_note=view.answers.get("stamp_note", ""),
        summary=view.answers.get("summary", ""),
        verdict=view.verdict,
        remedy_by=view.remedy_by if remedied else None,
        remedy=view.answers.get("remedy", "") if remedied else "",
        ground=chosen if proposed else None,
        article=view.answers.get("article", "") if proposed else "",
        evidence=tuple(
            EvidenceLine(
                each.kind, each.name, each.note, each.file.name.rsplit("/", 1)[-1].split(".")[0][:32]
            )
            for each in view.files
        ),
        inspector=view.people.get(view.concluded_by, ""),
        concluded_at=view.concluded_at,
    )


def proposal_paper(actor: Actor, code: str) -> ProposalPaper:
    """A proposal for print, with the minutes it rests on. :class:`NotFound` for none of the actor's places."""
    view = proposal(actor, code)
    return ProposalPaper(
        code=view.code,
        no=view.paper_no,
        authority=who_revokes(view.about.star or 0),
        about=view.about,
        ground=view.ground,
        article=view.article,
        note=view.note,
        minutes=minutes(actor, view.inspection),
        due_on=view.due_on,
        drafted_by=view.people.get(view.drafted_by, ""),
        submitted_by=view.people.get(view.submitted_by, ""),
        submitted_at=view.submitted_at,
        decision_no=view.decision_no,
    )
