"""The workflows are valid and call what the Makefile has."""

import subprocess
import sys

import yaml

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
                elif command:
                    assert (ROOT / command[0]).is_file()


def test_every_supported_python_is_tested() -> None:
    matrix = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text(encoding="utf-8"))
    assert matrix["jobs"]["test"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13"]
