// The table of prices: the arrows up and down, and Enter, lead through a column as in a spreadsheet program;
// what was changed is counted and not lost unasked. Without this module Enter saves the table.

for (const form of document.querySelectorAll("[data-prices]")) {
  const fields = [...form.querySelectorAll("[data-column]")];
  const said = form.querySelector("[data-changed]");
  const before = new Map(fields.map((field) => [field, stored(field)]));

  // A refused table comes back as it was typed; what is stored stands beside it.
  function stored(field) {
    return field.type === "checkbox" ? field.dataset.was === "1" : field.dataset.was;
  }

  function value(field) {
    return field.type === "checkbox" ? field.checked : field.value.trim();
  }

  function count() {
    const rows = new Set();
    for (const field of fields) {
      const changed = value(field) !== before.get(field);
      field.toggleAttribute("data-dirty", changed);
      if (changed) rows.add(field.closest("tr"));
    }
    said.textContent = rows.size ? said.dataset.changed.replace("{n}", rows.size) : "";
    return rows.size;
  }

  form.addEventListener("input", count);
  count();
  form.addEventListener("keydown", (event) => {
    const field = event.target.closest("[data-column]");
    if (!field || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1, Enter: event.shiftKey ? -1 : 1 }[event.key];
    if (!step) return;
    const column = fields.filter((each) => each.dataset.column === field.dataset.column);
    const next = column[column.indexOf(field) + step];
    event.preventDefault();
    if (!next) return;
    next.focus();
    if (next.select) next.select();
  });

  let leaving = false;
  form.addEventListener("submit", () => (leaving = true));
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && count()) event.preventDefault();
  });
}
