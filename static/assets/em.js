// Gaussian mixtures fitted with EM: `gmm_demo.em` in JavaScript, in its order of operations, with
// its symbols and its messages; a test holds both to the same numbers. Pure functions, no page.
// X are N points x_n of d features; component k of K has the weight π_k, the mean μ_k and the
// covariance matrix Σ_k. All logarithms are natural.
(() => {
  "use strict";

  const EPSILON = 2 ** -52;
  const LARGEST = 1e100;
  const TYPES = ["full", "tied", "diag", "spherical"];
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  const range = (length) => Array.from({ length }, (_, n) => n);
  const filled = (length, value) => new Array(length).fill(value);
  const columns = (X) => X[0].map((_, j) => X.map((x) => x[j]));

  // ── Faults: a text equal to Python's, and for a page their kind and what they are about ──

  class Fault extends Error {
    constructor(kind, message, about = {}) {
      super(message);
      Object.assign(this, { kind, about });
    }
  }

  const require = (condition, kind, message, about) => {
    if (!condition) throw new Fault(kind, message, about);
  };

  // A value as Python's repr writes it, a shape as a tuple, an array as NumPy prints it.
  const repr = (value) => {
    if (Array.isArray(value)) return `[${value.map(repr).join(", ")}]`;
    if (typeof value === "string") return `'${value}'`;
    const names = { undefined: "None", null: "None", true: "True", false: "False", NaN: "nan" };
    return names[value] ?? String(value).replace("Infinity", "inf");
  };
  const tuple = (shape) => `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;
  const row = (values) => {
    const parts = values.map((value) => `${Math.round(value * 1e8) / 1e8}.`.split("."));
    const [before, after] = [0, 1].map((side) => Math.max(...parts.map((part) => part[side].length)));
    return `[${parts.map(([a, b]) => `${a.padStart(before)}.${b.padEnd(after)}`).join(" ")}]`;
  };

  const checkSettings = (settings) => {
    for (const name of ["n_components", "max_iter"]) {
      const value = settings[name];
      const fault = `${name} must be an integer ≥ 1, not ${repr(value)}`;
      require(Number.isInteger(value) && value >= 1, "count", fault, { name });
    }
    for (const name of ["tol", "reg_covar"]) {
      const value = settings[name];
      const fault = `${name} must be a finite number ≥ 0, not ${repr(value)}`;
      require(typeof value === "number" && 0 <= value && value <= LARGEST, "number", fault, { name });
    }
    const choices = { covariance_type: TYPES };
    if ("init" in settings) choices.init = Object.keys(STARTS);
    for (const [name, known] of Object.entries(choices)) {
      const fault = `${name} must be in ${repr(known)}, not ${repr(settings[name])}`;
      require(known.includes(settings[name]), "choice", fault, { name });
    }
  };

  const shapeOf = (values, name) => {
    if (!Array.isArray(values)) return [];
    const inner = values.map((value) => shapeOf(value, name));
    const ragged = inner.some((shape) => String(shape) !== String(inner[0]));
    require(!ragged, "ragged", `${name} is ragged; give rows of equal length`);
    return [values.length, ...(inner[0] ?? [])];
  };

  const checkFloats = (values, name) => {
    const shape = shapeOf(values, name);
    const all = [values].flat(Infinity);
    const remedy = "remove or fill in such rows";
    require(all.every(Number.isFinite), "finite", `${name} holds NaN or infinity; ${remedy}`);
    const fault = `${name} holds numbers beyond ±1e+100; choose a larger unit`;
    require(all.every((value) => Math.abs(value) <= LARGEST), "large", fault);
    return shape;
  };

  const checkPoints = (X, K) => {
    const shape = checkFloats(X, "X");
    const fault = `X must have the shape (points, features), not ${tuple(shape)}`;
    const remedy = "for one feature use X.reshape(-1, 1), for one point (1, -1)";
    require(shape.length === 2 && shape[1] > 0, "shape", `${fault}; ${remedy}`);
    const few = `X has ${X.length} points, but needs ${K}: one for each component`;
    const more = "give more points or use fewer components";
    require(K <= X.length, "few", `${few}; ${more}`, { n: X.length, k: K });
  };

  // Refuse matrices that are flat up to the rounding of X: L_jj² of Cholesky's L is the variance
  // of feature j that the features before it leave unexplained.
  const checkCovariances = (X, matrices) => {
    const rounding = columns(X).map(
      (values) => (100 * EPSILON * Math.max(...values.map(Math.abs))) ** 2 + 1 / LARGEST,
    );
    matrices.forEach((matrix, k) => {
      const slack = 1e-8 * Math.max(...matrix.flat().map(Math.abs));
      const symmetric = matrix.every((line, i) =>
        line.every((value, j) => Math.abs(value - matrix[j][i]) <= slack),
      );
      const L = cholesky(matrix);
      const solid = L?.every(
        (line, j) => line[j] ** 2 > rounding[j] + 10 * L.length * EPSILON * matrix[j][j],
      );
      const fault =
        `the covariance matrix of component ${k} is not symmetric and ` +
        "positive definite beyond rounding; mend covariances_init, or, if " +
        "the component collapsed onto too few points, increase reg_covar, " +
        "use fewer components, remove constant, repeated or dependent " +
        "features, or choose a smaller unit";
      require(symmetric && solid, "collapse", fault, { k: k + 1 });
    });
  };

  // ── The density, the responsibilities and the log-likelihood ──

  const cholesky = (matrix) => {
    const L = matrix.map((line) => line.map(() => 0));
    for (const j of range(L.length)) {
      const left = matrix[j][j] - sum(L[j].slice(0, j).map((value) => value * value));
      if (!(left > 0)) return null;
      L[j][j] = Math.sqrt(left);
      for (let i = j + 1; i < L.length; i++) {
        const known = sum(L[j].slice(0, j).map((value, m) => value * L[i][m]));
        L[i][j] = (matrix[i][j] - known) / L[j][j];
      }
    }
    return L;
  };

  const solveLower = (L, right) => {
    const found = [];
    L.forEach((line, i) => found.push((right[i] - sum(found.map((v, j) => line[j] * v))) / line[i]));
    return found;
  };

  const logGaussian = (X, means, matrices) => {
    const factors = matrices.map(cholesky);
    const logRoots = factors.map((L) => sum(L.map((line, j) => Math.log(line[j]))));
    const base = X[0].length * Math.log(2 * Math.PI);
    return X.map((x) =>
      means.map((mean, k) => {
        const scaled = solveLower(factors[k], x.map((value, j) => value - mean[j]));
        return -0.5 * (base + sum(scaled.map((value) => value * value))) - logRoots[k];
      }),
    );
  };

  const logSumExp = (terms) => {
    const largest = Math.max(...terms);
    return largest + Math.log(sum(terms.map((term) => Math.exp(term - largest))));
  };

  const eStep = (X, weights, means, matrices) => {
    const logWeights = weights.map(Math.log);
    const terms = logGaussian(X, means, matrices).map((line) =>
      line.map((value, k) => logWeights[k] + value),
    );
    const gamma = terms.map((line) => {
      const largest = Math.max(...line);
      const shares = line.map((term) => Math.exp(term - largest));
      const total = sum(shares);
      return shares.map((share) => share / total);
    });
    return [terms.map(logSumExp), gamma];
  };

  // ── The update ──

  const restrict = (matrices, weights, type) => {
    if (type === "full") return matrices;
    if (type === "tied") {
      return matrices[0].map((line, i) =>
        line.map((_, j) => sum(matrices.map((matrix, k) => weights[k] * matrix[i][j]))),
      );
    }
    const variances = matrices.map((matrix) => matrix.map((line, j) => line[j]));
    return type === "diag" ? variances : variances.map((values) => sum(values) / values.length);
  };

  const expand = (covariances, type, K, d) => {
    if (type === "full") return covariances;
    if (type === "tied") return filled(K, covariances);
    return covariances.map((own) =>
      range(d).map((i) => range(d).map((j) => (i === j ? (own[j] ?? own) : 0))),
    );
  };

  const mStep = (X, gamma, type, regCovar) => {
    const d = X[0].length;
    const shares = columns(gamma);
    const counts = shares.map((own) => sum(own) + 10 * EPSILON);
    const total = sum(counts);
    const weights = counts.map((count) => count / total);
    const means = shares.map((own, k) =>
      range(d).map((j) => sum(own.map((share, n) => share * X[n][j])) / counts[k]),
    );
    const matrices = shares.map((own, k) => {
      const off = X.map((x) => x.map((value, j) => value - means[k][j]));
      const entry = (i, j) => sum(own.map((share, n) => share * off[n][i] * off[n][j])) / counts[k];
      return range(d).map((i) => range(d).map((j) => (i === j ? regCovar : 0) + entry(i, j)));
    });
    return [weights, means, restrict(matrices, weights, type)];
  };

  const countParameters = (type, K, d) => {
    const matrix = (d * (d + 1)) / 2;
    const covariances = { full: K * matrix, tied: matrix, diag: K * d };
    return K - 1 + K * d + (covariances[type] ?? K);
  };

  // ── Starts. The numbers come from mulberry32, 32 bits a draw: the same in every browser. ──

  const generator = (seed) => {
    let state = seed >>> 0;
    return () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let bits = Math.imul(state ^ (state >>> 15), state | 1);
      bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
      return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
    };
  };

  const randomPoints = (X, K, random) => {
    const left = [...X];
    return range(K).map(() => left.splice(Math.floor(random() * left.length), 1)[0]);
  };

  // Each next centre is drawn in proportion to its squared distance from the nearest so far.
  const kmeansPlusPlus = (X, K, random) => {
    const centres = [X[Math.floor(random() * X.length)]];
    while (centres.length < K) {
      const squares = X.map((x) =>
        Math.min(...centres.map((centre) => sum(x.map((value, j) => (value - centre[j]) ** 2)))),
      );
      // Where all points are covered already, each is as good as another.
      const chances = squares.some(Boolean) ? squares : squares.map(() => 1);
      let rest = random() * sum(chances);
      const drawn = chances.findIndex((chance) => (rest -= chance) < 0);
      centres.push(X[drawn < 0 ? chances.findLastIndex(Boolean) : drawn]);
    }
    return centres;
  };

  const STARTS = { "k-means++": kmeansPlusPlus, random: randomPoints };

  // The means are K points drawn, the weights equal, every covariance that of all the points;
  // what the settings give takes their place.
  const startOf = (X, settings) => {
    const { n_components: K, covariance_type: type, init = "k-means++", seed = 0 } = settings;
    const found = mStep(X, X.map(() => filled(K, 1 / K)), type, settings.reg_covar);
    found[1] = STARTS[init](X, K, generator(seed));
    ["weights", "means", "covariances"].forEach((kind, i) => {
      const name = `${kind}_init`;
      if (settings[name] == null) return;
      const [shape, got] = [tuple(shapeOf(found[i], name)), tuple(checkFloats(settings[name], name))];
      const fault = `${name} must have the shape ${shape}, not ${got}`;
      require(shape === got, "start", fault);
      found[i] = settings[name];
    });
    const [weights] = found;
    const fault = `weights_init must be positive and sum to one, not ${row(weights)}`;
    const good = weights.every((weight) => weight > 0) && Math.abs(sum(weights) - 1) <= 1e-8;
    require(good, "start", `${fault}; divide positive numbers by their sum`);
    return found;
  };

  // ── The estimator: yields the start and what each iteration leaves; `last` where EM stops ──

  function* fit(X, settings) {
    checkSettings(settings);
    checkPoints(X, settings.n_components);
    const { covariance_type: type, tol, reg_covar, max_iter } = settings;
    const trace = [];
    let settled = false;
    let parameters = startOf(X, settings);
    while (true) {
      const [weights, means, covariances] = parameters;
      const matrices = expand(covariances, type, means.length, means[0].length);
      checkCovariances(X, matrices);
      const [logDensity, gamma] = eStep(X, weights, means, matrices);
      const logLikelihood = sum(logDensity) / X.length;
      const last = settled || trace.length === max_iter;
      const iteration = trace.length;
      yield { iteration, weights, means, covariances, matrices, gamma, logLikelihood, settled, last };
      if (last) return;
      trace.push(logLikelihood);
      settled = iteration > 0 && Math.abs(logLikelihood - trace[iteration - 1]) < tol;
      parameters = mStep(X, gamma, type, reg_covar);
    }
  }

  // AIC = 2p − 2Nℓ and BIC = p log N − 2Nℓ for p free parameters.
  const criteria = (type, K, d, N, logLikelihood) => {
    const free = countParameters(type, K, d);
    const deviance = -2 * N * logLikelihood;
    return { free, aic: 2 * free + deviance, bic: free * Math.log(N) + deviance };
  };

  // ── Data to play with: drawn with fixed seeds, rounded to hundredths ──

  const normals = (random) => () =>
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

  const cloud = (count, [x, y], [[a, b], [, c]], normal) =>
    range(count).map(() => {
      const [u, v] = [normal(), normal()];
      const slope = b / Math.sqrt(a);
      return [x + Math.sqrt(a) * u, y + slope * u + Math.sqrt(c - slope * slope) * v];
    });

  const arc = (count, [x, y], radius, from, to, spread, random) => {
    const normal = normals(random);
    return range(count).map(() => {
      const [angle, length] = [from + (to - from) * random(), radius + spread * normal()];
      return [x + length * Math.cos(angle), y + length * Math.sin(angle)];
    });
  };

  const DATA = {
    overlapping: (random) => {
      const normal = normals(random);
      return [
        ...cloud(66, [-1, -0.8], [[1.5, 0.9], [0.9, 1]], normal),
        ...cloud(54, [1.2, -1.4], [[0.7, -0.5], [-0.5, 1.2]], normal),
        ...cloud(30, [-0.2, 2.2], [[2, 0], [0, 0.3]], normal),
      ];
    },
    apart: (random) => {
      const round = [[0.35, 0], [0, 0.35]];
      const places = [[-3, -1.8], [3, -1.2], [0, 2.4]];
      return places.flatMap((place) => cloud(50, place, round, normals(random)));
    },
    ring: (random) => arc(150, [0, 0], 2.7, 0, 2 * Math.PI, 0.2, random),
    moons: (random) => [
      ...arc(75, [-1.2, -0.6], 2.4, 0, Math.PI, 0.2, random),
      ...arc(75, [1.2, 0.6], 2.4, Math.PI, 2 * Math.PI, 0.2, random),
    ],
    empty: () => [],
  };
  const dataOf = (name) =>
    DATA[name](generator(11)).map((x) => x.map((value) => Math.round(value * 100) / 100));

  globalThis.gmm = { TYPES, STARTS, DATA, Fault, fit, criteria, countParameters, generator, dataOf };
})();
