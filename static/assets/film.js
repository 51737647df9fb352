// The player of an animation: its frames are pictures beside the page. Without this file
// the strip of frames shows what moves. Nothing starts by itself.
(() => {
  "use strict";

  const play = (player) => {
    const figure = player.closest("figure");
    const screen = figure.querySelector(".zoom img");
    const button = player.querySelector(".play");
    const slider = player.querySelector("input");
    const counter = player.querySelector("output");
    const numbers = player.dataset.numbers.split(" ");
    const last = numbers.length - 1;
    const pause = Math.min(1500, Math.max(120, Number(player.dataset.pause)));
    const length = numbers[last];
    let timer = 0;

    const address = (at) => `${player.dataset.frames}${numbers[at]}.svg`;

    const load = (at) => {
      const picture = new Image();
      picture.src = address(at);
      return picture.decode().catch(() => {}); // One that fails to load is shown all the same.
    };

    const show = (at) => {
      slider.value = at;
      counter.textContent = `${numbers[at]} / ${length}`;
      slider.setAttribute("aria-valuetext", counter.textContent);
      screen.parentElement.href = address(at);
      // The controls answer at once; a picture takes longer, and only the last asked for counts.
      requestAnimationFrame(() =>
        setTimeout(() => {
          if (at === Number(slider.value)) screen.src = address(at);
        }),
      );
    };

    const stop = () => {
      clearTimeout(timer);
      timer = 0;
      button.textContent = button.dataset.play;
    };

    const run = async (at) => {
      show(at);
      if (at === last) return stop();
      const due = performance.now() + pause;
      await load(at + 1);
      if (timer) timer = setTimeout(run, Math.max(0, due - performance.now()), at + 1);
    };

    button.addEventListener("click", () => {
      if (timer) return stop();
      timer = -1; // Running, though nothing is waited for yet.
      button.textContent = button.dataset.stop;
      run(Number(slider.value) === last ? 0 : Number(slider.value));
    });

    const step = (by) => {
      stop();
      show(Math.min(last, Math.max(0, Number(slider.value) + by)));
    };
    player.querySelector(".back").addEventListener("click", () => step(-1));
    player.querySelector(".forward").addEventListener("click", () => step(1));
    slider.addEventListener("input", () => step(0));
    player.hidden = false;
  };

  for (const player of document.querySelectorAll(".film .player")) play(player);
})();
