"""The workflows are valid and call what the Makefile has."""

import subprocess
import sys

import yaml

from sitegen.arguments import parser
from tests.conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def test_workflows_follow_githubs_schema() -> None:
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.github-workflows",
    ]
    done = subprocess.run(
        [*command, *map(str, WORKFLOWS)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_workflows_run_targets_that_exist() -> None:
    targets = (ROOT / "Makefile").read_text(encoding="utf-8")
    for file in WORKFLOWS:
        jobs = yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"]
        for job in jobs.values():
            for step in job["steps"]:
                command = step.get("run", "").split()
                if command[:1] == ["make"]:
                    assert f"\n{command[1]}:" in targets
                elif command[:2] == [".venv/bin/python", "build.py"]:
                    assert parser().parse_args(command[2:]).command
                elif command:
                    assert (ROOT / command[0]).is_file()


def test_actions_are_pinned_by_commit_and_say_their_version() -> None:
    for file in WORKFLOWS:
        lines = file.read_text(encoding="utf-8").splitlines()
        uses = [line.partition("uses: ")[2] for line in lines if "uses: " in line]
        assert uses
        for one in uses:
            name, _, version = one.partition(" # v")
            _, _, commit = name.partition("@")
            assert len(commit) == 40
            assert set(commit) <= set("0123456789abcdef")
            assert version


def test_only_the_deployment_may_write() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    jobs = workflow["jobs"]
    assert "permissions" not in jobs["build"]
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert "pull_request" in jobs["deploy"]["if"]


def test_the_site_is_built_for_the_address_of_its_pages() -> None:
    command = ["make", "--dry-run", "site", "BASE_URL=https://a.example/repo"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "build.py --base-url https://a.example/repo\n" in done.stdout


def test_every_supported_python_is_tested() -> None:
    matrix = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text(encoding="utf-8"))
    assert matrix["jobs"]["test"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13"]
