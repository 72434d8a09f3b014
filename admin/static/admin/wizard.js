// A form saves itself while it is typed: a step of an application, an inspection, a product's words. Without this module its buttons save it.
//
// <form data-autosave="…"> is sent there, only with what changed; the answer says what is wrong with these fields and
// brings the side of the page anew, and words by their id. Where the line is lost what was typed waits in the page until
// it is back. What lies in one [data-together] is sent together.
//
// data-keep="…" names a place in this browser where it waits besides, so that the page may be closed meanwhile. Such a
// form has <input name="version">, which is sent along, and <input name="was-…"> with what each field was filled from,
// so that only what somebody changed is changed. The answer says what others changed meanwhile, which is shown; of a
// field that both changed it keeps both texts, and the box to choose between them comes with it.

const PAUSE = 700; // milliseconds after the last key
const AGAIN = 8000; // until the next try when the line is lost
const KEEPALIVE = 60_000; // bytes that a browser sends for a page that is closing

const DAYS = 30; // after which what waits in a browser is let go
const PLACE = "kept:";

const form = document.querySelector("form[data-autosave]");
if (form) keep(form);
for (const box of document.querySelectorAll("[data-kept]")) left(box);

// What waits in this browser under a name: field → { text, was, label }. Somebody's browser may refuse to keep anything.
function store(name) {
  const place = `${PLACE}${name}`;
  let works = Boolean(name);
  try {
    for (const each of Object.keys(localStorage).filter((key) => key.startsWith(PLACE))) {
      if (Date.now() - (JSON.parse(localStorage.getItem(each))?.at ?? 0) > DAYS * 86_400_000) localStorage.removeItem(each);
    }
  } catch {
    works = false;
  }
  return {
    read() {
      try {
        return new Map(Object.entries(JSON.parse(localStorage.getItem(place))?.fields ?? {}));
      } catch {
        return new Map();
      }
    },
    write(fields) {
      if (!works) return;
      try {
        if (fields.size) localStorage.setItem(place, JSON.stringify({ at: Date.now(), fields: Object.fromEntries(fields) }));
        else localStorage.removeItem(place);
      } catch {
        works = false;
      }
    },
    works: () => works,
  };
}

// The form is gone, as somebody else has closed the case: what was never sent is shown, to be copied.
function left(box) {
  const kept = store(box.dataset.kept);
  const found = kept.read();
  // The last of it was sent by a button of the form.
  for (const each of box.querySelectorAll("[data-stored]")) {
    if (found.get(each.dataset.stored)?.text === each.value) found.delete(each.dataset.stored);
  }
  kept.write(found);
  if (!found.size) return;
  box.querySelector("dl").replaceChildren(
    ...[...found.values()].map(({ label, shown, text }) => {
      const row = document.createElement("div");
      row.append(
        Object.assign(document.createElement("dt"), { textContent: label }),
        Object.assign(document.createElement("dd"), { textContent: shown ?? text }),
      );
      return row;
    }),
  );
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () => {
    kept.write(new Map());
    box.hidden = true;
  });
}

function keep(form) {
  const said = form.querySelector("[data-status]");
  const words = form.dataset;
  const kept = store(words.keep);
  const version = form.elements.namedItem("version");
  const bases = new Map(); // field → the version that its text was typed over, where that is not the page's
  let unsure = null; // what was sent without an answer: it is sent again as it was, before anything newer
  let known = values({ first: true });
  let timer = 0;
  let stopped = false; // it is not ours to change any more
  let busy = false;
  let waiting = false; // something could not be sent
  let leaving = false;
  let pressing = false; // a button of the form is held down
  let held = Promise.resolve(); // until nothing is held down
  let release = () => {};
  let settled = ""; // what was said when the last of it was kept

  function fields() {
    return [...form.elements].filter(
      (e) =>
        e.name &&
        !["file", "submit", "button"].includes(e.type) &&
        !["csrf_token", "version"].includes(e.name) &&
        !e.name.startsWith("was-"),
    );
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
    if (first) {
      for (const e of form.elements) if (e.name?.startsWith("was-")) found.set(e.name.slice(4), e.value);
    }
    return found;
  }

  function was(name) {
    return form.elements.namedItem(`was-${name}`);
  }

  function know(name, text) {
    known.set(name, text);
    if (was(name)) was(name).value = text;
  }

  function put(name, text) {
    for (const e of fields().filter((each) => each.name === name)) {
      if (e.type === "radio") e.checked = e.value === text;
      else if (e.type === "checkbox") e.checked = text.split(" ").includes(e.value);
      else e.value = text;
    }
  }

  // What a field says, as people read it: the words of a choice, not its value.
  function shown(name, text) {
    const chosen = fields().find((e) => e.name === name && e.type === "radio" && e.value === text);
    return chosen?.closest("label")?.querySelector("b")?.textContent ?? text;
  }

  function box(name) {
    return fields().find((e) => e.name === name && e.type !== "hidden")?.closest(".m-field");
  }

  function baseOf(name) {
    return Number(bases.get(name) ?? version?.value ?? 0);
  }

  // Before anything is sent, so that it outlives the page.
  function note() {
    if (!words.keep) return;
    const waits = new Map();
    for (const [name, text] of changed(values())) {
      const label = box(name)?.querySelector("label, legend")?.textContent.trim() ?? name;
      waits.set(name, { text, base: baseOf(name), sent: unsure?.found.get(name), label, shown: shown(name, text) });
    }
    kept.write(waits);
  }

  // What waited in this browser comes back into its fields.
  function bring() {
    if (!words.keep) return;
    let some = false;
    for (const [name, { text, base, sent }] of kept.read()) {
      const stored = known.get(name) ?? "";
      if (!box(name) || stored === text) continue;
      put(name, text);
      // What stands there may be what was sent from here, with an answer that never came.
      if (stored !== sent) bases.set(name, base);
      some = true;
    }
    note();
    if (!some) return;
    say(words.restored);
    save();
  }

  // What others wrote meanwhile is shown, but for fields that are being typed into here: those are sent as typed over
  // what stood there before.
  function take(told) {
    const now = values();
    for (const [name, theirs] of Object.entries(told.fields)) {
      if (!box(name)) continue;
      const stood = known.get(name) ?? "";
      if ((now.get(name) ?? "") === stood) {
        if (theirs !== stood) put(name, theirs);
        bases.delete(name);
        know(name, theirs);
      } else if (theirs === stood) bases.delete(name);
      else if (!bases.has(name)) bases.set(name, Number(version.value));
    }
    version.value = told.version;
    for (const [name, html] of Object.entries(told.clashes)) {
      const place = form.querySelector(`[data-field="${name}"]`);
      for (const old of place.querySelectorAll("[data-clash]")) old.remove();
      place.append(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    }
  }

  function changed(now) {
    const found = new Map([...now].filter(([name, text]) => (known.get(name) ?? "") !== text));
    // A commune is its name, its code and its province together.
    const place = ["province", "commune", "commune_code"];
    if (place.some((name) => found.has(name))) for (const name of place) if (now.has(name)) found.set(name, now.get(name));
    for (const each of form.querySelectorAll("[data-together]")) {
      const names = fields().filter((e) => each.contains(e)).map((e) => e.name);
      if (names.some((name) => found.has(name))) for (const name of names) found.set(name, now.get(name));
    }
    return found;
  }

  // Fields that were typed over the same version go together, the oldest first.
  function together(found) {
    const oldest = Math.min(...[...found.keys()].map(baseOf));
    return new Map([...found].filter(([name]) => baseOf(name) === oldest));
  }

  function body({ found, base, key }) {
    const data = new FormData();
    for (const [name, text] of found) data.append(name, text);
    if (version) {
      data.append("version", base);
      data.append("key", key);
    }
    const token = form.querySelector("input[name=csrf_token]");
    if (token) data.append("csrf_token", token.value);
    return data;
  }

  function say(text, bad = false) {
    said.textContent = text;
    said.classList.toggle("m-wizsaved--bad", bad);
  }

  // What was typed since is not kept yet; a page that still said so would be believed.
  function unkept() {
    if (!waiting && !stopped && !said.classList.contains("m-wizsaved--bad")) say(words.saving);
  }

  async function save({ keepalive = false } = {}) {
    clearTimeout(timer);
    if (stopped) return;
    if (busy) {
      timer = setTimeout(save, PAUSE);
      return;
    }
    const now = values();
    const parcel = (version && unsure) || wrap(together(changed(now)));
    const { found } = parcel;
    if (!found.size) {
      waiting = false;
      note();
      if (said.textContent === words.saving) say(settled);
      return;
    }
    busy = true;
    unsure = parcel;
    note();
    try {
      const answer = await send(parcel, keepalive);
      unsure = null;
      if (answer.status === 409) {
        say((await answer.json()).refused, true);
        stopped = true; // trying again is no use; what was typed stays where it is
        waiting = false;
        return;
      }
      if (answer.status === 404 || answer.status === 403) {
        lost(words.signedOut);
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      const told = await answer.json();
      // A page that moves under a finger makes it miss the button.
      await held;
      for (const [name, text] of found) know(name, text);
      for (const name of found.keys()) bases.delete(name);
      if (told.fields) take(told);
      waiting = false;
      note();
      settled = told.saved;
      say(told.saved, Boolean(told.clashed));
      if (changed(values()).size) unkept();
      for (const name of found.keys()) mark(name, told.errors[name] ?? "");
      side(told.side);
      for (const [id, text] of Object.entries(told.words ?? {})) document.getElementById(id)?.replaceChildren(text);
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

  function wrap(found) {
    const key = [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("-");
    return { found, base: Math.min(...[...found.keys()].map(baseOf)), key };
  }

  function send(parcel, keepalive) {
    const { found } = parcel;
    const size = [...found].reduce((sum, [name, text]) => sum + 200 + 3 * (name.length + text.length), 0);
    const headers = { Accept: "application/json" };
    return fetch(words.autosave, { method: "POST", body: body(parcel), headers, keepalive: keepalive && size < KEEPALIVE });
  }

  // The page may be gone before an answer comes: the browser sends it all the same.
  function last() {
    const found = together(changed(values()));
    if (leaving || stopped || !found.size) return;
    if (words.keep) {
      // Whoever comes back to the page goes on from what was answered.
      if (!busy) save({ keepalive: true });
      return;
    }
    send(wrap(found), true)
      .then((answer) => {
        if (answer.ok) for (const [name, text] of found) know(name, text);
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

  function typed(event) {
    if (event.target.form !== form || event.target.type === "file") return;
    note();
    if (changed(values()).size) unkept();
    soon();
  }

  // Fields of a form may stand outside of it.
  document.addEventListener("input", typed);
  document.addEventListener("change", typed);
  document.addEventListener("focusout", (event) => {
    // What goes with a button of the form needs no other way, and must not arrive after it.
    if (pressing || (event.relatedTarget?.form === form && event.relatedTarget.type === "submit")) return;
    // After a choice from a list has been written into the field.
    if (event.target.form === form && event.target.name && event.target.type !== "file") setTimeout(save);
  });
  // What was covered is typed anew as a whole.
  form.addEventListener("focusin", (event) => {
    if (event.target.matches("[data-covered]") && event.target.value === event.target.defaultValue) event.target.select();
  });
  // Some browsers do not say that the focus goes to a button that is pressed.
  document.addEventListener("pointerdown", (event) => {
    const button = event.target.closest("button, input[type=submit]");
    pressing = button?.form === form && button.type === "submit";
    release();
    held = new Promise((done) => {
      release = done;
    });
  });
  // After the click that follows.
  for (const each of ["pointerup", "pointercancel"]) document.addEventListener(each, () => setTimeout(release));
  document.addEventListener("pointerup", () => setTimeout(() => {
    pressing = false;
    if (!leaving && changed(values()).size) soon();
  }));
  form.addEventListener("submit", (event) => {
    note();
    if (words.keep && !navigator.onLine) {
      event.preventDefault(); // the browser would show a page of its own in place of this one
      say(words.offline, true);
      return;
    }
    leaving = true;
    clearTimeout(timer);
  });
  addEventListener("pageshow", () => {
    leaving = false;
  });
  addEventListener("online", () => {
    if (words.keep && !changed(values()).size) say("");
    save();
  });
  addEventListener("offline", () => {
    if (words.keep) say(words.offline, true);
  });
  addEventListener("pagehide", last);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") last();
  });
  addEventListener("beforeunload", (event) => {
    if (waiting && !leaving && !kept.works() && changed(values()).size) event.preventDefault();
  });
  bring();
}
