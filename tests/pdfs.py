"""PDFs that tests write by hand."""

from collections.abc import Sequence

Bookmark = tuple[str, int]
"""Title, and the page that it leads to, counted from 1."""


def make_pdf(pages: Sequence[str], bookmarks: Sequence[Bookmark] = (), extra: str = "") -> bytes:
    """A PDF with a line of text on each page.

    Args:
        pages: The lines.
        bookmarks: Of one level.
        extra: To stand in the catalogue.
    """
    first_page = 4
    first_mark = first_page + 2 * len(pages)
    kids = " ".join(f"{first_page + 2 * n} 0 R" for n in range(len(pages)))
    outlines = f"/Outlines {first_mark} 0 R" if bookmarks else ""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {outlines} {extra} >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, line in enumerate(pages):
        content = f"BT /F1 24 Tf 72 700 Td ({line}) Tj ET"
        place = first_page + 2 * number + 1
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << "
            f"/F1 3 0 R >> >> /Contents {place} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    if bookmarks:
        last = first_mark + len(bookmarks)
        objects.append(f"<< /First {first_mark + 1} 0 R /Last {last} 0 R >>")
        for number, (title, page) in enumerate(bookmarks, first_mark + 1):
            following = f"/Next {number + 1} 0 R" if number < last else ""
            target = first_page + 2 * (page - 1)
            objects.append(
                f"<< /Title ({title}) /Parent {first_mark} 0 R {following} /Dest [{target} 0 R /Fit] >>"
            )
    return _written(objects)


def _written(objects: Sequence[str]) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(out)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode()
    return out + f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
