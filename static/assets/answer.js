// Answers to exercises, checked where they are written. Decimal commas and points both do.
(() => {
  "use strict";

  const locale = document.documentElement.lang;
  const example = new Intl.NumberFormat(locale).format(0.25);

  const parse = (text) => {
    const plain = text.trim().replace("\u2212", "-").replace(",", ".").replace(/^\+/, "");
    return /^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/i.test(plain) ? Number(plain) : NaN;
  };

  for (const form of document.querySelectorAll("form.answer")) {
    const { dataset } = form;
    const [input] = form.elements;
    const verdict = form.querySelector(".verdict");
    const hint = form.querySelector(".hint");
    const right = Number(dataset.answer);
    const tolerance = Number(dataset.tolerance);

    const judge = (given) => {
      if (Number.isNaN(given)) return dataset.unread.replace("{example}", example);
      if (Math.abs(given - right) <= tolerance) return dataset.right;
      if (Math.abs(given + right) <= tolerance) return dataset.sign;
      if (Math.abs(given - right) <= 5 * tolerance) return dataset.near;
      return dataset.wrong;
    };

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const said = judge(parse(input.value));
      verdict.textContent = said;
      form.dataset.state = said === dataset.right ? "right" : "wrong";
      input.setAttribute("aria-invalid", String(said !== dataset.right));
      if (hint) hint.hidden = said === dataset.right;
    });
    form.hidden = false;
  }
})();
