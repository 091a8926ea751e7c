"""Of a library's styles only what our pages can ask for is served; nothing that a page shows may go missing."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find

from portal.ui.bundles import joined
from portal.ui.trimming import CLASS, our_words, tightened, trimmed

WORDS = frozenset({"btn", "btn-", "danger", "menu"})


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".btn{color:red}", ".btn{color:red}"),
        (".carousel{color:red}", ""),
        ("h1,table td>a{margin:0}", "h1,table td>a{margin:0}"),
        (".btn-danger{color:red}.btn-warning{color:gold}", ".btn-danger{color:red}"),
        (".btn,.carousel .btn{color:red}", ".btn{color:red}"),
        (".btn:not(.menu):hover{color:red}", ".btn:not(.menu):hover{color:red}"),
        ("@media (min-width:576px){.carousel{float:left}}", ""),
        (
            "@media (min-width:576px){.carousel{top:0}.menu{top:1px}}",
            "@media (min-width:576px){.menu{top:1px}}",
        ),
        ("@keyframes spin{to{transform:none}}", "@keyframes spin{to{transform:none}}"),
        ('@charset "UTF-8";.btn{margin:0}', '@charset "UTF-8";.btn{margin:0}'),
        ('.btn{background:url("data:image/svg+xml,{}")}', '.btn{background:url("data:image/svg+xml,{}")}'),
        ("[data-bs-theme=dark] .btn{color:#fff}", ""),
        ("/* .btn{} */.btn-menu{top:0}", ".btn-menu{top:0}"),
        (".modal-backdrop.show{opacity:.5}", ".modal-backdrop.show{opacity:.5}"),
        (r".btn-1\.5{top:0}", ""),
    ],
)
def test_a_rule_stays_when_our_sources_name_its_classes(css, kept):
    assert trimmed(css, WORDS) == kept


@pytest.mark.parametrize(
    ("css", "tight"),
    [
        ("/* why */\n.a,\n.b {\n  top: 0;\n}\n", ".a,.b{top: 0;}"),
        ('.a::before {\n  content: ", ";\n}', '.a::before{content: ", ";}'),
        (".a  .b :hover {\n  margin: 0   auto;\n}", ".a .b :hover{margin: 0 auto;}"),
    ],
)
def test_what_stands_in_quotes_is_left_alone(css, tight):
    assert tightened(css) == tight


def test_every_class_of_the_library_that_a_template_names_is_styled():
    """Classes written out in templates, as a browser would find them."""
    library = Path(find("vendor/bootstrap/bootstrap.min.css")).read_text()
    served, named = joined("bundles/portal.css"), set()
    for template in Path("templates").rglob("*.html"):
        for words in re.findall(r'class="([^"]*)"', template.read_text()):
            named.update(re.findall(r"[\w-]+", words))
    styled = named & set(CLASS.findall(library))
    assert len(styled) > 50
    assert not {one for one in styled if not re.search(rf"\.{one}(?![\w-])", served)}


def test_classes_put_together_by_our_tags_are_styled():
    served = joined("bundles/portal.css")
    for name in (
        "btn-outline-primary",
        "btn-danger",
        "btn-link",
        "dropdown-menu-end",
        "modal-backdrop",
        "show",
    ):
        assert re.search(rf"\.{name}(?![\w-])", served), name


def test_words_of_sources_are_all_read():
    assert {"btn-outline-primary", "offcanvas-lg", "data-fold"} & our_words() == {
        "btn-outline-primary",
        "offcanvas-lg",
        "data-fold",
    }


def test_the_styles_of_every_page_stay_small():
    """Goal of performance.md: the first visit weighs 300 KB at most; styles hold the first paint up."""
    assert len(joined("bundles/portal.css").encode()) < 120_000
