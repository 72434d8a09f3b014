// Scans of an application, photos of an inspection: chosen files are sent at once, each by itself, with a line that
// shows how far it is. Where the line is lost they wait in the page and are sent when it is back: a photo that was taken
// in this page lies nowhere else.
// Without this module the buttons of the form send them, and the page that follows says what became of each.

const form = document.querySelector("form[data-upload]");

function line(list, file) {
  const item = document.createElement("li");
  const name = Object.assign(document.createElement("b"), { textContent: file.name });
  const said = Object.assign(document.createElement("span"), { textContent: form.dataset.waiting });
  const bar = Object.assign(document.createElement("progress"), { max: 100, value: 0 });
  bar.setAttribute("aria-label", file.name);
  item.append(name, said, bar);
  list.append(item);
  return { item, said, bar };
}

const waiting = new Set(); // what could not be sent: each sends it once more

function refused(at, text) {
  at.bar.remove();
  at.said.textContent = "";
  at.item.append(Object.assign(document.createElement("p"), { className: "m-field__err", textContent: text }));
}

function send(field, file, at) {
  const body = new FormData();
  const token = form.querySelector("input[name=csrf_token]");
  if (token) body.append("csrf_token", token.value);
  body.append(field.name, file);
  at.said.textContent = form.dataset.sending;
  return new Promise((done) => {
    const asking = new XMLHttpRequest();
    asking.open("POST", form.dataset.upload);
    asking.setRequestHeader("Accept", "application/json");
    asking.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) at.bar.value = (100 * event.loaded) / event.total;
    });
    asking.addEventListener("load", () => {
      if (asking.status === 200) {
        at.item.remove();
        return done(true);
      }
      let why = form.dataset.failed;
      try {
        why = JSON.parse(asking.responseText).refused[0].replace(`${file.name}: `, "");
      } catch {
        // Another answer than ours: the general words stay.
      }
      refused(at, why);
      done(false);
    });
    asking.addEventListener("error", () => {
      refused(at, form.dataset.lost);
      done(null);
    });
    asking.send(body);
  });
}

// What the server now has, in place of what is shown: the scans of this place and the side of the page.
async function refresh(place) {
  const answer = await fetch(form.action, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = [...page.querySelectorAll("[data-place]")].find((each) => each.dataset.place === place.dataset.place);
  if (fresh) {
    place.querySelector("[data-cards]").replaceWith(fresh.querySelector("[data-cards]"));
    place.className = fresh.className;
    place.querySelector(":scope > .m-field__err")?.remove();
  }
  const side = document.querySelector("[data-side-box]");
  const sideFresh = page.querySelector("[data-side-box]");
  if (side && sideFresh && !side.contains(document.activeElement)) {
    const open = side.querySelector("details")?.open;
    side.replaceChildren(...sideFresh.childNodes);
    if (open) side.querySelector("details")?.setAttribute("open", "");
  }
}

// Once more, by the button or when the line is back.
function later(place, field, list, file, at) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "m-btn m-btn--2 m-btn--s" });
  button.textContent = form.dataset.again;
  const again = () => {
    if (!waiting.delete(again)) return;
    const fresh = line(list, file);
    at.item.replaceWith(fresh.item);
    enqueue(place, field, list, [[file, fresh]]);
  };
  waiting.add(again);
  button.addEventListener("click", again);
  at.item.append(button);
}

const queues = new Map();

function enqueue(place, field, list, chosen) {
  const before = queues.get(place) ?? Promise.resolve();
  queues.set(
    place,
    before.then(async () => {
      let some = false;
      // One after the other: a telephone's line is narrow, and their order is kept.
      for (const [file, at] of chosen) {
        if (file.size > Number(form.dataset.limit)) refused(at, form.dataset.tooLarge);
        else {
          const sent = await send(field, file, at);
          some ||= sent !== null;
          if (sent === null) later(place, field, list, file, at);
        }
      }
      if (some) await refresh(place);
    }),
  );
}

addEventListener("online", () => {
  for (const again of [...waiting]) again();
});
addEventListener("beforeunload", (event) => {
  if (waiting.size) event.preventDefault();
});

for (const place of form?.querySelectorAll("[data-place]") ?? []) {
  const list = place.querySelector(".m-sends");
  for (const field of place.querySelectorAll("input[type=file]")) {
    field.addEventListener("change", () => {
      const chosen = [...field.files].map((file) => [file, null]);
      if (!chosen.length) return;
      // The form itself must not send them once more.
      field.value = "";
      for (const old of list.querySelectorAll("li:has(.m-field__err):not(:has(button))")) old.remove();
      list.hidden = false;
      for (const each of chosen) each[1] = line(list, each[0]);
      enqueue(place, field, list, chosen);
    });
  }
}
