// While an author writes: the page is loaded again when it has changed, at the place where it is
// read, and what is wrong lies over it. `python build.py serve` adds this to the pages it shows.
(() => {
  "use strict";

  const place = `live ${location.pathname}`;
  const kept = sessionStorage.getItem(place);
  if (kept !== null) {
    sessionStorage.removeItem(place);
    const back = () => scrollTo({ top: Number(kept), behavior: "instant" });
    back();
    addEventListener("load", back, { once: true });
  }

  const overlay = document.createElement("dialog");
  overlay.className = "live-problems";
  overlay.style.cssText =
    "position:fixed;inset:auto 1rem 1rem;z-index:9;max-block-size:60vh;overflow:auto;margin:0;inline-size:auto;" +
    "padding:.5rem 1rem;border:2px solid #b23c0b;border-radius:.5rem;background:#fff8f5;color:#1d2433;font-size:.9rem";
  document.body.append(overlay);

  const show = (problems) => {
    overlay.replaceChildren(
      ...problems.map(({ place, severity, message }) => {
        const line = document.createElement("p");
        const where = document.createElement("code");
        where.textContent = place;
        line.className = severity;
        line.append(where, ` ${message}`);
        return line;
      }),
    );
    if (problems.some(({ severity }) => severity === "error")) overlay.show();
    else overlay.close();
  };

  const styles = () => {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const url = new URL(link.href);
      url.searchParams.set("live", Date.now());
      link.href = url;
    }
  };

  const events = new EventSource("/_live/events");
  events.addEventListener("problems", (event) => show(JSON.parse(event.data)));
  events.addEventListener("styles", styles);
  events.addEventListener("page", () => {
    sessionStorage.setItem(place, scrollY);
    location.reload();
  });
})();
