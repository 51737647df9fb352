// The playground: data, settings and EM by hand. What is on the screen stands in the address;
// nothing starts by itself. Without this file the page says what is missing.
(() => {
  "use strict";

  const { fixed, fill, css, colourOf } = draw;
  const MAX_ITER = 500;
  const MOST = 1000; // points
  const LIMIT = 1e6; // coordinates
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const locale = document.documentElement.lang;
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 8, useGrouping: false });

  // A decimal comma and a point both do, and digits as wide as Chinese characters.
  const parse = (text) => {
    const plain = text.normalize("NFKC").trim().replace("\u2212", "-").replace(",", ".");
    const value = plain === "" ? NaN : Number(plain);
    return Math.abs(value) <= LIMIT ? Math.round(value * 1000) / 1000 : NaN;
  };

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const start = (root) => {
    const words = root.dataset;
    const [cloud, curve] = root.querySelectorAll("canvas");
    const part = (name) => root.querySelector(`[name="${name}"], .${name}`);
    const [says, run, code, add, box] = ["says", "run", "code", "add", "copied"].map(part);
    const settings = ["d", "k", "t", "s", "n", "tol", "reg"].map(part);
    const [data, K, type, init, seed, tol, reg] = settings;
    const first = settings.map((input) => input.value);
    const [rows, components] = ["points", "components"].map((name) => part(name).tBodies[0]);
    const links = [...document.querySelectorAll(".languages a")];
    let points = [];
    let em, now, begin, fault, trace, scale;
    let running = 0;

    // ── EM ──

    const advance = () => {
      if (fault || now?.last) return false;
      try {
        now = em.next().value;
        begin ??= now;
        trace.push(now.logLikelihood);
      } catch (error) {
        if (!(error instanceof gmm.Fault)) throw error;
        fault = error;
      }
      return !fault && !now.last;
    };

    const restart = () => {
      stop();
      now = begin = fault = null;
      trace = [];
      em = gmm.fit(points, {
        n_components: Number(K.value),
        covariance_type: type.value,
        tol: Number(tol.value),
        reg_covar: Number(reg.value),
        max_iter: MAX_ITER,
        init: init.value,
        seed: Number(seed.value),
      });
      advance();
    };

    const stop = () => {
      cancelAnimationFrame(running);
      running = 0;
      run.textContent = words.run;
    };

    const play = () => {
      if (now?.last) restart();
      box.parentElement.hidden = true;
      if (calm.matches) {
        while (advance());
        return changed();
      }
      run.textContent = words.stop;
      let due = 0;
      const frame = (time) => {
        running = requestAnimationFrame(frame);
        if (time < due) return;
        due = time + Math.max(0, 150 - 8 * trace.length);
        if (advance()) return show();
        stop();
        changed();
      };
      running = requestAnimationFrame(frame);
    };

    // ── What is shown ──

    const report = () => {
      if (fault) {
        const about = { n: points.length, k: K.value, ...fault.about };
        return fill(words[fault.kind] ?? words.few, about);
      }
      const { iteration: i, last, settled } = now;
      const text = settled ? words.settled : last ? words.unsettled : i ? words.step : words.begin;
      const gain = i ? fixed(6).format(trace[i] - trace[i - 1]) : "";
      return fill(text, { i, value: fixed(6).format(trace[i]), gain });
    };

    const frameOf = () =>
      [6, 4.5].map((half, axis) => {
        const values = points.map((x) => x[axis]);
        const [low, high] = [Math.min(-half, ...values), Math.max(half, ...values)];
        const room = low < -half || high > half ? (high - low) / 20 : 0;
        return [low - room, high + room];
      });

    const grid = (pen, width, height) => {
      const across = scale.point(width, 0)[0] - scale.point(0, 0)[0];
      const power = 10 ** Math.floor(Math.log10(across / 8));
      const step = power * [1, 2, 5, 10].find((times) => across <= 8 * times * power);
      pen.lineWidth = 1;
      pen.strokeStyle = css(colourOf(root, "line"));
      pen.fillStyle = css(colourOf(root, "soft-ink"));
      pen.font = "11px sans-serif";
      for (const axis of [0, 1]) {
        const ends = [scale.point(0, height)[axis], scale.point(width, 0)[axis]];
        for (let n = Math.ceil(ends[0] / step); n * step < ends[1]; n++) {
          const at = scale.place([n * step, n * step])[axis];
          pen.beginPath();
          pen.moveTo(axis ? 0 : at, axis ? at : 0);
          pen.lineTo(axis ? width : at, axis ? at : height);
          pen.stroke();
          pen.fillText(number.format(n * step), axis ? 3 : at + 3, axis ? at - 3 : height - 4);
        }
      }
    };

    const drawCloud = () => {
      const { pen, width, height } = draw.fit(cloud);
      scale = draw.scaleTo(frameOf(), width, height);
      grid(pen, width, height);
      const ink = colourOf(root, "ink");
      const colours = now ? now.means.map((_, k) => colourOf(root, `c${k + 1}`)) : [ink];
      draw.points(pen, scale.place, points, now?.gamma ?? points.map(() => [1]), colours);
      if (!now) return;
      draw.ellipses(pen, scale.place, scale.unit, now.means, now.matrices, colours);
      pen.font = "bold 14px sans-serif";
      pen.lineWidth = 4;
      pen.strokeStyle = css(colourOf(root, "paper"));
      pen.fillStyle = css(ink);
      now.means.forEach((mean, k) => {
        const [x, y] = scale.place(mean);
        pen.strokeText(k + 1, x - 4, y + 5);
        pen.fillText(k + 1, x - 4, y + 5);
      });
    };

    const list = (values, digits) => `(${values.map(fixed(digits).format).join("; ")})`;

    const show = () => {
      drawCloud();
      draw.trace(curve, root, trace, trace.length - 1);
      const told = {};
      if (now) {
        const { iteration, logLikelihood, means } = now;
        const found = gmm.criteria(type.value, means.length, 2, points.length, logLikelihood);
        Object.assign(told, { iteration, likelihood: fixed(6).format(logLikelihood), free: found.free });
        for (const name of ["aic", "bic"]) told[name] = fixed(3).format(found[name]);
      }
      for (const output of root.querySelectorAll("output")) output.value = told[output.name] ?? "–";
      components.replaceChildren(
        ...(now?.matrices ?? []).map((matrix, k) =>
          element("tr", {}, ...[
            k + 1,
            fixed(4).format(now.weights[k]),
            list(now.means[k], 3),
            `(${matrix.map((line) => list(line, 3)).join("; ")})`,
          ].map((text) => element("td", { textContent: text }))),
        ),
      );
      if (!running) cloud.setAttribute("aria-label", report());
    };

    // Points are changed here, one row a point.
    const table = () => {
      const cell = (n, axis) =>
        element("td", {}, element("input", {
          value: number.format(points[n][axis]),
          ariaLabel: fill(words["xy"[axis]], { n: n + 1 }),
        }));
      const remove = (n) =>
        element("button", {
          type: "button",
          textContent: "×",
          ariaLabel: fill(words.remove, { n: n + 1 }),
        });
      rows.replaceChildren(
        ...points.map((_, n) =>
          element("tr", {}, element("td", { textContent: n + 1 }), cell(n, 0), cell(n, 1),
            element("td", {}, remove(n))),
        ),
      );
      part("count").textContent = points.length;
    };

    // ── The address holds the state ──

    const address = () => {
      const values = settings.map((input) => `${input.name}=${encodeURIComponent(input.value)}`);
      const done = (now?.iteration ?? 0) + (fault ? 1 : 0);
      if (done) values.push(`i=${done}`);
      if (data.value === "own") values.push(`p=${points.join(";")}`);
      return `#${values.join("&")}`;
    };

    // The languages lead to the same state.
    const keep = () => links.forEach((link) => (link.hash = address()));

    const changed = (before = "") => {
      box.parentElement.hidden = true;
      show();
      says.textContent = before + report();
      try {
        history.replaceState(history.state, "", address());
      } catch {
        // Refused, as by some browsers for files on disk: the link can still be copied.
      }
      keep();
    };

    const restore = () => {
      const asked = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
      settings.forEach((input, n) => {
        input.value = asked.get(input.name) ?? first[n];
        if (!input.value || !input.checkValidity()) input.value = first[n];
      });
      const given = (asked.get("p") ?? "").split(";").map((pair) => pair.split(",").map(parse));
      const good = given.filter((x) => x.length === 2 && !x.some(Number.isNaN)).slice(0, MOST);
      points = data.value === "own" ? good : gmm.dataOf(data.value);
      restart();
      for (let left = Number(asked.get("i")); left >= 1 && advance(); ) left--;
      table();
      show();
      says.textContent = report();
      keep();
    };

    // ── What the reader does ──

    const edited = (before) => {
      data.value = "own";
      restart();
      changed(before && `${before} `);
    };

    const place = (x) => {
      if (points.length >= MOST) return (says.textContent = fill(words.full, { n: MOST }));
      points.push(x);
      table();
      edited(fill(words.added, { n: points.length }));
    };

    const read = (inputs) =>
      inputs.map((input) => {
        const value = parse(input.value);
        input.ariaInvalid = String(Number.isNaN(value));
        if (Number.isNaN(value)) {
          const [low, high, example] = [-LIMIT, LIMIT, 0.25].map(number.format);
          says.textContent = fill(words.unread, { low, high, example });
        }
        return value;
      });

    cloud.addEventListener("click", (event) => {
      const at = scale.point(event.offsetX, event.offsetY);
      place(at.map((value) => Math.round(value * 100) / 100));
    });
    add.addEventListener("submit", (event) => {
      event.preventDefault();
      const inputs = [...add.querySelectorAll("input")];
      const x = read(inputs);
      if (x.some(Number.isNaN)) return;
      place(x);
      for (const input of inputs) input.value = "";
      inputs[0].focus();
    });
    rows.addEventListener("change", ({ target }) => {
      const [value] = read([target]);
      const row = target.closest("tr");
      if (Number.isNaN(value)) return;
      points[row.sectionRowIndex][target.closest("td").cellIndex - 1] = value;
      edited("");
    });
    rows.addEventListener("keydown", (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      const row = event.target.closest("tr");
      const next = by && rows.rows[row.sectionRowIndex + by];
      if (!next) return;
      event.preventDefault();
      next.cells[event.target.closest("td").cellIndex].firstChild.focus();
    });
    rows.addEventListener("click", ({ target }) => {
      if (!target.matches("button")) return;
      const n = target.closest("tr").sectionRowIndex;
      points.splice(n, 1);
      table();
      edited(fill(words.removed, { n: n + 1 }));
      (rows.rows[Math.min(n, points.length - 1)]?.querySelector("button") ?? add[0]).focus();
    });
    settings.forEach((input, n) =>
      input.addEventListener("change", () => {
        if (!input.value || !input.checkValidity()) input.value = first[n];
        if (input === data) {
          points = gmm.dataOf(data.value);
          table();
        }
        restart();
        changed();
      }),
    );

    const copy = async (text, done) => {
      box.value = text;
      box.parentElement.hidden = false;
      try {
        await navigator.clipboard.writeText(text);
        says.textContent = done;
      } catch {
        box.select(); // Refused: what is marked can be copied by hand.
        says.textContent = words.refused;
      }
    };

    const acts = {
      run: () => (running ? (stop(), changed()) : play()),
      step: () => {
        stop();
        advance();
        changed();
      },
      reset: () => {
        restart();
        changed();
      },
      link: () => copy(location.href.split("#")[0] + address(), words.linked),
      code: () => {
        if (!begin) return (says.textContent = report());
        copy(program(), words.coded);
      },
    };
    for (const [name, act] of Object.entries(acts)) part(name).addEventListener("click", act);

    // ── The same in Python: from this start, as many iterations as are shown ──

    const program = () => {
      const flat = (values) => JSON.stringify(values).replaceAll(",", ", ");
      const array = (values) =>
        Array.isArray(values[0]) ? `[\n    ${values.map(flat).join(",\n    ")},\n]` : flat(values);
      const round = type.value === "diag" || type.value === "spherical";
      const early = now.iteration > 0 && !now.last;
      const lines = [];
      for (let n = 0; n < points.length; n += 4) {
        lines.push(`    ${flat(points.slice(n, n + 4)).slice(1, -1)},`);
      }
      const prints = ["likelihood", "weight", "mean"].map((name, n) => {
        const label = JSON.stringify(part(`label-${name}`).textContent);
        return `print(${label}, ${["gmm.score(X)", "gmm.weights_", "gmm.means_"][n]})`;
      });
      return `"""${words.about}"""

${early ? "import warnings\n\n" : ""}import numpy as np
${early ? "from sklearn.exceptions import ConvergenceWarning\n" : ""}from sklearn.mixture import GaussianMixture

X = np.array([
${lines.join("\n")}
])

# ${words.start}
weights = np.array(${array(begin.weights)})
means = np.array(${array(begin.means)})
covariances = np.array(${array(begin.covariances)})

gmm = GaussianMixture(
    n_components=${K.value},
    covariance_type="${type.value}",
    tol=${tol.value},
    reg_covar=${reg.value},
    max_iter=${early ? now.iteration : MAX_ITER},
    weights_init=weights,
    means_init=means,
    precisions_init=${round ? "1 / covariances" : "np.linalg.inv(covariances)"},
)
${early ? `# ${words.early}\nwarnings.simplefilter("ignore", ConvergenceWarning)\n` : ""}gmm.fit(X)
${prints.join("\n")}
`;
    };

    for (const option of [...tol.options, ...reg.options]) {
      option.textContent = number.format(option.value);
    }
    root.hidden = false;
    restore();
    draw.watch(cloud, show);
    addEventListener("hashchange", () => location.hash.includes("=") && restore());
  };

  for (const root of document.querySelectorAll(".playground")) start(root);
})();
