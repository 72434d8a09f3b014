// Tabs that do not all fit: the one that is open is moved into sight.
for (const open of document.querySelectorAll(".m-tabs [aria-current]")) {
  const tabs = open.parentElement;
  tabs.scrollLeft = open.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - open.offsetWidth) / 2;
}

// Tables of the desks: how many rows are chosen, and one tick for all of them.
// Without this module rows are ticked one by one and the buttons of the bar work the same.

for (const form of document.querySelectorAll("form[data-bulk]")) {
  const said = form.querySelector("[data-chosen]");
  const rows = [...form.querySelectorAll("tbody input[type=checkbox]")];
  const all = form.querySelector("[data-all]");

  function count() {
    const chosen = rows.filter((row) => row.checked).length;
    if (said) said.textContent = chosen ? said.dataset.chosen.replace("{n}", chosen) : said.dataset.none;
    if (all) {
      all.checked = chosen > 0 && chosen === rows.length;
      all.indeterminate = chosen > 0 && chosen < rows.length;
    }
  }

  if (all) {
    all.closest("label").hidden = false;
    all.addEventListener("change", () => {
      for (const row of rows) row.checked = all.checked;
      count();
    });
  }
  form.addEventListener("change", count);
  count();
}
