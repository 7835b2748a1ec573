// Hears single keys for the explorer around it, if wanted, and says which; it decides nothing.

const TYPING = "input, textarea, select, [contenteditable]";

function render({ model, el }) {
  el.dataset.lmSuppressShortcuts = "true";
  const press = (event) => {
    const home = el.closest(".ck-explorer");
    if (!home || !model.get("wanted") || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && event.target.matches(TYPING)) {
      home.querySelector(".ck-claims")?.focus();
      return;
    }
    if (event.target.matches(TYPING) || !model.get("heard").includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation(); // or the notebook would take it for a command of its own
    const field = { n: ".ck-note textarea", e: ".ck-quote input" }[event.key];
    if (field) home.querySelector(field)?.focus();
    else model.send({ key: event.key });
  };
  const suppress = () => {
    const home = el.closest(".ck-explorer");
    if (!home) return;
    // JupyterLab and Notebook 7 leave keys alone below an element with this mark.
    if (model.get("wanted")) home.dataset.lmSuppressShortcuts = "true";
    else delete home.dataset.lmSuppressShortcuts;
    const claims = home.querySelector(".ck-claims");
    if (claims) {
      claims.tabIndex = -1;
      if (model.get("wanted")) claims.focus({ preventScroll: true });
    }
  };
  // At the window, so that it comes before the notebook, which listens at the document.
  window.addEventListener("keydown", heard, true);
  function heard(event) {
    if (el.closest(".ck-explorer")?.contains(event.target)) press(event);
  }
  model.on("change:wanted", suppress);
  requestAnimationFrame(suppress);
  return () => {
    window.removeEventListener("keydown", heard, true);
    model.off("change:wanted", suppress);
  };
}

export default { render };
