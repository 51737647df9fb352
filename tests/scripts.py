"""Scripts of the site outside of a page: in node, or else in the browser."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.conftest import ROOT
from tests.visit import a_browser

# JSON has no name for what is no number.
REVIVE = "(key, value) => ({ nan: NaN, inf: Infinity, '-inf': -Infinity })[value] ?? value"


def run_script(asset: str, function: str, argument: object) -> Any:
    """Return what a JavaScript function makes of an argument, once an asset is loaded.

    Without node and without a browser the test is skipped, but never in CI.
    """
    asset_file = ROOT / "static/assets" / asset
    sent = json.dumps(argument)
    call = f"(text) => JSON.stringify(({function})(JSON.parse(text, {REVIVE})))"
    node = shutil.which("node")
    if node:
        return json.loads(_in_node(node, asset_file, call, sent))
    with a_browser() as browser:
        page = browser.new_page()
        page.add_script_tag(path=asset_file)
        return json.loads(page.evaluate(call, sent))


def _in_node(node: str, asset: Path, call: str, sent: str) -> str:
    program = (
        "const { readFileSync } = require('fs');"
        "require('vm').runInThisContext(readFileSync(process.argv[1], 'utf8'));"
        f"process.stdout.write(({call})(readFileSync(0, 'utf8')));"
    )
    done = subprocess.run(
        [node, "-e", program, str(asset)],
        input=sent,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout
