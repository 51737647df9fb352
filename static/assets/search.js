// Full-text search in the reader's language, loaded when the search is first opened, as is the
// text of the site, which is looked through here. Words match without their endings, Chinese, Japanese
// and Korean by pairs of letters, and a slip of the keyboard is forgiven.
(() => {
  "use strict";

  const box = document.querySelector(".search");
  const { dataset } = box;
  const own = document.documentElement.lang;
  const codes = dataset.locales.split(" ");
  const most = 20;

  // ── Words ──

  const plain = (text) =>
    text
      .normalize("NFKC")
      .toLowerCase()
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .normalize("NFC");

  const east = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff々ー]+/g;

  // A question's words: those of alphabets whole, the others as pairs of letters.
  const wordsOf = (text) => {
    const words = plain(text).replace(east, " ").match(/[\p{L}\p{N}_+]+/gu) ?? [];
    const pairs = [];
    for (const run of plain(text).match(east) ?? []) {
      if (run.length === 1) pairs.push(run);
      for (let n = 0; n + 1 < run.length; n += 1) pairs.push(run.slice(n, n + 2));
    }
    return { words, pairs };
  };

  const squeezed = (text) => text.replace(/[-\u2010-\u2013_ ]/g, "");

  const stems = (word) => {
    // Endings are taken off one letter at a time, and never more than a third.
    const shortest = Math.max(4, Math.ceil((word.length * 2) / 3));
    const found = [word];
    for (let n = word.length - 1; n >= shortest; n -= 1) found.push(word.slice(0, n));
    return found;
  };

  const near = (one, other) => {
    // Whether two words are one change apart: a letter more, less, other or exchanged.
    if (Math.abs(one.length - other.length) > 1) return false;
    let at = 0;
    while (at < one.length && one[at] === other[at]) at += 1;
    const [a, b] = [one.slice(at), other.slice(at)];
    return (
      a.slice(1) === b.slice(1) ||
      a.slice(1) === b ||
      a === b.slice(1) ||
      (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
    );
  };

  // ── The index ──

  const indexes = new Map();
  const load = (code) => {
    if (!indexes.has(code)) {
      indexes.set(
        code,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.src = `${dataset.root}search/${code}.js`;
          script.onload = () => resolve(prepared(code, globalThis.searchIndexes[code]));
          script.onerror = reject;
          document.head.append(script);
        }),
      );
    }
    return indexes.get(code);
  };

  const prepared = (code, { pages, sections }) => ({
    code,
    sections: sections.map(([page, anchor, heading, text]) => ({
      code,
      url: pages[page][0],
      title: pages[page][1],
      anchor,
      heading,
      text,
      fields: [plain(pages[page][1]), plain(heading), plain(text)],
    })),
  });

  const vocabulary = (sections) => {
    const known = new Set();
    for (const { fields } of sections) {
      for (const field of fields) for (const word of field.match(/[a-z_]{5,}/g) ?? []) known.add(word);
    }
    return known;
  };

  // ── Ranking: rare words weigh more, titles and headings most ──

  const weights = [6, 4, 1];

  const count = (field, term) => {
    let times = 0;
    for (let at = field.indexOf(term); at >= 0 && times < 8; at = field.indexOf(term, at + 1)) times += 1;
    return times;
  };

  const strength = ({ fields }, term, usual) => {
    const sum = fields.reduce((all, field, n) => all + weights[n] * count(field, term), 0);
    return sum / (sum + 0.8 + (1.2 * fields[2].length) / usual);
  };

  const found = (term, sections) => {
    const usual = sections.reduce((all, { fields }) => all + fields[2].length, 1) / sections.length;
    const hits = sections.map((section) => strength(section, term, usual));
    const seen = hits.filter(Boolean).length;
    const rarity = Math.log(1 + sections.length / (seen + 0.5));
    return seen ? hits.map((hit) => hit * rarity) : null;
  };

  const search = (question, sections) => {
    const { words, pairs } = wordsOf(question);
    const scores = new Float64Array(sections.length);
    const matched = new Float64Array(sections.length);
    const terms = [];
    let asked = 0;
    const add = (term, hits, worth) => {
      terms.push(term);
      hits.forEach((hit, n) => {
        scores[n] += worth * hit;
        if (hit) matched[n] += worth;
      });
    };
    let known = null;
    for (const word of words) {
      asked += 1;
      const stem = stems(word).find((one) => found(one, sections));
      if (stem) {
        add(stem, found(stem, sections), stem === word ? 1 : 0.8);
        continue;
      }
      known ??= vocabulary(sections);
      const others = word.length > 4 ? [...known].filter((one) => near(word, one)) : [];
      for (const other of others.slice(0, 3)) add(other, found(other, sections), 0.7);
      if (others.length || word.length < 5) continue;
      // `logsumexp` for log-sum-exp: the text is looked through without its hyphens.
      const joined = sections.map(({ fields }) => ({ fields: fields.map(squeezed) }));
      const hits = found(word, joined);
      if (hits) add(word, hits, 0.8);
    }
    for (const pair of pairs) {
      asked += 0.5;
      const hits = found(pair, sections);
      if (hits) add(pair, hits, 0.5);
    }
    // What answers more of the question comes first.
    const best = new Map();
    sections.forEach((section, n) => {
      if (!scores[n]) return;
      const score = scores[n] * (matched[n] / asked) ** 2;
      const key = `${section.code} ${section.url}`;
      const page = best.get(key);
      if (!page || score > page.score) best.set(key, { score, section });
    });
    const ranked = [...best.values()].sort((a, b) => b.score - a.score);
    const close = ranked.filter((hit, n) => n < 5 || hit.score > ranked[0].score / 12);
    return { terms, hits: close.slice(0, most) };
  };

  // ── What the reader sees ──

  const dialog = box.querySelector("dialog");
  const input = dialog.querySelector("input[type=search]");
  const everywhere = dialog.querySelector("input[type=checkbox]");
  const list = dialog.querySelector("ol");
  const status = dialog.querySelector(".search-status");
  let turn = 0;

  const excerpt = (section, terms) => {
    const text = section.text || section.heading;
    const lower = text.toLowerCase();
    const at = Math.max(0, Math.min(...terms.map((term) => lower.indexOf(term)).filter((n) => n >= 0), Infinity) || 0);
    const from = Number.isFinite(at) ? Math.max(0, at - 30) : 0;
    const line = document.createElement("p");
    let rest = text.slice(from, from + 140);
    if (from) line.append("…");
    while (rest) {
      const low = rest.toLowerCase();
      const places = terms.map((term) => [low.indexOf(term), term]).filter(([n]) => n >= 0);
      if (!places.length) break;
      const [start, term] = places.sort((a, b) => a[0] - b[0] || b[1].length - a[1].length)[0];
      const mark = document.createElement("mark");
      mark.textContent = rest.slice(start, start + term.length);
      line.append(rest.slice(0, start), mark);
      rest = rest.slice(start + term.length);
    }
    line.append(rest);
    return line;
  };

  const entry = ({ section }, terms) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `${dataset.root}${section.url}index.html${section.anchor ? `#${section.anchor}` : ""}`;
    link.lang = section.code;
    const title = document.createElement("strong");
    title.textContent = section.title;
    link.append(title);
    if (section.heading && section.heading !== section.title) link.append(` › ${section.heading}`);
    link.append(excerpt(section, terms));
    item.append(link);
    return item;
  };

  const answer = async () => {
    const mine = (turn += 1);
    const question = input.value.trim();
    if (!question) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    let loaded;
    try {
      loaded = await Promise.all((everywhere.checked ? codes : [own]).map(load));
    } catch {
      status.textContent = dataset.failed;
      return;
    }
    if (mine !== turn) return; // Another question has been asked meanwhile.
    const { terms, hits } = search(question, loaded.flatMap((index) => index.sections));
    list.replaceChildren(...hits.map((hit) => entry(hit, terms)));
    status.textContent = hits.length ? dataset.found.replace("{n}", hits.length) : dataset.nothing;
  };

  input.addEventListener("input", answer);
  everywhere.addEventListener("change", answer);
  list.addEventListener("click", (event) => {
    if (event.target.closest("a")) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault(); // A search field would only empty itself.
      dialog.close();
      return;
    }
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (to === undefined || (at < 0 && event.key === "ArrowUp")) {
      if (event.key === "Enter" && event.target === input) links[0]?.click();
      return;
    }
    event.preventDefault();
    (to < 0 ? input : links[Math.min(to, links.length - 1)])?.focus();
  });

  answer(); // What was typed while this was on its way.
  load(own).catch(() => {});
})();
