"""Taking uploads in."""

import hashlib

from PIL.Image import Image as Picture
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from marketplace.kernel import audit, clock, outbox
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import savepoint, session, transaction
from marketplace.kernel.errors import BackendUnavailable, Invalid, NotAllowed, NotFound
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message
from marketplace.kernel.sealing import CannotOpen, sealer
from marketplace.kernel.state import current
from marketplace.media import papers, pictures, queries, variants
from marketplace.media.events import PictureChanged
from marketplace.media.models import ALT_LENGTH, CAPTION_LENGTH, File, Image
from marketplace.media.storage import (
    Storage,
    master_name,
    paper_name,
    picture_file,
    picture_name,
    sealed_name,
    stem_of,
)

PHOTO, ILLUSTRATION = "photo", "illustration"
PAPER = "paper"  # what a sealed scan is about, for the keys
FIRST = (pictures.WEBP, pictures.JPEG)
"""Encodings of the smallest size, made at once so that a page never shows nothing. AVIF takes time: in the worker."""


def store_image(
    actor: Actor, data: bytes, *, alt: str, caption: str = "", kind: str = PHOTO, owner: str = ""
) -> int:
    """Take in a picture and return its id.

    The smallest size is cut at once, the others by the job ``media.make_variants``. The same bytes of the same
    ``owner`` (``producer:12``; empty for the site's own) give the id that they already have and change nothing, not
    even the words. ``Invalid`` when the bytes are not a usable picture or the words are too long; ``NotAllowed`` for a
    guest. Whether ``actor`` may act for ``owner`` is for the caller to know.
    """
    _signed_in(actor)
    alt, caption = _words(alt, caption)
    if kind not in {PHOTO, ILLUSTRATION}:
        raise ValueError(f"no such kind of picture: {kind!r}")
    sha256 = hashlib.sha256(data).hexdigest()
    known = _image_with(sha256, owner)
    if known is not None:
        return known
    # Decoding takes its time, so it is done before the database is held for writing.
    checked = pictures.open_checked(data, max_bytes=current().settings.max_upload_bytes)
    stem = stem_of(sha256)
    first = _cut(checked.image, stem, pictures.widths_of(checked.image.width)[:1], FIRST)
    current().port("storage", Storage).put(master_name(stem), pictures.master(checked.image))
    row = {
        "sha256": sha256,
        "owner": owner,
        "stem": stem,
        "mime": checked.mime,
        "bytes": len(data),
        "width": checked.image.width,
        "height": checked.image.height,
        "kind": kind,
        "alt": alt,
        "caption": caption,
        "placeholder": pictures.placeholder(checked.image),
        "variants": variants.write(first),
        "created_at": clock.now(),
    }
    with transaction():
        try:
            with savepoint() as here:
                image_id: int = here.execute(insert(Image).values(row).returning(Image.id)).scalar_one()
        except IntegrityError:
            # The same upload came twice at once; the other one was first.
            known = _image_with(sha256, owner)
            if known is None:
                raise
            return known
        audit.record(actor, "media.image.stored", "image", image_id, {"sha256": sha256, "owner": owner})
        outbox.enqueue("media.make_variants", image_id=image_id)
    return image_id


def describe_image(actor: Actor, image_id: int, *, alt: str, caption: str = "") -> None:
    """Change the words of a picture. ``Invalid`` when they are too long, ``NotFound``, ``NotAllowed`` for a guest."""
    _signed_in(actor)
    alt, caption = _words(alt, caption)
    with transaction() as here:
        changed = here.execute(
            update(Image).where(Image.id == image_id).values(alt=alt, caption=caption).returning(Image.id)
        ).one_or_none()
        if changed is None:
            raise NotFound
        audit.record(actor, "media.image.described", "image", image_id, {"alt": alt, "caption": caption})
        emit(PictureChanged(image_id))


def store_paper(actor: Actor, data: bytes, *, kind: str, owner: str = "", sealed: bool = False) -> int:
    """Keep a scanned paper exactly as it is and return its id; the same bytes of the same owner and kind keep theirs.

    ``kind`` says which paper it is, in the caller's words. A ``sealed`` one is encrypted before it leaves the process,
    and is another file than an open copy of the same bytes. ``Invalid`` when it is neither a PDF nor a photo, or not a
    usable one; ``NotAllowed`` for a guest.
    """
    _signed_in(actor)
    sha256 = hashlib.sha256(data).hexdigest()
    found = papers.check_paper(data, max_bytes=current().settings.max_upload_bytes)
    suffix = papers.SUFFIXES[found.mime]
    if sealed:
        keys = sealer()
        name, kept = sealed_name(keys.fingerprint(sha256, PAPER), suffix), keys.seal_bytes(data, PAPER)
    else:
        name, kept = paper_name(sha256, suffix), data
    storage = current().port("storage", Storage)
    storage.put(name, kept)
    row = {
        "sha256": sha256,
        "owner": owner,
        "kind": kind,
        "name": name,
        "mime": found.mime,
        "bytes": len(data),
        "pages": found.pages,
        "sealed": sealed,
        "created_at": clock.now(),
    }
    with transaction():
        known = _file_with(sha256, owner, kind, sealed=sealed)
        if known is not None:
            return known
        try:
            with savepoint() as here:
                file_id: int = here.execute(insert(File).values(row).returning(File.id)).scalar_one()
        except IntegrityError:
            known = _file_with(sha256, owner, kind, sealed=sealed)
            if known is None:
                raise
            return known
        told = {"sha256": sha256, "kind": kind, **({"sealed": True} if sealed else {})}
        audit.record(actor, "media.paper.stored", "file", file_id, told)
    if not storage.exists(name):  # the same paper was being forgotten meanwhile
        storage.put(name, kept)
    return file_id


def read_paper(file_id: int) -> tuple[bytes, str]:
    """The bytes of a scan as they were uploaded, and their media type.

    Whether somebody may have them is for the caller to know, and to note in the audit log if the scan is sealed.
    ``NotFound`` if there is none; ``BackendUnavailable`` when the key that sealed it is not here any more.
    """
    found = queries.paper(file_id)
    with current().port("storage", Storage).open(found.name) as stream:
        data = stream.read()
    if found.sealed:
        try:
            data = sealer().open_bytes(data, PAPER)
        except CannotOpen as lost:
            raise BackendUnavailable("field_keys", f"file {file_id} was sealed with another key") from lost
    return data, found.mime


def cut_sizes(image_id: int) -> str:
    """Cut every size of a picture that is not there yet, into the storage; return the list of all of them.

    Changes no row, so it can run before the transaction that notes its outcome. ``NotFound`` if there is no picture.
    """
    row = session().execute(select(Image.stem, Image.width).where(Image.id == image_id)).one_or_none()
    if row is None:
        raise NotFound
    storage = current().port("storage", Storage)
    wanted = [(width, each) for width in pictures.widths_of(row.width) for each in pictures.ENCODINGS]
    missing = [(width, each) for width, each in wanted if not storage.exists(_file(row.stem, width, each))]
    if missing:
        with storage.open(master_name(row.stem)) as stream:
            image = pictures.open_master(stream.read())
        for width in sorted({width for width, _ in missing}, reverse=True):
            _cut(image, row.stem, (width,), tuple(each for at, each in missing if at == width))
    return variants.write(wanted)


def note_sizes(image_id: int, listed: str) -> None:
    """Let pages know that the sizes ``listed`` are there."""
    with transaction() as here:
        here.execute(update(Image).where(Image.id == image_id).values(variants=listed))
        emit(PictureChanged(image_id))


def _cut(
    image: Picture, stem: str, widths: tuple[int, ...], encodings: tuple[pictures.Encoding, ...]
) -> list[variants.Variant]:
    storage, done = current().port("storage", Storage), []
    for width in widths:
        small = pictures.resized(image, width)
        for encoding in encodings:
            storage.put(_file(stem, width, encoding), pictures.encoded(small, encoding))
            done.append((width, encoding))
    return done


def _file(stem: str, width: int, encoding: pictures.Encoding) -> str:
    return picture_name(picture_file(stem, width, encoding.suffix))


def _image_with(sha256: str, owner: str) -> int | None:
    return session().execute(select(Image.id).where(Image.sha256 == sha256, Image.owner == owner)).scalar()


def _file_with(sha256: str, owner: str, kind: str, *, sealed: bool) -> int | None:
    wanted = (File.sha256 == sha256, File.owner == owner, File.kind == kind, File.sealed == sealed)
    return session().execute(select(File.id).where(*wanted)).scalar()


def _signed_in(actor: Actor) -> None:
    if not (actor.is_signed_in or actor.is_system):
        raise NotAllowed


def _words(alt: str, caption: str) -> tuple[str, str]:
    alt, caption = " ".join(alt.split()), " ".join(caption.split())
    fields = {}
    if len(alt) > ALT_LENGTH:
        fields["alt"] = Message("Lời tả ảnh dài quá %(most)s chữ.", {"most": ALT_LENGTH})
    if len(caption) > CAPTION_LENGTH:
        fields["caption"] = Message("Chú thích dài quá %(most)s chữ.", {"most": CAPTION_LENGTH})
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    return alt, caption
