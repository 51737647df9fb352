// Parallel reading: the page in a second language beside this one, section by section. Asked
// for by the reader, kept in the address (`?with=es`). Where a page cannot be fetched, as
// from a folder on disk, the same buttons lead to the other page.
(() => {
  "use strict";

  const nav = document.querySelector(".languages");
  const article = document.querySelector("article");
  if (!nav || !article) return;
  const others = [...nav.querySelectorAll("a:not([aria-current]):not(.untranslated)")];
  const starts = "h2, h3";
  const here = new URL(location.href);

  // ── A button at every section ──

  const offer = (heading) => {
    const box = document.createElement("details");
    box.className = "beside";
    const label = document.createElement("summary");
    label.setAttribute("aria-label", nav.dataset.beside);
    label.title = nav.dataset.beside;
    label.textContent = "⇄";
    box.append(label);
    for (const other of others) {
      const link = document.createElement("a");
      link.href = other.href.split("#")[0] + `#${heading.id}`;
      link.lang = other.lang;
      link.textContent = other.textContent;
      link.addEventListener("click", (event) => {
        if (location.protocol === "file:" || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        box.open = false;
        read(other, heading);
      });
      box.append(link);
    }
    heading.after(box);
  };

  // ── Two articles, block by block ──

  const sections = (root) => {
    const found = new Map([["", []]]);
    let name = "";
    for (const node of root.children) {
      if (node.matches(".beside, .parallel-bar")) continue;
      if (node.matches(starts) && node.id) found.set((name = node.id), []);
      found.get(name).push(node);
    }
    return found;
  };

  const adopt = (node, base, lang) => {
    const copy = document.importNode(node, true);
    for (const element of [copy, ...copy.querySelectorAll("*")]) {
      element.removeAttribute("id"); // They are this page's own already.
      for (const name of ["href", "src"]) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, new URL(value, base).href);
      }
    }
    for (const live of copy.querySelectorAll(".player, .stepper, script")) live.remove();
    copy.lang = lang;
    return copy;
  };

  const withButton = (node) => {
    const button = node.nextElementSibling;
    return button?.matches(".beside") ? [node, button] : [node];
  };

  const row = (ours, theirs) => {
    const pair = document.createElement("div");
    pair.className = "pair";
    ours[0].before(pair);
    for (const nodes of [ours.flatMap(withButton), theirs]) {
      const side = document.createElement("div");
      side.append(...nodes);
      pair.append(side);
    }
  };

  const close = () => {
    document.querySelector(".parallel-bar")?.remove();
    article.classList.remove("parallel");
    for (const pair of [...article.querySelectorAll(".pair")]) {
      pair.replaceWith(...pair.firstElementChild.childNodes);
    }
  };

  const read = async (other, heading) => {
    const address = other.href.split("#")[0];
    let text;
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(answer.statusText);
      text = await answer.text();
    } catch {
      location.href = `${address}#${heading?.id ?? ""}`;
      return;
    }
    close();
    const theirs = new DOMParser().parseFromString(text, "text/html").querySelector("article");
    const second = sections(theirs);
    for (const [name, blocks] of sections(article)) {
      const adopted = (second.get(name) ?? []).map((node) => adopt(node, address, other.lang));
      if (!blocks.length || !adopted.length) continue;
      if (blocks.length === adopted.length) blocks.forEach((block, n) => row([block], [adopted[n]]));
      else row(blocks, adopted);
    }
    article.classList.add("parallel");
    const bar = document.createElement("p");
    bar.className = "parallel-bar";
    const end = document.createElement("button");
    end.type = "button";
    end.textContent = nav.dataset.alone;
    end.addEventListener("click", () => {
      close();
      remember("");
    });
    bar.append(`⇄ ${other.textContent} `, end);
    article.prepend(bar);
    remember(other.lang);
    heading?.scrollIntoView();
  };

  const remember = (lang) => {
    if (lang) here.searchParams.set("with", lang);
    else here.searchParams.delete("with");
    here.hash = location.hash;
    history.replaceState(null, "", here);
  };

  if (!others.length) return;
  for (const heading of article.querySelectorAll(`:scope > :is(${starts})[id]`)) offer(heading);
  const asked = others.find((other) => other.lang === here.searchParams.get("with"));
  if (asked && location.protocol !== "file:") {
    read(asked, document.getElementById(decodeURIComponent(location.hash.slice(1))));
  }
})();
