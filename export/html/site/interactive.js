// Figures that can be turned or zoomed: the still picture is replaced when it comes into view.
let loading;
function plotly() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "plotly.min.js";
    script.onload = () => resolve(globalThis.Plotly);
    script.onerror = reject;
    document.head.append(script);
  });
  return loading;
}

async function draw(source) {
  const { data, layout, config } = JSON.parse(source.textContent);
  const still = source.parentElement.querySelector("img");
  const box = document.createElement("div");
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", still.alt);
  const size = { width: undefined, height: layout.height ?? Number(still.getAttribute("height")), autosize: true };
  const { newPlot } = await plotly();
  still.hidden = true;
  source.before(box);
  await newPlot(box, data, { ...layout, ...size }, { ...config, responsive: true });
}

const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    draw(target.querySelector("script.plotly"));
  }
}, { rootMargin: "300px" });
for (const source of document.querySelectorAll("script.plotly")) seen.observe(source.parentElement);
