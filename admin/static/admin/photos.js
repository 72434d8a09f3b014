// Photos of a product: each file is sent by itself, with a line that shows how far it is.
// Without this module the form sends all of them at once, and the page that follows says what became of each.

for (const form of document.querySelectorAll("form[data-photos]")) {
  const field = form.querySelector("input[type=file]");
  const list = form.querySelector("ul");
  const button = form.querySelector("button");

  function line(file) {
    const item = document.createElement("li");
    const name = Object.assign(document.createElement("b"), { textContent: file.name });
    const said = Object.assign(document.createElement("span"), { textContent: form.dataset.sending });
    const bar = Object.assign(document.createElement("progress"), { max: 100, value: 0 });
    bar.setAttribute("aria-label", file.name);
    item.append(name, said, bar);
    list.append(item);
    return { item, said, bar };
  }

  function refused(at, text) {
    at.bar.remove();
    at.said.textContent = "";
    at.item.append(Object.assign(document.createElement("p"), { className: "m-field__err", textContent: text }));
  }

  function send(file) {
    const at = line(file);
    const body = new FormData();
    for (const hidden of form.querySelectorAll("input[type=hidden]")) body.append(hidden.name, hidden.value);
    body.append(field.name, file);
    return new Promise((done) => {
      const asking = new XMLHttpRequest();
      asking.open("POST", form.action);
      asking.setRequestHeader("Accept", "application/json");
      asking.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) at.bar.value = (100 * event.loaded) / event.total;
      });
      asking.addEventListener("load", () => {
        if (asking.status === 200) {
          at.bar.value = 100;
          at.said.textContent = form.dataset.sent;
          return done(true);
        }
        let why = form.dataset.failed;
        try {
          why = JSON.parse(asking.responseText).refused[0] ?? why;
        } catch {
          // Another answer than ours: the general words stay.
        }
        refused(at, why);
        done(false);
      });
      asking.addEventListener("error", () => {
        refused(at, form.dataset.failed);
        done(false);
      });
      asking.send(body);
    });
  }

  form.addEventListener("submit", async (event) => {
    const files = [...field.files];
    if (!files.length) return;
    event.preventDefault();
    list.replaceChildren();
    list.hidden = false;
    button.disabled = true;
    let well = true;
    // One after the other: a telephone's line is narrow, and their order is kept.
    for (const file of files) well = (await send(file)) && well;
    button.disabled = false;
    if (well) return window.location.assign(form.action);
    // What was refused stays to be read; what was taken in is shown below it.
    field.value = "";
    const answer = await fetch(form.action, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-shown]");
    if (fresh) document.querySelector("[data-shown]").replaceWith(fresh);
  });
}
