// Shows a picture whose marks stand for claims and tells which one was chosen; it decides nothing.
// A mark that can be chosen is described as "number|what it shows", by the chart that drew it.

const MARK = /^(\d+)\|(.*)$/s;

// The picture is ours, but its words are the article's: only shapes and words get through.
const KNOWN = new Set(["svg", "g", "path", "rect", "line", "circle", "polygon", "text", "tspan", "defs", "clipPath"]);

function drawn(svg) {
  const picture = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  if (picture.localName !== "svg") return ""; // what cannot be parsed
  for (const node of picture.querySelectorAll("*")) if (!KNOWN.has(node.localName)) node.remove();
  for (const node of [picture, ...picture.querySelectorAll("*")]) {
    for (const { name } of [...node.attributes]) {
      if (name.startsWith("on") || name.endsWith("href")) node.removeAttribute(name);
    }
    // Vega describes shapes for a reader of the whole picture; here only what can be chosen speaks.
    const label = node.getAttribute("aria-label");
    for (const name of ["aria-label", "aria-roledescription", "role"]) node.removeAttribute(name);
    const [, number, told] = MARK.exec(label ?? "") ?? [];
    if (number) Object.assign(node.dataset, { mark: number, told });
  }
  return document.importNode(picture, true);
}

function render({ model, el }) {
  const show = () => {
    const svg = model.get("svg");
    el.classList.add("ck-picture");
    el.dir = "ltr"; // a wide picture begins on its left
    el.replaceChildren(...(svg ? [drawn(svg)] : []));
    const seen = new Set();
    for (const node of el.querySelectorAll("[data-mark]")) {
      if (seen.has(node.dataset.mark)) continue;
      seen.add(node.dataset.mark);
      node.setAttribute("role", "button");
      node.setAttribute("aria-label", node.dataset.told);
      node.setAttribute("tabindex", "0");
    }
    light();
  };
  const light = () => {
    const chosen = new Set(model.get("chosen").map(String));
    for (const node of el.querySelectorAll("[data-mark]")) {
      const on = chosen.has(node.dataset.mark);
      node.classList.toggle("ck-lit", on);
      if (node.hasAttribute("role")) node.setAttribute("aria-pressed", String(on));
    }
  };
  const choose = (event) => {
    const mark = event.target.closest("[data-mark]");
    if (mark) model.send({ mark: Number(mark.dataset.mark) });
    return mark;
  };
  const press = (event) => {
    if ((event.key === "Enter" || event.key === " ") && choose(event)) {
      event.preventDefault();
      event.stopPropagation(); // or the notebook would run or leave the cell
    }
  };
  el.addEventListener("click", choose);
  el.addEventListener("keydown", press);
  model.on("change:svg", show);
  model.on("change:chosen", light);
  show();
  return () => {
    el.removeEventListener("click", choose);
    el.removeEventListener("keydown", press);
    model.off("change:svg", show);
    model.off("change:chosen", light);
  };
}

export default { render };
