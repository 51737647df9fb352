// A page that is not there: the language of the address that was asked for comes first.
(() => {
  "use strict";

  const asked = location.pathname.split("/");
  const own = [...document.querySelectorAll("main li")].find((item) => asked.includes(item.lang));
  if (!own) return;
  own.parentElement.prepend(own);
  document.documentElement.lang = own.lang;
  document.documentElement.dir = own.dir;
  document.title = own.querySelector("strong").textContent;
})();
