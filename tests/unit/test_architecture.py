"""The pages about the project say what the project is."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PLACES_OF_A_MACHINE = re.compile(
    r"(?<![\w.~])/(?:work|root|home|Users|opt|tmp)/\w|(?:pypi|pythonhosted|npmjs)\.org|[A-Z]:\\Users"
)


def documented_modules() -> list[Path]:
    """Return the modules at the top of the package, its rooms, and the places of the window."""
    patterns = ("*.py", "*/__init__.py", "ui/*/__init__.py")
    return sorted(file for name in patterns for file in (ROOT / "showroom_crm").glob(name))


def first_sentence(file: Path) -> str:
    docstring = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    return " ".join(docstring.split("\n\n")[0].split())


def dotted(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("file", documented_modules(), ids=dotted)
def test_the_tree_has_the_first_sentence_of_each_room(file: Path) -> None:
    line = f"{dotted(file)}  {first_sentence(file)}"

    assert line in {re.sub(r" {2,}", "  ", kept) for kept in PAGE.splitlines()}, (
        f"ARCHITECTURE.md needs this line in its tree:\n{line}"
    )


def test_the_tree_has_nothing_that_is_gone() -> None:
    named = set(re.findall(r"^(showroom_crm[\w.]*) ", PAGE, re.MULTILINE))

    assert named == {dotted(file) for file in documented_modules()}


@pytest.mark.parametrize("file", sorted((ROOT / "showroom_crm").rglob("*.py")), ids=dotted)
def test_every_module_opens_with_one_sentence(file: Path) -> None:
    assert first_sentence(file).endswith(".")


def test_every_dependency_has_its_reason() -> None:
    reasons = dict(re.findall(r"^\| ([\w-]+) \| (.+) \|$", PAGE, re.MULTILINE))
    del reasons["library"]
    wanted = {re.split(r"[><=~!]", needed)[0] for needed in PROJECT["project"]["dependencies"]}

    assert set(reasons) == wanted


def test_every_tool_for_the_work_has_its_reason() -> None:
    paragraph = PAGE[PAGE.index("For work on the program") :]
    tools = {re.split(r"[><=~!]", tool)[0] for tool in PROJECT["dependency-groups"]["dev"]}

    assert not [tool for tool in tools if not re.search(rf"\b{tool}\b", paragraph)]


def test_the_pages_name_only_words_the_makefile_knows() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    known = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    for name in ("README.md", "CHANGELOG.md", "ARCHITECTURE.md"):
        text = (ROOT / name).read_text("utf-8")
        told = set(re.findall(r"^make (\w+)|`make (\w+)`", text, re.MULTILINE))
        assert {word for pair in told for word in pair if word} <= known


def test_continuous_integration_calls_the_command_of_the_readme() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8")
    assert "\nmake test " in (ROOT / "README.md").read_text("utf-8")


def test_every_dependency_is_pinned() -> None:
    pins = (ROOT / "requirements.txt").read_text("utf-8").lower()
    for needed in PROJECT["project"]["dependencies"]:
        name = re.split(r"[><=~!]", needed)[0].lower()
        assert re.search(rf"^{re.escape(name)}==", pins, re.MULTILINE), f"run scripts/lock: {name}"


def test_no_file_tells_of_a_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    telling = []
    for name in listed:
        file = ROOT / name
        if not file.is_file() or file.is_symlink() or b"\0" in (content := file.read_bytes()):
            continue
        if found := PLACES_OF_A_MACHINE.search(content.decode("utf-8", "replace")):
            telling.append(f"{name}: {found[0]}")

    assert telling == []


def test_the_map_of_importing_names_each_of_its_modules() -> None:
    room = ROOT / "showroom_crm" / "importing"
    told = ast.get_docstring(ast.parse((room / "__init__.py").read_text("utf-8"))) or ""
    there = {each.stem for each in room.iterdir() if each.suffix == ".py" or each.is_dir()}
    named = set(re.findall(r"\w+", told))
    assert there - {"__init__", "__pycache__"} <= named
