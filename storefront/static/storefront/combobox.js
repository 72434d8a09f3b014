// Suggestions under a text field (ARIA 1.2 combobox with a listbox). Without this module the field is a plain text field.
//
// <input data-combobox data-url="…" data-many="{n} …" data-none="…"> asks data-url?q=… for
// {"items": [{"label", "hint"?, "url"?, "value"?, "province"?}]}. With data-code (id of a hidden field) a choice fills
// the field, the code and the select named by data-province; otherwise it leads to its url.
// Where there is no data-url at hand or it does not answer, nothing happens: the form still works.

const PAUSE = 160;

function combobox(input) {
  const box = input.parentElement;
  const list = Object.assign(document.createElement("ul"), { className: "m-combo__list", id: `${input.id}-list`, hidden: true });
  const said = Object.assign(document.createElement("span"), { className: "m-vh" });
  const code = input.dataset.code ? document.getElementById(input.dataset.code) : null;
  const province = input.dataset.province ? document.getElementById(input.dataset.province) : null;
  let items = [];
  let active = -1;
  let timer = 0;
  let asking = null;

  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent.trim() ?? "");
  said.setAttribute("role", "status");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("autocomplete", "off");
  box.append(list, said);

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function point(at) {
    const rows = list.querySelectorAll("[role=option]");
    if (!rows.length) return;
    rows[active]?.setAttribute("aria-selected", "false");
    active = (at + rows.length) % rows.length;
    rows[active].setAttribute("aria-selected", "true");
    rows[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", rows[active].id);
  }

  function choose(item) {
    close();
    if (!code && item.url) {
      location.assign(item.url);
      return;
    }
    input.value = item.label;
    if (!code) input.form.requestSubmit();
    if (code) code.value = item.value ?? "";
    if (province && item.province) province.value = item.province;
  }

  function show() {
    list.replaceChildren(
      ...items.map((item, n) => {
        const row = Object.assign(document.createElement("li"), { id: `${list.id}-${n}`, textContent: item.label });
        row.setAttribute("role", "option");
        row.setAttribute("aria-selected", "false");
        if (item.hint) row.append(Object.assign(document.createElement("small"), { textContent: item.hint }));
        row.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
        row.addEventListener("click", () => choose(item));
        return row;
      }),
    );
    active = -1;
    list.hidden = !items.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    said.textContent = items.length ? input.dataset.many.replace("{n}", items.length) : input.dataset.none;
  }

  async function ask() {
    const words = input.value.trim();
    asking?.abort();
    if (words.length < 2) {
      close();
      return;
    }
    asking = new AbortController();
    const query = new URLSearchParams({ q: words });
    if (province?.value) query.set("province", province.value);
    try {
      const answer = await fetch(`${input.dataset.url}?${query}`, { signal: asking.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      items = (await answer.json()).items;
      if (document.activeElement === input) show();
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  input.addEventListener("input", () => {
    if (code) code.value = ""; // the code belonged to the former words
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) ask();
      else point(active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1));
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      choose(items[active]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  input.addEventListener("blur", close);
  province?.addEventListener("change", () => {
    if (code) code.value = "";
  });
}

document.querySelectorAll("input[data-combobox][data-url]").forEach(combobox);
