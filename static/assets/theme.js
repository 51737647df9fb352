// The page works without this file. It adds the choice of colours and lets the language
// links keep the section the reader is in.
(() => {
  "use strict";

  const root = document.documentElement;
  const button = document.querySelector(".scheme");
  const schemes = ["auto", "light", "dark"];

  const stored = () => {
    try {
      return localStorage.getItem("scheme");
    } catch {
      return null; // Storage may be refused; the choice then lasts as long as the page.
    }
  };

  const show = (scheme) => {
    if (scheme === "auto") delete root.dataset.scheme;
    else root.dataset.scheme = scheme;
    if (!button) return;
    button.dataset.current = scheme;
    button.title = button.dataset[scheme];
    button.setAttribute("aria-label", button.dataset[scheme]);
  };

  const choose = (scheme) => {
    show(scheme);
    try {
      if (scheme === "auto") localStorage.removeItem("scheme");
      else localStorage.setItem("scheme", scheme);
    } catch {
      // See stored().
    }
  };

  show(schemes.includes(stored()) ? stored() : "auto");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      choose(schemes[(schemes.indexOf(button.dataset.current) + 1) % schemes.length]);
    });
  }

  // Code can be copied.
  const words = document.querySelector("main")?.dataset ?? {};
  const buttonOf = (text, kind) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = kind;
    made.textContent = text;
    return made;
  };
  for (const listing of document.querySelectorAll("pre.highlight")) {
    const copy = buttonOf(words.copy, "copy");
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(listing.textContent);
      } catch {
        getSelection().selectAllChildren(listing); // Refused: what is marked can be copied by hand.
        return;
      }
      copy.textContent = words.copied;
      setTimeout(() => (copy.textContent = words.copy), 2000);
    });
    const box = document.createElement("div");
    box.className = "listing";
    listing.replaceWith(box);
    box.append(listing, copy);
  }

  // A figure opens large; without this file its link leads to the picture.
  const closeup = document.createElement("dialog");
  closeup.className = "closeup";
  const large = new Image();
  closeup.append(large, buttonOf(words.close, "close"));
  closeup.addEventListener("click", () => closeup.close());
  for (const link of document.querySelectorAll("a.zoom")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const shown = [...link.querySelectorAll("img")].find((image) => image.offsetParent) ?? {};
      large.removeAttribute("src");
      large.alt = shown.alt ?? "";
      if (!closeup.isConnected) document.body.append(closeup);
      closeup.showModal();
      // The dialog opens at once; the picture may take longer.
      requestAnimationFrame(() => setTimeout(() => (large.src = shown.src ?? link.href)));
    });
  }

  // Figures further down are loaded once the page is there, lest they be missing on paper.
  // Where scripts are refused, browsers load all at once.
  const later = globalThis.requestIdleCallback ?? setTimeout;
  addEventListener("load", () =>
    later(() => {
      for (const image of document.querySelectorAll("a.zoom > img:only-child")) image.loading = "eager";
    }),
  );

  // On paper all is open, also of those with one name.
  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("article details:not([open], .beside)")) {
      one.dataset.printed = one.name;
      one.removeAttribute("name");
      one.open = true;
    }
  });
  addEventListener("afterprint", () => {
    for (const one of document.querySelectorAll("details[data-printed]")) {
      one.open = false;
      if (one.dataset.printed) one.name = one.dataset.printed;
      delete one.dataset.printed;
    }
  });

  // The search opens at once; what it is made of is loaded when it is first asked for.
  const search = document.querySelector(".search");
  const openSearch = () => {
    const dialog = search.querySelector("dialog");
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("input").select();
    if (search.dataset.loaded) return;
    search.dataset.loaded = "yes";
    const script = document.createElement("script");
    script.src = search.dataset.script;
    script.onerror = () => {
      delete search.dataset.loaded;
      dialog.querySelector(".search-status").textContent = search.dataset.failed;
    };
    document.head.append(script);
  };
  if (search) {
    search.hidden = false;
    search.querySelector(".search-open").addEventListener("click", openSearch);
    search.querySelector(".close").addEventListener("click", () => search.querySelector("dialog").close());
    addEventListener("keydown", (event) => {
      // The field of a dialog that has just been closed keeps the focus until the next frame.
      const field = event.target.closest?.("input, textarea, select, [contenteditable]");
      const typing = field?.checkVisibility();
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      openSearch();
    });
  }

  // A definition that was opened closes again.
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.activeElement?.closest(".term")?.blur();
  });

  // The table of contents marks the section that is being read.
  const entries = new Map(
    [...document.querySelectorAll(".toc a")].map((link) => [
      decodeURIComponent(link.hash.slice(1)),
      link,
    ]),
  );
  const headings = [...entries.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  const languages = [...document.querySelectorAll(".languages a")];
  let current = "";

  const mark = (id) => {
    if (id === current) return;
    entries.get(current)?.removeAttribute("aria-current");
    entries.get(id)?.setAttribute("aria-current", "location");
    current = id;
    for (const link of languages) link.hash = id;
  };

  const follow = () => {
    const line = innerHeight / 4;
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top <= line);
    mark(passed.length ? passed[passed.length - 1].id : "");
  };

  if (headings.length) {
    let waiting = false;
    const soon = () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        follow();
      });
    };
    addEventListener("scroll", soon, { passive: true });
    addEventListener("resize", soon);
    follow();

    // The font of the formulas moves what stands below them: return to the section that
    // was asked for, unless the reader has moved on by then.
    let moved = false;
    for (const act of ["wheel", "touchstart", "pointerdown", "keydown"]) {
      addEventListener(act, () => (moved = true), { once: true, passive: true });
    }
    document.fonts.ready.then(() => {
      const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (asked && !moved) asked.scrollIntoView();
      soon();
    });
  }

  // What brings the page to life comes when the page can be read; it would only delay that.
  const main = document.querySelector("main");
  const enliven = () => {
    const waiting = main.dataset.scripts.split(" ");
    for (const src of [...waiting]) {
      const script = document.createElement("script");
      script.src = src;
      script.async = false;
      script.onload = script.onerror = () => {
        waiting.splice(waiting.indexOf(src), 1);
        if (!waiting.length) delete main.dataset.scripts;
      };
      document.head.append(script);
    }
  };
  if (main.dataset.scripts) requestAnimationFrame(() => setTimeout(enliven));
})();
