// Answers to exercises, checked where they are written. Decimal commas and points both do.
(() => {
  "use strict";

  const locale = document.documentElement.lang;
  const example = new Intl.NumberFormat(locale).format(0.25);

  // A number as written; where its mark could part thousands (3,977), both readings.
  const parse = (text) => {
    const written = text.trim().replace("\u2212", "-").replace(/^\+/, "");
    const plain = written.replace(",", ".");
    const readings = /^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/i.test(plain) ? [Number(plain)] : [];
    if (/^-?\d{1,3}([., \u00a0\u202f]\d{3})+$/.test(written)) {
      readings.push(Number(written.replace(/[., \u00a0\u202f]/g, "")));
    }
    return readings;
  };

  for (const form of document.querySelectorAll("form.answer")) {
    const { dataset } = form;
    const [input] = form.elements;
    const verdict = form.querySelector(".verdict");
    const hint = form.querySelector(".hint");
    const right = Number(dataset.answer);
    const tolerance = Number(dataset.tolerance);

    const judge = (readings) => {
      if (!readings.length) return dataset.unread.replace("{example}", example);
      const away = (reading) => Math.abs(reading - right);
      const [given] = readings.sort((one, other) => away(one) - away(other));
      if (away(given) <= tolerance) return dataset.right;
      if (Math.abs(given + right) <= tolerance) return dataset.sign;
      if (away(given) <= 5 * tolerance) return dataset.near;
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
