"""Collects the texts of the program into its catalogues and compiles them: `make translations`."""

import datetime as dt
import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from showroom_crm.i18n import DOMAIN, LANGUAGES

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "resources" / "i18n"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plural}\\n"

"""
ALWAYS = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # so that the same texts give the same file


def collect() -> Catalog:
    """Return all texts of the program, each with the files it stands in."""
    texts = Catalog()
    found = extract_from_dir(ROOT / "showroom_crm", [("**.py", "python")], keywords=KEYWORDS)
    for name, line, text, comments, _context in sorted(found, key=lambda item: item[:2]):
        texts.add(text, locations=[(f"showroom_crm/{name}", line)], auto_comments=comments)
    return texts


def read(language: str) -> Catalog:
    """Return the catalogue of `language` as it is kept, empty before the first time."""
    source = po_file(language)
    kept = source.read_bytes() if source.exists() else b""
    return read_po(io.BytesIO(kept), locale=language)


def write(language: str, catalogue: Catalog) -> None:
    """Write `catalogue` as the .po people edit and the .mo the program reads."""
    target = po_file(language)
    target.parent.mkdir(parents=True, exist_ok=True)
    catalogue.obsolete.clear()
    catalogue.creation_date = catalogue.revision_date = ALWAYS
    with target.open("wb") as out:
        header = HEADER.format(language=language, plural=catalogue.plural_forms)
        out.write(header.encode())
        write_po(out, catalogue, width=120, omit_header=True, include_lineno=False)
    with target.with_suffix(".mo").open("wb") as out:
        write_mo(out, catalogue)


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the texts of `catalogue` that have no translation, or not one for each plural."""
    missing = []
    for message in catalogue:
        wanted, given = message.id, message.string
        complete = all(given) if isinstance(given, (tuple, list)) else bool(given)
        if wanted and not complete:
            missing.append(wanted if isinstance(wanted, str) else wanted[0])
    return missing


def po_file(language: str) -> Path:
    """Return where the catalogue of `language` is kept."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def main() -> None:
    """Bring every language but English, the language of the source, up to the texts."""
    texts = collect()
    for language in LANGUAGES:
        if language == "en":
            continue
        catalogue = read(language)
        catalogue.update(texts, no_fuzzy_matching=True)
        write(language, catalogue)
        missing = untranslated(catalogue)
        print(f"{language}: {len(texts)} texts, {len(missing)} of them not translated")
        print(*(f"  {text}" for text in missing), sep="\n")


if __name__ == "__main__":
    main()
