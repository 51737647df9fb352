// What the stepper and the playground share: numbers and words in the page's language, and
// points, ellipses and a trace on a canvas in the page's colours.
(() => {
  "use strict";

  const locale = document.documentElement.lang;
  const formats = new Map();
  const fixed = (digits) => {
    if (!formats.has(digits)) {
      const { format } = new Intl.NumberFormat(locale, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        useGrouping: false,
      });
      formats.set(digits, { format: (value) => format(value).replace("-", "\u2212") });
    }
    return formats.get(digits);
  };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const fit = (canvas) => {
    const scale = devicePixelRatio || 1;
    const { width, height } = canvas.getBoundingClientRect();
    const sides = { width: Math.round(width * scale), height: Math.round(height * scale) };
    if (canvas.width !== sides.width || canvas.height !== sides.height) Object.assign(canvas, sides);
    const pen = canvas.getContext("2d");
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, width, height);
    return { pen, width, height };
  };

  const recoloured = (act) => {
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", act);
    new MutationObserver(act).observe(document.documentElement, {
      attributeFilter: ["data-scheme"],
    });
  };

  const known = new Map();
  recoloured(() => known.clear());

  const colourOf = (element, name) => {
    if (!known.has(name)) known.set(name, ask(element, name));
    return known.get(name);
  };

  const ask = (element, name) => {
    // A canvas knows no light-dark(): the browser is asked what a colour comes to.
    const probe = document.createElement("span");
    probe.style.color = `var(--${name})`;
    element.append(probe);
    const found = getComputedStyle(probe).color;
    probe.remove();
    return found.match(/[\d.]+/g).slice(0, 3).map(Number);
  };

  const css = (colour) => `rgb(${colour.map(Math.round).join(" ")})`;

  // The same unit on both axes; the page's y grows downwards.
  const scaleTo = ([[left, right], [bottom, top]], width, height) => {
    const unit = Math.min(width / (right - left), height / (top - bottom));
    const middle = [(left + right) / 2, (bottom + top) / 2];
    const place = ([x, y]) => [
      width / 2 + (x - middle[0]) * unit,
      height / 2 - (y - middle[1]) * unit,
    ];
    const point = (across, down) => [
      middle[0] + (across - width / 2) / unit,
      middle[1] - (down - height / 2) / unit,
    ];
    return { unit, place, point };
  };

  const dot = (pen, [x, y], radius) => {
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
  };

  // Every point in the mixture of its components' colours.
  const points = (pen, place, X, gamma, colours) => {
    pen.globalAlpha = 0.75;
    X.forEach((x, n) => {
      const mix = (c) => gamma[n].reduce((sum, share, k) => sum + share * colours[k][c], 0);
      pen.fillStyle = css([0, 1, 2].map(mix));
      dot(pen, place(x), 2.4);
      pen.fill();
    });
    pen.globalAlpha = 1;
  };

  // Two standard deviations of every component, in a colour and a line of its own.
  const dashes = [[], [7, 4], [2, 3], [8, 3, 2, 3], [12, 5], [1, 5]];
  const ellipses = (pen, place, unit, means, matrices, colours) => {
    pen.lineWidth = 2.2;
    matrices.forEach(([[a, b], [, d]], k) => {
      const middle = (a + d) / 2;
      const spread = Math.hypot((a - d) / 2, b);
      const axes = [middle + spread, middle - spread].map(
        (one) => 2 * Math.sqrt(Math.max(0, one)) * unit,
      );
      pen.strokeStyle = css(colours[k]);
      pen.setLineDash(dashes[k % dashes.length]);
      pen.beginPath();
      pen.ellipse(...place(means[k]), ...axes, -0.5 * Math.atan2(2 * b, a - d), 0, 2 * Math.PI);
      pen.stroke();
    });
    pen.setLineDash([]);
  };

  const trace = (canvas, figure, values, at) => {
    const { pen, width, height } = fit(canvas);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const place = (n) => [
      10 + (n / Math.max(1, values.length - 1)) * (width - 20),
      height - 10 - ((values[n] - low) / (high - low || 1)) * (height - 20),
    ];
    pen.strokeStyle = css(colourOf(figure, "soft-ink"));
    pen.lineWidth = 1.5;
    pen.beginPath();
    values.forEach((_, n) => pen.lineTo(...place(n)));
    pen.stroke();
    pen.fillStyle = css(colourOf(figure, "accent"));
    dot(pen, place(at), 5);
    pen.fill();
  };

  // Draw again where the size or the colours change.
  const watch = (canvas, show) => {
    new ResizeObserver(show).observe(canvas);
    recoloured(show);
  };

  globalThis.draw = { fixed, fill, fit, colourOf, css, scaleTo, dot, points, ellipses, trace, watch };
})();
