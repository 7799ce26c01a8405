"""What must not stand in the sources at all; what has to, stands in a list that somebody has reviewed."""

import ast
import re

import pytest

from tests.security.sources import calls, migrations, programs, templates

RAW = {"execute", "executemany", "executescript", "raw", "extra", "RawSQL", "annotate_raw"}
RUNS = re.compile(
    r"(?:builtins\.)?(?:eval|exec|compile|__import__)|(?:marshal|shelve|dill|c?[Pp]ickle)\.\w+|yaml\.(?:load|full_load|"
    r"unsafe_load)|os\.(?:system|popen|exec\w+|spawn\w+)|subprocess\.(?:getoutput|getstatusoutput)|tempfile\.mktemp"
)
SQL_BY_HAND = {
    "entrances/ops/backup/postgresql.py",
    "entrances/ops/backup/sqlite.py",
    "entrances/ops/readiness.py",
    "entrances/ops/checks/database.py",
    "foundation/accounts/session_store.py",
    "foundation/audit/actions.py",
    "lib/late_sqlite/base.py",
    "lib/pooled_postgresql/base.py",
    "lib/prepared.py",
    "participation/committee/guards.py",
    "participation/ideas/actions/supporting.py",
    "participation/projects/figures/waits.py",
    "participation/workshops/immutable.py",
    "portal/catalogue/search/index.py",
}
"""None of it holds anything that a visitor chose."""
PIECED = {
    "lib/pooled_postgresql/base.py": "BEGIN ahead of a statement that is whole already",
    "entrances/ops/backup/sqlite.py": "names of tables, read from the database itself",
    "entrances/ops/checks/database.py": "names of PostgreSQL's settings, which stand beside it",
    "participation/committee/guards.py": "triggers of a migration, by the names of our tables",
    "participation/workshops/immutable.py": "triggers of a migration, by the names of our tables",
    "portal/catalogue/search/index.py": "the name of our table",
}
"""What is put into SQL as text there."""
STARTS_PROGRAMS = {"entrances/ops/backup/postgresql.py: subprocess"}
"""pg_dump and pg_restore, as a list of words and never through a shell."""
READS_XML = re.compile(
    r"(xml\.(etree|dom|sax)|lxml)\b.*\b(fromstring|parse|parseString|XML|HTML|iterparse|make_parser)"
)
MARKED_SAFE = {
    "portal/applications/templatetags/questions.py": "to_html",
}
"""Where Python says that a text is markup, and who has cleaned it."""
SHOWN_AS_MARKUP = {
    "entrances/website/templates/website/page.html": {"article.english.text", "article.html"},
    "portal/catalogue/templates/catalogue/life.html": {"text.value"},
    "portal/catalogue/templates/catalogue/service.html": {"lead.value"},
    "portal/catalogue/templates/catalogue/service_article.html": {"text.value"},
    "portal/catalogue/templates/catalogue/service_facts.html": {"service.facts.fees_html"},
}
"""Texts of the city's content, cleaned when they are loaded (``lib.markup``)."""


def test_no_sql_is_put_together_from_pieces() -> None:
    found = {
        name
        for name, tree in (programs() | migrations()).items()
        for called, node in calls(tree)
        if called.rsplit(".", 1)[-1] in RAW and node.args and _is_pieced(node.args[0])
    }
    assert found == PIECED.keys()


def test_sql_by_hand_stands_where_it_was_reviewed() -> None:
    by_hand = {
        name
        for name, tree in programs().items()
        for called, node in calls(tree)
        if called.endswith((".execute", ".executemany", ".raw", ".extra", "RawSQL"))
    }
    assert by_hand == SQL_BY_HAND


def test_nothing_that_was_stored_or_sent_is_run() -> None:
    found = [
        f"{name}:{node.lineno} {called}"
        for name, tree in programs().items()
        for called, node in calls(tree)
        if RUNS.fullmatch(called) or any(word.arg == "shell" for word in node.keywords)
    ]
    assert found == []


def test_no_module_that_runs_what_it_reads_is_imported() -> None:
    unwanted = {"pickle", "cPickle", "marshal", "shelve", "dill", "yaml", "subprocess", "ctypes"}
    found = {
        f"{name}: {module}"
        for name, tree in programs().items()
        for module in _imported(tree)
        if module.split(".")[0] in unwanted
    }
    assert found == STARTS_PROGRAMS


def test_xml_is_read_by_parsers_that_follow_no_entity() -> None:
    """``defusedxml``, and python3-saml's, which builds on lxml with entities and network switched off."""
    imported = {f"{name}: {m}" for name, tree in programs().items() for m in _imported(tree) if READS_XML.fullmatch(m)}
    called = {
        f"{name}: {called}"
        for name, tree in programs().items()
        for called, _node in calls(tree)
        if re.fullmatch(r"(etree|ElementTree|ET|minidom|sax)\.(fromstring|parse|XML|HTML|iterparse)", called)
    }
    # The simulator reads what it has just written itself.
    assert imported | called == {"integrations/demo/bundid/plan.py: etree.fromstring"}


def test_what_a_visitor_sends_is_never_taken_for_names_of_columns() -> None:
    """``filter(**request.GET)`` lets her ask for ``password__startswith`` (Django CVE-2025-64459)."""
    found = [
        f"{name}:{node.lineno}"
        for name, tree in programs().items()
        for called, node in calls(tree)
        for word in node.keywords
        if word.arg is None and re.search(r"request\.(GET|POST|COOKIES|META|body|FILES)|cleaned_data", _said(word))
        if called.rsplit(".", 1)[-1] in {"filter", "exclude", "get", "update", "create", "annotate", "order_by", "Q"}
    ]
    assert found == []


def test_order_by_takes_no_word_of_a_visitor() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name, tree in programs().items()
        for called, node in calls(tree)
        if called.endswith((".order_by", ".alias", ".annotate", ".values"))
        and "request." in ast.unparse(node).split(called)[-1]
    ]
    assert found == []


def test_only_reviewed_places_say_that_a_text_is_markup() -> None:
    marking = {
        name
        for name, tree in programs().items()
        for called, _node in calls(tree)
        if called.rsplit(".", 1)[-1] in {"mark_safe", "SafeString", "SafeText"}
    }
    assert marking == MARKED_SAFE.keys()


def test_only_reviewed_texts_are_shown_as_markup() -> None:
    shown = {name: set(re.findall(r"{{\s*([\w.]+)[^}]*\|\s*safe\w*\b", text)) for name, text in templates().items()}
    assert {name: texts for name, texts in shown.items() if texts} == SHOWN_AS_MARKUP


def test_only_plain_text_is_written_without_escaping() -> None:
    bare = [name for name, text in templates().items() if re.search(r"autoescape\s+off|\bsafeseq\b", text)]
    assert [name for name in bare if not name.endswith(".txt")] == []


def test_format_html_gets_its_markup_from_the_source_alone() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name, tree in programs().items()
        for called, node in calls(tree)
        if called.rsplit(".", 1)[-1] in {"format_html", "format_html_join"}
        and not all(isinstance(arg, ast.Constant) for arg in node.args[: 2 if called.endswith("join") else 1])
    ]
    assert found == []


@pytest.mark.parametrize("attribute", ["on[a-z]+", "style", "srcdoc"])
def test_no_template_holds_a_script_or_style_of_its_own(attribute: str) -> None:
    """The policy would stop it; better it is not there."""
    holding = re.compile(rf"<[a-z][^>{{]*\s{attribute}=", re.IGNORECASE)
    assert [name for name, text in templates().items() if name.endswith(".html") and holding.search(text)] == []


def test_data_for_scripts_goes_through_json_script() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>")
    assert [name for name, text in templates().items() if inline.search(text)] == []


def _is_pieced(node: ast.expr) -> bool:
    """An f-string with something in it, a sum, ``%`` or ``format``; names in quotes of the database may be put in."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(v, ast.FormattedValue) and "quote" not in ast.unparse(v) for v in node.values)
    if isinstance(node, ast.BinOp):
        return not isinstance(node.left, ast.Constant) or not isinstance(node.right, ast.Constant)
    return isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".format")


def _imported(tree: ast.Module) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def _said(word: ast.keyword) -> str:
    return ast.unparse(word.value)
