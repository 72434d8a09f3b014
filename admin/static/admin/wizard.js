// A step of an application saves itself while it is typed. Without this module its buttons save it.
//
// <form data-autosave="…"> is sent there, only with what changed; the answer says what is wrong with these fields and
// brings the side of the page anew. Where the line is lost what was typed waits in the page until it is back.

const PAUSE = 700; // milliseconds after the last key
const AGAIN = 8000; // until the next try when the line is lost
const KEEPALIVE = 60_000; // bytes that a browser sends for a page that is closing

const form = document.querySelector("form[data-autosave]");
if (form) keep(form);

function keep(form) {
  const said = form.querySelector("[data-status]");
  const words = form.dataset;
  let known = values({ first: true });
  let timer = 0;
  let busy = false;
  let waiting = false; // something could not be sent
  let leaving = false;

  function fields() {
    return [...form.elements].filter((e) => e.name && !["file", "submit", "button"].includes(e.type) && e.name !== "csrf_token");
  }

  // Name → text. Ticks of one name are one text. At first what the server wrote counts, not what the browser put back.
  function values({ first = false } = {}) {
    const found = new Map();
    for (const e of fields()) {
      if (e.type === "checkbox") {
        const on = first ? e.defaultChecked : e.checked;
        found.set(e.name, [found.get(e.name), on ? e.value : ""].filter(Boolean).join(" "));
      } else if (e.type === "radio") {
        if (first ? e.defaultChecked : e.checked) found.set(e.name, e.value);
      } else if (!found.has(e.name)) {
        if (e instanceof HTMLSelectElement) {
          const chosen = first ? ([...e.options].find((o) => o.defaultSelected) ?? e.options[0]) : e.selectedOptions[0];
          found.set(e.name, chosen?.value ?? "");
        } else found.set(e.name, first ? e.defaultValue : e.value);
      }
    }
    return found;
  }

  function changed(now) {
    const found = new Map([...now].filter(([name, text]) => known.get(name) !== text));
    // A commune is its name, its code and its province together.
    const place = ["province", "commune", "commune_code"];
    if (place.some((name) => found.has(name))) for (const name of place) if (now.has(name)) found.set(name, now.get(name));
    return found;
  }

  function body(found) {
    const data = new FormData();
    for (const [name, text] of found) data.append(name, text);
    const token = form.querySelector("input[name=csrf_token]");
    if (token) data.append("csrf_token", token.value);
    return data;
  }

  function say(text, bad = false) {
    said.textContent = text;
    said.classList.toggle("m-wizsaved--bad", bad);
  }

  async function save() {
    clearTimeout(timer);
    if (busy) {
      timer = setTimeout(save, PAUSE);
      return;
    }
    const now = values();
    const found = changed(now);
    if (!found.size) {
      waiting = false;
      return;
    }
    busy = true;
    try {
      const answer = await fetch(words.autosave, { method: "POST", body: body(found), headers: { Accept: "application/json" } });
      if (answer.status === 409) {
        say((await answer.json()).refused, true);
        known = now; // it is not ours to change any more: trying again is no use
        return;
      }
      if (answer.status === 404 || answer.status === 403) {
        lost(words.signedOut);
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      const told = await answer.json();
      for (const [name, text] of found) known.set(name, text);
      waiting = false;
      say(told.saved);
      for (const name of found.keys()) mark(name, told.errors[name] ?? "");
      side(told.side);
    } catch {
      lost(words.offline);
    } finally {
      busy = false;
    }
    if (!waiting && changed(values()).size) soon();
  }

  function lost(text) {
    waiting = true;
    say(text, true);
    clearTimeout(timer);
    timer = setTimeout(save, AGAIN);
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  }

  // The page may be gone before an answer comes: the browser sends it all the same.
  function last() {
    const found = changed(values());
    if (leaving || !found.size) return;
    const size = [...found].reduce((sum, [name, text]) => sum + 200 + 3 * (name.length + text.length), 0);
    fetch(words.autosave, { method: "POST", body: body(found), keepalive: size < KEEPALIVE, headers: { Accept: "application/json" } })
      .then((answer) => {
        if (answer.ok) for (const [name, text] of found) known.set(name, text);
      })
      .catch(() => {
        waiting = true;
      });
  }

  // What is wrong is said when somebody has left the field; that it is right again, at once.
  function mark(name, text) {
    const field = fields().find((e) => e.name === name && e.type !== "hidden");
    const box = field?.closest(".m-field");
    if (!box || (text && box.contains(document.activeElement))) return;
    const id = `${field.id || name}-e`;
    let words_ = document.getElementById(id);
    const alone = !["radio", "checkbox"].includes(field.type);
    const target = alone ? field : box;
    const ids = new Set((target.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
    if (!text) {
      words_?.remove();
      ids.delete(id);
      field.removeAttribute("aria-invalid");
    } else {
      if (!words_) {
        words_ = Object.assign(document.createElement("p"), { className: "m-field__err", id });
        const after = box.querySelector(".m-field__hint") ?? box.querySelector("label, legend");
        after.after(words_);
      }
      const prefix = Object.assign(document.createElement("span"), { className: "m-vh", textContent: words.error });
      words_.replaceChildren(prefix, ` ${text}`);
      ids.add(id);
      if (alone) field.setAttribute("aria-invalid", "true");
    }
    if (ids.size) target.setAttribute("aria-describedby", [...ids].join(" "));
    else target.removeAttribute("aria-describedby");
    box.classList.toggle("m-field--bad", Boolean(text));
    box.classList.toggle("m-field--remark", !text && Boolean(box.querySelector(".m-remark")));
  }

  function side(html) {
    const box = document.querySelector("[data-side-box]");
    if (!html || !box || box.contains(document.activeElement)) return;
    const open = box.querySelector("details")?.open;
    const page = new DOMParser().parseFromString(html, "text/html");
    box.replaceChildren(...page.body.childNodes);
    if (open) box.querySelector("details")?.setAttribute("open", "");
  }

  form.addEventListener("input", (event) => {
    if (event.target.type !== "file") soon();
  });
  form.addEventListener("change", (event) => {
    if (event.target.type !== "file") soon();
  });
  form.addEventListener("focusout", (event) => {
    // After a choice from a list has been written into the field.
    if (event.target.name && event.target.type !== "file") setTimeout(save);
  });
  // What was covered is typed anew as a whole.
  form.addEventListener("focusin", (event) => {
    if (event.target.matches("[data-covered]") && event.target.value === event.target.defaultValue) event.target.select();
  });
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(timer);
  });
  addEventListener("pageshow", () => {
    leaving = false;
  });
  addEventListener("online", save);
  addEventListener("pagehide", last);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") last();
  });
  addEventListener("beforeunload", (event) => {
    if (waiting && !leaving && changed(values()).size) event.preventDefault();
  });
}
