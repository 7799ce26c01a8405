"""Writes down what Rathaus is delivered with: ``dist/sbom.cdx.json`` (CycloneDX 1.6), from both lock files.

Packages that only tests and checks need are not in it. The same locks give the same file.
"""

import base64
import json
import sys
import tomllib
from collections.abc import Iterable
from typing import Any

from audit import exported, names_in
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from install import ROOT
from licences import licence_of
from packageurl import PackageURL

TARGET = ROOT / "dist" / "sbom.cdx.json"


def main() -> int:
    written = written_down()
    if fault := JsonStrictValidator(SchemaVersion.V1_6).validate_str(written):
        print(f"The list is not valid: {fault}", file=sys.stderr)
        return 1
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(written + "\n")
    print(f"{TARGET.relative_to(ROOT)}: {len(json.loads(written)['components'])} packages")
    return 0


def written_down() -> str:
    """The list as JSON, without the two lines that would differ each time."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    root = _component(project["name"], project["version"], "pypi", project["license"], kind=ComponentType.APPLICATION)
    bom = Bom(metadata=BomMetaData(component=root))
    needs = _python(bom)
    needs[project["name"]] += _npm(bom)
    for name, below in needs.items():
        for component in [root] if name == project["name"] else _named(bom, name):
            bom.register_dependency(component, [one for each in below for one in _named(bom, each)])
    told = json.loads(JsonV1Dot6(bom).output_as_string())
    told.pop("serialNumber", None)
    told["metadata"].pop("timestamp", None)
    return json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False)


def _python(bom: Bom) -> dict[str, list[str]]:
    """Adds what the Python lock holds; name → names it needs."""
    with (ROOT / "uv.lock").open("rb") as file:
        locked = {package["name"]: package for package in tomllib.load(file)["package"]}
    names = names_in(exported("--no-dev"))
    for name in sorted(names):
        package = locked[name]
        files = [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
        hashes = [HashType(alg=HashAlgorithm.SHA_256, content=one["hash"].removeprefix("sha256:")) for one in files]
        page = f"https://pypi.org/project/{name}/{package['version']}/"
        bom.components.add(_component(name, package["version"], "pypi", licence_of(name), page, hashes))
    return {
        name: [need["name"] for need in locked[name].get("dependencies", []) if need["name"] in names]
        for name in ["rathaus", *names]
    }


def _npm(bom: Bom) -> list[str]:
    """Adds what the npm lock holds; the names."""
    names: list[str] = []
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for place, package in sorted(packages.items()):
        if not place or package.get("dev"):
            continue
        name, version = place.rpartition("node_modules/")[2], package["version"]
        digest = base64.b64decode(package["integrity"].removeprefix("sha512-")).hex()
        hashes = [HashType(alg=HashAlgorithm.SHA_512, content=digest)]
        page = f"https://www.npmjs.com/package/{name}/v/{version}"
        bom.components.add(_component(name, version, "npm", package.get("license", "?"), page, hashes))
        names.append(name.rpartition("/")[2])
    return names


def _component(
    name: str,
    version: str,
    where: str,
    licence: str,
    page: str = "",
    hashes: Iterable[HashType] = (),
    kind: ComponentType = ComponentType.LIBRARY,
) -> Component:
    """``hashes`` are those of its files, of which each system takes one."""
    group, _, own = name.rpartition("/")
    purl = PackageURL(where, group or None, own, version)
    files = ExternalReference(type=ExternalReferenceType.DISTRIBUTION, url=XsUri(page), hashes=hashes)
    return Component(
        name=own,
        group=group or None,
        version=version,
        type=kind,
        purl=purl,
        bom_ref=str(purl),
        licenses=[DisjunctiveLicense(name=licence[:200])],
        external_references=[files] if page else [],
    )


def _named(bom: Bom, name: str) -> list[Any]:
    return [one for one in bom.components if one.name == name]


if __name__ == "__main__":
    sys.exit(main())
