// EM step by step, drawn from the recorded parameters of the program's run. Nothing starts
// by itself; without this file the film strip and the table say the same.
(() => {
  "use strict";

  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const { fixed, fill, fit, colourOf, css, dot } = draw;

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

  // ── The data: whole numbers; of the steps, the first and what each adds to the last ──

  const pairs = (list) => list.flatMap((one, n) => (n % 2 ? [] : [[one, list[n + 1]]]));

  const unpack = ({ digits, steps, points }) => {
    const unit = (name, value) => value / 10 ** digits[name];
    const row = (name, n) => columns[name].map((column) => column[n]);
    const columns = {};
    for (const [name, packed] of Object.entries(steps)) {
      columns[name] = packed.map((changes) => {
        let sum = 0;
        return changes.map((change) => unit(name, (sum += change)));
      });
    }
    return {
      points: pairs(points.map((value) => unit("points", value))),
      steps: columns.iteration[0].map((iteration, n) => ({
        iteration,
        weights: row("weights", n),
        means: pairs(row("means", n)),
        covariances: pairs(pairs(row("covariances", n))),
        log_likelihood: columns.log_likelihood[0][n],
      })),
    };
  };

  const start = (figure) => {
    const { steps, points } = unpack(JSON.parse(figure.querySelector("script").textContent));
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
    let at = 0;
    let running = 0;
    let chosen = 0;

    const drawCloud = (step) => {
      const { pen, width, height } = fit(cloud);
      const { unit, place } = draw.scaleTo(bounds, width, height);
      const colours = step.weights.map((_, k) => colourOf(figure, `c${k + 1}`));
      const gamma = points.map((point) => responsibilities(point, step));
      draw.points(pen, place, points, gamma, colours);
      draw.ellipses(pen, place, unit, step.means, step.covariances, colours);
      pen.strokeStyle = css(colourOf(figure, "ink"));
      pen.lineWidth = 1.5;
      dot(pen, place(points[chosen]), 6);
      pen.stroke();
    };

    const likelihoods = steps.map((step) => step.log_likelihood);

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
      draw.trace(trace, figure, likelihoods, at);
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
        responsibilities(points[chosen], step).map((share, k) => `γ${k + 1} = ${fixed(3).format(share)}`),
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

    // What nobody sees yet is drawn when the reader comes near: the page is ready sooner.
    figure.hidden = false;
    const near = new IntersectionObserver(
      (seen) => {
        if (!seen.some((one) => one.isIntersecting)) return;
        near.disconnect();
        draw.watch(cloud, () => show());
        go(at);
      },
      { rootMargin: "100%" },
    );
    near.observe(figure);
  };

  for (const figure of document.querySelectorAll(".stepper")) start(figure);
})();
