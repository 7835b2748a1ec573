// Draws one reading and sends back the id of the claim that was chosen; it decides nothing.
// What comes from the article only ever becomes a text node or an attribute, never markup.

const make = (tag, props = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value !== undefined && value !== null) node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
};

const TAGS = { content: "mark", cue: "b" };
const FREE = new Set(["time", "finding"]); // marks that belong to no claim

// A control stays in the document, so that its text is the article's; hidden, it steers nothing.
const spelled = (text, controls) => {
  const nodes = [];
  let run = "";
  for (const char of text) {
    if (!(char in controls)) { run += char; continue; }
    if (run) nodes.push(run);
    run = "";
    const label = controls[char];
    nodes.push(make("span", { class: "ck-control", "data-label": label }, make("span", { hidden: "" }, char)));
  }
  if (run) nodes.push(run);
  return nodes;
};

// In a sentence of ours a string of the article stands isolated.
const named = (text, drawn, props = {}) => make("bdi", props, ...spelled(text, drawn.controls));

function legend({ labels }) {
  const item = (part) => make("li", {}, make("span", { class: `ck-${part} ck-lane0` }, labels[part]));
  return make("ul", { class: "ck-legend", "aria-label": labels.legend },
    ...["content", "source", "cue", "medium", "time", "finding"].map(item),
    make("li", { class: "ck-quiet" }, labels.inside));
}

function article(drawn) {
  const points = Array.from(drawn.text); // Python counts code points, strings here count UTF-16
  const box = make("div", { class: "ck-text", dir: drawn.dir, lang: drawn.lang });
  let paragraph = null;
  for (const [start, end, marks, opens, flags] of drawn.segments) {
    if (!paragraph) box.append((paragraph = make("p")));
    for (const n of flags) {
      const label = `${drawn.labels.finding} ${n + 1}`;
      paragraph.append(make("span", { class: "ck-flag", role: "img", "aria-label": label, "data-label": `⚑${n + 1}` }));
    }
    for (const id of opens) paragraph.append(tag(drawn, id));
    let nodes = spelled(points.slice(start, end).join(""), drawn.controls);
    for (const [lane, role, of] of [...marks].reverse()) {
      const node = FREE.has(role)
        ? make("span", { class: `ck-${role}` })
        : make(TAGS[role] ?? "span", { class: `ck-${role} ck-lane${lane}`, "data-claim": of });
      node.append(...nodes);
      nodes = [node];
    }
    paragraph.append(...nodes);
    if (points[end - 1] === "\n") paragraph = null;
  }
  return box;
}

const tag = ({ labels, claims }, id) => {
  const speaker = claims.find((claim) => claim.id === id)?.speaker ?? "";
  return make("button", {
    type: "button", class: "ck-tag", tabindex: "-1", "data-choose": id, "data-label": id,
    "aria-pressed": "false", "aria-label": `${labels.claim} ${id}${speaker && `: ${speaker}`}`,
  });
};

function table(drawn) {
  const { labels, claims, lang } = drawn;
  const heads = ["claim", "speaker", "content", "cue", "said_on", "parent"];
  const row = (claim) => make("tr", { "data-claim": claim.id },
    make("td", {}, make("button", {
      type: "button", class: "ck-choose", tabindex: "-1", "data-choose": claim.id, "aria-pressed": "false",
      "aria-label": `${labels.claim} ${claim.id}`,
    }, named(claim.id, drawn))),
    make("td", {}, named(claim.speaker, drawn), ...below(claim.role && named(claim.role, drawn))),
    make("td", {}, named(claim.content, drawn, { class: "ck-said", lang })),
    make("td", {}, named(claim.cue, drawn), ...below(claim.kind),
      ...(claim.medium ? below(make("span", {}, `${labels.medium}: `, named(claim.medium, drawn))) : [])),
    make("td", { class: "ck-day" }, make("bdi", { dir: "ltr" }, claim.said_on)),
    make("td", {}, named(claim.parent, drawn)));
  const body = make("tbody", {}, ...claims.map(row));
  const head = make("thead", {}, make("tr", {}, ...heads.map((key) => make("th", { scope: "col" }, labels[key]))));
  return make("div", { class: "ck-scroll ck-claims" },
    make("table", {}, head, body));
}

const below = (node) => (node ? [make("div", { class: "ck-quiet" }, node)] : []);

function cards(drawn) {
  const { labels, findings } = drawn;
  const card = (finding, n) => {
    const list = finding.repairs.map(([replace, was, why]) => make("li", {},
      "«", named(replace, drawn), `» ${labels.instead} «`, named(was, drawn), "» ",
      make("span", { class: "ck-quiet", dir: "auto" }, ...spelled(why, drawn.controls))));
    const places = finding.places.flatMap((place) => ["«", named(place, drawn), "» "]);
    return make("li", { class: `ck-card ck-${finding.severity}` },
      make("p", {}, make("span", { class: "ck-severity" }, `⚑${n + 1} ${finding.sign}`), " · ",
        make("b", {}, finding.called), " ", make("code", {}, finding.check)),
      make("p", { dir: "auto" }, ...spelled(finding.message, drawn.controls)),
      make("p", { class: "ck-quiet" }, ...places),
      ...(list.length ? [make("p", {}, labels.hypotheses), make("ul", {}, ...list)] : []));
  };
  return make("ol", { class: "ck-cards", "aria-label": labels.findings }, ...findings.map(card));
}

// The claim, and upwards the claims that relay it: who says that who says what.
function chain(drawn, id) {
  const found = [];
  for (let next = id; next && found.length <= drawn.claims.length;) {
    const claim = drawn.claims.find((each) => each.id === next);
    if (!claim) break;
    found.push(claim);
    next = claim.parent;
  }
  return found;
}

function detail(drawn, id) {
  const links = chain(drawn, id);
  if (!links.length) return [make("span", { class: "ck-quiet" }, drawn.labels.choose)];
  const who = links.reverse().flatMap((claim, n) => [
    ...(n ? [" › "] : []),
    make("strong", {}, named(claim.speaker || drawn.labels.unknown, drawn)),
    " ", named(claim.cue, drawn, { class: "ck-quiet" })]);
  const chosen = links[links.length - 1];
  const day = chosen.said_on ? [" · ", make("bdi", { dir: "ltr" }, chosen.said_on)] : [];
  return [
    make("div", {}, `${drawn.labels.selected} `, named(chosen.id, drawn), ": ", ...who, ...day),
    named(chosen.content, drawn, { class: "ck-said", lang: drawn.lang }),
  ];
}

// One tab stop for a group of buttons; arrows, Home and End walk inside it.
function rove(box) {
  const buttons = () => [...box.querySelectorAll("[data-choose]")];
  const stop = (button) => {
    for (const each of buttons()) each.tabIndex = each === button ? 0 : -1;
  };
  const leftward = () => getComputedStyle(box).direction === "rtl" ? 1 : -1;
  const steps = { ArrowDown: () => 1, ArrowUp: () => -1, ArrowLeft: leftward, ArrowRight: () => -leftward() };
  box.addEventListener("keydown", (event) => {
    const all = buttons();
    const at = all.indexOf(event.target.closest("[data-choose]"));
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1
      : event.key in steps ? Math.min(Math.max(at + steps[event.key](), 0), all.length - 1) : at;
    if (event.key !== "Home" && event.key !== "End" && !(event.key in steps)) return;
    event.preventDefault();
    event.stopPropagation(); // or the notebook would move to another cell
    stop(all[to]);
    all[to].focus();
  });
  if (buttons().length) stop(buttons()[0]);
  return stop;
}

function render({ model, el }) {
  let forget = draw({ model, el });
  const again = () => { forget(); forget = draw({ model, el }); };
  model.on("change:drawn", again);
  return () => { forget(); model.off("change:drawn", again); };
}

function draw({ model, el }) {
  const drawn = model.get("drawn");
  const text = article(drawn);
  const list = table(drawn);
  const live = make("div", { class: "ck-detail", role: "status", "aria-live": "polite" });
  const pane = (label, inner) => make("div", { class: "ck-pane", role: "group", "aria-label": label, tabindex: "0" }, inner);
  const found = drawn.findings.length ? [cards(drawn)] : [];
  const root = make("div", { class: "ck ck-view", lang: drawn.ui, dir: drawn.labels.dir },
    legend(drawn), make("div", { class: "ck-panes" }, pane(drawn.labels.article, text),
      // Where another table of claims stands beside, the findings take the place of this one.
      ...(drawn.table ? [make("div", {}, live, pane(drawn.labels.claims, list))] : found)),
    ...(drawn.table ? found : []));
  el.replaceChildren(root);
  const panes = (drawn.table ? [text, list] : [text]).map((box) => [box, rove(box)]);

  const choose = (id) => {
    model.set("selected", id);
    model.save_changes();
  };
  const show = () => {
    const id = model.get("selected");
    for (const node of root.querySelectorAll("[data-claim]")) {
      node.classList.toggle("ck-selected", node.dataset.claim === id);
    }
    for (const button of root.querySelectorAll("[data-choose]")) {
      button.setAttribute("aria-pressed", String(button.dataset.choose === id));
    }
    live.replaceChildren(...detail(drawn, id));
    for (const [box, stop] of panes) {
      const button = [...box.querySelectorAll("[data-choose]")].find((each) => each.dataset.choose === id);
      if (!button) continue;
      stop(button);
      // Only the pane that the choice was not made in moves, and no further than it has to.
      if (!box.matches(":hover, :focus-within")) within(button, box.closest(".ck-pane"));
    }
  };
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-choose]");
    if (button) return choose(button.getAttribute("aria-pressed") === "true" ? null : button.dataset.choose);
    if (String(getSelection())) return; // someone is copying words
    const here = [];
    for (let node = event.target; node && node !== root; node = node.parentElement) {
      if (node.dataset?.claim) here.push(node.dataset.claim);
    }
    // The innermost claim first; a second click on the same place goes outwards to what relays it.
    if (here.length) choose(here[(here.indexOf(model.get("selected")) + 1) % here.length]);
  });
  model.on("change:selected", show);
  show();
  const placed = requestAnimationFrame(show); // nothing can be scrolled to before it has a place
  return () => {
    cancelAnimationFrame(placed);
    model.off("change:selected", show);
  };
}

function within(button, pane) {
  const [inner, outer] = [button.getBoundingClientRect(), pane.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) {
    pane.scrollTop += inner.top - outer.top - outer.height / 3;
  }
}

export default { render };
