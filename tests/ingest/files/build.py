"""Builds the files in this folder from procedures.md: ``python tests/ingest/files/build.py``.

It needs pandoc and LibreOffice (Debian: pandoc, libreoffice-writer, hyphen-en-gb), which the tests do not.
"""

import subprocess
import tempfile
from pathlib import Path

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

HERE = Path(__file__).parent


def main() -> None:
    """Build every file anew."""
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        pandoc = HERE / "pandoc.docx"
        run("pandoc", HERE / "procedures.md", "-o", pandoc)
        run("pandoc", HERE / "procedures.md", "-s", "--metadata", "pagetitle=Procedures", "-o", HERE / "pandoc.html")
        set_pages(pandoc, work / "libreoffice.docx", columns=1)
        set_pages(pandoc, work / "libreoffice-columns.docx", columns=2)
        for name in ("libreoffice", "libreoffice-columns"):
            run("soffice", "--headless", "--convert-to", "pdf", "--outdir", HERE, work / f"{name}.docx")
        run("soffice", "--headless", "--convert-to", "odt", "--outdir", work, work / "libreoffice.docx")
        run("soffice", "--headless", "--convert-to", "docx", "--outdir", HERE, work / "libreoffice.odt")
        run("soffice", "--headless", "--convert-to", "html", "--outdir", HERE, work / "libreoffice.odt")


def set_pages(source: Path, target: Path, columns: int) -> None:
    """Give a Word file running heads, page numbers and columns, and have its words divided at line ends."""
    document = docx.Document(str(source))
    section = document.sections[0]
    section.header.paragraphs[0].text = "Example Safeguarding Adults Board: procedures"
    footer = section.footer.paragraphs[0]
    footer.text = "Page "
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer._p.append(field)
    if columns > 1:
        divided = OxmlElement("w:cols")
        divided.set(qn("w:num"), str(columns))
        divided.set(qn("w:space"), "400")
        section._sectPr.append(divided)
        hyphens = OxmlElement("w:autoHyphenation")
        document.settings.element.append(hyphens)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}").append(language)
    document.save(str(target))


def run(*command: str | Path) -> None:
    """Run a command, and stop where it fails."""
    subprocess.run([str(part) for part in command], check=True, capture_output=True)


if __name__ == "__main__":
    main()
