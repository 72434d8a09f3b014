"""What is told about who is who in the register: claims on producers, producers that may be one, and that are now."""

from marketplace.certification.claims import queries as claims
from marketplace.certification.claims.queries import ClaimView
from marketplace.certification.events import ClaimDecided, ClaimOpened, ClaimProposed, ClaimWithdrawn
from marketplace.notifications.letters.joining import readdress
from marketplace.notifications.queries import officers_of, people_of_producer
from marketplace.notifications.services import notify, settle
from marketplace.producers import queries as producers
from marketplace.producers.events import PairDropped, PairProposed, ProducersJoined
from marketplace.producers.queries import Seller

_CLAIMS, _OWN_CLAIMS = "/quan-ly/can-bo/nhan-chu-the", "/quan-ly/dang-ky-ban/nhan-chu-the"
_PAIRS, _DESK = "/quan-ly/can-bo/chu-the-trung", "/quan-ly/chu-the"
_TO_OFFICERS = ("claim_waiting", "claim_proposed")


def on_claim_opened(event: ClaimOpened) -> None:
    """Tell the officers of the place that somebody says who they are."""
    _tell_officers("claim_waiting", _claim(event.code))


def on_claim_proposed(event: ClaimProposed) -> None:
    """The first officer has looked: what is asked for now is a second one."""
    settle("claim_waiting", event.code)
    _tell_officers("claim_proposed", _claim(event.code))


def on_claim_withdrawn(event: ClaimWithdrawn) -> None:
    """Nobody has to look at it any more."""
    _settle_claim(event.code)


def on_claim_decided(event: ClaimDecided) -> None:
    """Tell the claimant, and nobody else: who has claimed what is nobody's business."""
    _settle_claim(event.code)
    view = _claim(event.code)
    if event.accepted and view.producer_id is not None:
        notify(
            "claim_accepted",
            event.code,
            [event.claimant_id],
            path=_DESK,
            seller=_seller(view.producer_id).display_name,
        )
    else:
        notify(
            "claim_refused",
            event.code,
            [event.claimant_id],
            path=_OWN_CLAIMS,
            holder=view.holder_name,
            reason=view.reason,
        )


def on_pair_proposed(event: PairProposed) -> None:
    """Tell the officers of both places, but not who proposed it, that a second one is asked for."""
    kept, gone = _seller(event.producer_id), _seller(event.gone_id)
    people = _officers(kept) & _officers(gone)
    own = {*people_of_producer(kept.id), *people_of_producer(gone.id)}
    notify(
        "pair_proposed",
        f"{event.pair_id}:{event.version}",
        {each for each in people - own if f"user:{each}" != event.actor.ref},
        path=f"{_PAIRS}/{event.pair_id}",
        gone=gone.display_name,
        kept=kept.display_name,
    )


def on_pair_dropped(event: PairDropped) -> None:
    """Nobody has to decide it any more."""
    settle("pair_proposed", str(event.pair_id))


def on_producers_joined(event: ProducersJoined) -> None:
    """Letters go where somebody reads them; the people of both, who are one's now, hear of it."""
    settle("pair_proposed", str(event.pair_id))
    readdress(event.producer_id, event.gone_id)
    notify(
        "producers_joined",
        f"{event.producer_id}:{event.gone_id}",
        people_of_producer(event.producer_id),
        path=_DESK,
        gone=_seller(event.gone_id).display_name,
        kept=_seller(event.producer_id).display_name,
    )


def _tell_officers(kind: str, view: ClaimView) -> None:
    """Officers of the place who may do something about it: neither the claimant nor who proposed what is decided."""
    people = set(officers_of(view.province_code, view.commune_code)) - {view.claimant_id}
    notify(
        kind,
        f"{view.code}:{view.version}",
        {each for each in people if f"user:{each}" != view.proposed_by},
        path=f"{_CLAIMS}/{view.code}",
        holder=view.holder_name,
    )


def _settle_claim(code: str) -> None:
    for kind in _TO_OFFICERS:
        settle(kind, code)


def _claim(code: str) -> ClaimView:
    view = claims.claim(code)
    assert view is not None
    return view


def _officers(seller: Seller) -> set[int]:
    return set(officers_of(seller.province_code, seller.commune_code))


def _seller(producer_id: int) -> Seller:
    return producers.sellers([producer_id])[producer_id]
