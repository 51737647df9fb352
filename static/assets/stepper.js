// EM step by step, drawn from the recorded parameters of the program's run. Nothing starts
// by itself; without this file the film strip and the table say the same.
(() => {
  "use strict";

  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const locale = document.documentElement.lang;
  const fixed = (digits) =>
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      useGrouping: false,
    });
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // ── The model: log N(x | μ, Σ), and the responsibilities with log-sum-exp ──

  const logGaussian = ([x, y], [mx, my], [[a, b], [, d]]) => {
    const determinant = a * d - b * b;
    const [u, v] = [x - mx, y - my];
    const square = (d * u * u - 2 * b * u * v + a * v * v) / determinant;
    return -Math.log(2 * Math.PI) - 0.5 * (Math.log(determinant) + square);
  };

  const responsibilities = (point, step) => {
    const terms = step.weights.map(
      (weight, k) => Math.log(weight) + logGaussian(point, step.means[k], step.covariances[k]),
    );
    const largest = Math.max(...terms);
    const shares = terms.map((term) => Math.exp(term - largest));
    const total = shares.reduce((sum, share) => sum + share, 0);
    return shares.map((share) => share / total);
  };

  const between = (from, to, part) => {
    if (Array.isArray(from)) return from.map((value, n) => between(value, to[n], part));
    return from + (to - from) * part;
  };

  // ── Drawing ──

  const fit = (canvas) => {
    const scale = devicePixelRatio || 1;
    const { width, height } = canvas.getBoundingClientRect();
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const pen = canvas.getContext("2d");
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, width, height);
    return { pen, width, height };
  };

  const colourOf = (element, name) => {
    // A canvas knows no light-dark(): the browser is asked what a colour comes to.
    const probe = document.createElement("span");
    probe.style.color = `var(--${name})`;
    element.append(probe);
    const found = getComputedStyle(probe).color;
    probe.remove();
    return found.match(/[\d.]+/g).slice(0, 3).map(Number);
  };

  const css = (colour) => `rgb(${colour.map(Math.round).join(" ")})`;

  const ellipse = (pen, place, mean, [[a, b], [, d]], unit) => {
    const middle = (a + d) / 2;
    const spread = Math.hypot((a - d) / 2, b);
    const angle = 0.5 * Math.atan2(2 * b, a - d);
    const [x, y] = place(mean);
    pen.beginPath();
    // Two standard deviations; the page's y grows downwards.
    const axes = [middle + spread, middle - spread].map((one) => 2 * Math.sqrt(one) * unit);
    pen.ellipse(x, y, ...axes, -angle, 0, 2 * Math.PI);
    pen.stroke();
  };

  const start = (figure) => {
    const { steps, points } = JSON.parse(figure.querySelector("script").textContent);
    const [cloud, trace] = figure.querySelectorAll("canvas");
    const [play, back, slider, forward, speed] = figure.querySelectorAll(
      ".player button, .player input, .player select",
    );
    const says = figure.querySelector(".says");
    const symbol = figure.querySelector(".symbol");
    const last = steps.length - 1;
    const bounds = [0, 1].map((axis) => {
      const values = points.map((point) => point[axis]);
      return [Math.min(...values) - 0.7, Math.max(...values) + 0.7];
    });
    const dashes = [[], [7, 4], [2, 3], [8, 3, 2, 3]];
    let at = 0;
    let running = 0;
    let chosen = 0;

    const drawCloud = (step) => {
      const { pen, width, height } = fit(cloud);
      const [[left, right], [bottom, top]] = bounds;
      const unit = Math.min(width / (right - left), height / (top - bottom));
      const place = ([x, y]) => [
        width / 2 + (x - (left + right) / 2) * unit,
        height / 2 - (y - (bottom + top) / 2) * unit,
      ];
      const colours = step.weights.map((_, k) => colourOf(figure, `c${k + 1}`));
      pen.globalAlpha = 0.75;
      points.forEach((point) => {
        const shares = responsibilities(point, step);
        const mixed = [0, 1, 2].map((n) => shares.reduce((sum, s, k) => sum + s * colours[k][n], 0));
        pen.fillStyle = css(mixed);
        pen.beginPath();
        pen.arc(...place(point), 2.4, 0, 2 * Math.PI);
        pen.fill();
      });
      pen.globalAlpha = 1;
      pen.lineWidth = 2.2;
      step.weights.forEach((_, k) => {
        pen.strokeStyle = css(colours[k]);
        pen.setLineDash(dashes[k % 4]);
        ellipse(pen, place, step.means[k], step.covariances[k], unit);
      });
      pen.setLineDash([]);
      pen.strokeStyle = css(colourOf(figure, "ink"));
      pen.lineWidth = 1.5;
      pen.beginPath();
      pen.arc(...place(points[chosen]), 6, 0, 2 * Math.PI);
      pen.stroke();
    };

    const drawTrace = () => {
      const { pen, width, height } = fit(trace);
      const values = steps.map((step) => step.log_likelihood);
      const [low, high] = [Math.min(...values), Math.max(...values)];
      const place = (n) => [
        10 + (n / last) * (width - 20),
        height - 10 - ((values[n] - low) / (high - low)) * (height - 20),
      ];
      pen.strokeStyle = css(colourOf(figure, "soft-ink"));
      pen.lineWidth = 1.5;
      pen.beginPath();
      values.forEach((_, n) => pen.lineTo(...place(n)));
      pen.stroke();
      pen.fillStyle = css(colourOf(figure, "accent"));
      pen.beginPath();
      pen.arc(...place(at), 5, 0, 2 * Math.PI);
      pen.fill();
    };

    const say = () => {
      const step = steps[at];
      const shares = points.map((point) => Math.max(...responsibilities(point, step)));
      const values = {
        i: step.iteration,
        value: fixed(2).format(step.log_likelihood),
        gain: at ? fixed(2).format(step.log_likelihood - steps[at - 1].log_likelihood) : "",
        soft: shares.filter((share) => share < 0.9).length,
        count: points.length,
      };
      const text = fill(at ? says.dataset.step : says.dataset.start, values);
      cloud.setAttribute("aria-label", text);
      slider.setAttribute("aria-valuetext", text);
      if (!running) says.textContent = text; // While it plays, nobody is talked at.
    };

    const show = (step = steps[at]) => {
      drawCloud(step);
      drawTrace();
    };

    const go = (to) => {
      at = Math.min(last, Math.max(0, to));
      slider.value = at;
      show();
      say();
      tell();
    };

    const stop = () => {
      cancelAnimationFrame(running);
      running = 0;
      play.textContent = play.dataset.play;
      say();
    };

    // ── Playing: parameters glide from one iteration to the next, or jump where asked to ──

    const run = () => {
      const pause = 500 / Number(speed.value);
      const from = performance.now();
      const frame = (now) => {
        const part = Math.min(1, (now - from) / pause);
        if (part < 1) {
          if (!calm.matches) {
            const [here, there] = [steps[at], steps[at + 1]];
            const glide = (name) => between(here[name], there[name], part);
            show({
              weights: glide("weights"),
              means: glide("means"),
              covariances: glide("covariances"),
            });
          }
          running = requestAnimationFrame(frame);
          return;
        }
        go(at + 1);
        if (at === last) stop();
        else run();
      };
      running = requestAnimationFrame(frame);
    };

    play.addEventListener("click", () => {
      if (running) return stop();
      if (at === last) go(0);
      play.textContent = play.dataset.stop;
      running = -1;
      run();
    });
    const jump = (to) => {
      stop();
      go(to);
    };
    back.addEventListener("click", () => jump(at - 1));
    forward.addEventListener("click", () => jump(at + 1));
    slider.max = last;
    slider.addEventListener("input", () => jump(Number(slider.value)));

    // A point is chosen by the pointer or with the arrow keys, in the order of the data.
    const choose = (n) => {
      chosen = (n + points.length) % points.length;
      show();
      asked = "γ";
      tell();
    };
    cloud.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
      if (!by) return;
      event.preventDefault();
      choose(chosen + by);
    });

    // ── Symbols of the update formulas: their values at this iteration ──

    let asked = "";
    const list = (values) => `(${values.map((value) => fixed(3).format(value)).join("; ")})`;
    const meaning = {
      π: (step) => step.weights.map((weight, k) => `π${k + 1} = ${fixed(4).format(weight)}`),
      μ: (step) => step.means.map((mean, k) => `μ${k + 1} = ${list(mean)}`),
      Σ: (step) => step.covariances.map((one, k) => `Σ${k + 1} = (${one.map(list).join("; ")})`),
      N: (step) => step.weights.map((weight, k) => `N${k + 1} = ${fixed(1).format(weight * points.length)}`),
      γ: (step) =>
        responsibilities(points[chosen], step).map((share, k) => `γ${k + 1} = ${fixed(4).format(share)}`),
      x: () => [`x = ${list(points[chosen])}`],
    };

    const tell = () => {
      const values = asked && meaning[asked](steps[at]);
      const where = "γx".includes(asked) && asked ? `${fill(symbol.dataset.point, { n: chosen + 1 })}: ` : "";
      symbol.textContent = values ? where + values.join(", ") : symbol.dataset.hint;
    };

    const letters = { 𝛍: "μ", 𝝁: "μ", 𝚺: "Σ", 𝜮: "Σ", 𝐱: "x", 𝜋: "π", 𝛾: "γ" };
    const wanted = figure.dataset.formulas.split(" ").filter(Boolean);
    for (const name of wanted) {
      const formula = document.getElementById(`eq-${name}`);
      for (const part of formula?.querySelectorAll("msub, msubsup") ?? []) {
        const letter = part.firstElementChild.textContent.trim();
        const key = letters[letter] ?? letter;
        if (!(key in meaning)) continue;
        part.setAttribute("tabindex", "0");
        part.classList.add("live");
        part.addEventListener("focus", () => {
          asked = key;
          tell();
          part.setAttribute("aria-label", symbol.textContent);
        });
      }
    }

    figure.hidden = false;
    new ResizeObserver(() => show()).observe(cloud);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => show());
    new MutationObserver(() => show()).observe(document.documentElement, {
      attributeFilter: ["data-scheme"],
    });
    go(0);
  };

  for (const figure of document.querySelectorAll(".stepper")) start(figure);
})();
