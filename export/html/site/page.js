// The pages are whole without this: it opens the contents bar where there is room, marks the section that is read,
// lets the keyboard reach what scrolls sideways, and writes below a picture what its parts tell.
const contents = document.querySelector(".bar details");
const wide = matchMedia("(min-width: 70rem)");
const adapt = () => contents.open = wide.matches;
wide.addEventListener("change", adapt);
adapt();

function reach() {
  for (const box of document.querySelectorAll(".scroll, pre, .paper")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}
addEventListener("resize", reach);
document.fonts.ready.then(reach);

const places = new Map();
for (const link of document.querySelectorAll(".bar li li a")) {
  places.set(document.getElementById(decodeURIComponent(link.hash.slice(1))), link);
}
function mark() {
  let current;
  for (const [heading, link] of places) {
    link.removeAttribute("aria-current");
    if (heading.getBoundingClientRect().top < innerHeight / 3) current = link;
  }
  current?.setAttribute("aria-current", "true");
}
addEventListener("scroll", mark, { passive: true });
mark();

for (const places of document.querySelectorAll(".places")) {
  const said = places.nextElementSibling;
  const parts = [...places.querySelectorAll("span")];
  const show = ({ target }) => said.value = target.title || "Point at a box, or reach it with the arrow keys";
  show({ target: places });
  places.addEventListener("pointerover", show);
  places.addEventListener("focusin", show);
  places.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step && parts[parts.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    document.activeElement.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
}
