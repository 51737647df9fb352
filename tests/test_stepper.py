"""The stepper draws recorded steps of EM, by pointer and by keyboard."""

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import SITE_YAML, Trial
from tests.visit import Visit, serving

PROGRAM = """\
points = [[-1.0, 0.0], [1.0, 0.5], [2.0, 1.0]]
wide = [[1.0, 0.25], [0.25, 1.0]]
steps = [
    {
        "iteration": n - 1,
        "weights": [0.5, 0.5],
        "means": [[-1.0, 0.0], [1.0 + n / 10, 1.0]],
        "covariances": [wide, wide],
        "log_likelihood": -5.0 + n,
    }
    for n in range(3)
]
"""
PAGE = """\
---
title: A
program: p
---
{{< cell "setup" >}}

{{< stepper "steps" "points" >}}Steps.{{< /stepper >}}
"""
INK = """(canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.reduce((sum, value, n) => sum + (n % 4 === 3 && value > 0), 0);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_steps_are_drawn_and_told(trial: Trial, browser: Browser, scheme: str) -> None:
    trial.write(
        {
            "site.yaml": SITE_YAML + "programs: {package: demo}\n",
            "demo/lessons/p.py": PROGRAM,
            "content/_index.md": "x",
            "content/a.md": PAGE,
            "content/a.es.md": PAGE.replace("program: p\n", ""),
        }
    )
    trial.build()
    assert trial.problems == []
    with (
        serving(trial.output) as address,
        Visit(browser, f"{address}es/a/", color_scheme=scheme) as visit,
    ):
        page = visit.page
        says = page.locator(".stepper .says")
        expect(says).to_contain_text("−5,00")
        page.locator(".stepper .forward").click()
        expect(says).to_contain_text("−4,00")
        page.locator(".stepper input").press("End")
        expect(says).to_contain_text("−3,00")
        page.locator(".stepper .cloud").press("ArrowRight")
        for kind in ("cloud", "trace"):
            assert page.locator(f".stepper .{kind}").evaluate(INK) > 100
        assert visit.complaints == []
