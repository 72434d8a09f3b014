// Photos of a product: each file is sent by itself, with a line that shows how far it is. One that fails can be sent
// again by itself; the others are kept. Without this module the form sends all of them at once, and the page that
// follows says what became of each.

for (const form of document.querySelectorAll("form[data-photos]")) {
  const field = form.querySelector("input[type=file]");
  const list = form.querySelector("ul");
  const button = form.querySelector("button");
  const words = form.dataset;

  function line(file) {
    const item = document.createElement("li");
    const name = Object.assign(document.createElement("b"), { textContent: file.name });
    const said = Object.assign(document.createElement("span"), { textContent: words.waiting ?? "" });
    const bar = Object.assign(document.createElement("progress"), { max: 100, value: 0 });
    bar.setAttribute("aria-label", file.name);
    item.append(name, said, bar);
    list.append(item);
    return { item, said, bar };
  }

  // What is wrong with the file stays wrong; a lost line does not, and the file can be sent again without choosing it.
  function refused(at, file, text, again) {
    at.bar.hidden = true;
    at.said.textContent = "";
    const why = Object.assign(document.createElement("p"), { className: "m-field__err", textContent: text });
    at.item.append(why);
    if (!again) return;
    const retry = Object.assign(document.createElement("button"), { type: "button", className: "m-btn m-btn--2 m-btn--s", textContent: words.again });
    retry.append(Object.assign(document.createElement("span"), { className: "m-vh", textContent: `: ${file.name}` }));
    retry.addEventListener("click", async () => {
      why.remove();
      retry.remove();
      at.bar.hidden = false;
      at.bar.value = 0;
      if (await send(file, at)) await fresh();
    });
    at.item.append(retry);
  }

  function send(file, at) {
    at.said.textContent = words.sending;
    if (file.size > Number(words.limit)) {
      refused(at, file, words.tooLarge, false);
      return Promise.resolve(false);
    }
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
          at.said.textContent = words.sent;
          return done(true);
        }
        let why = words.failed;
        let again = true;
        try {
          why = JSON.parse(asking.responseText).refused[0].replace(`${file.name}: `, "");
          again = false;
        } catch {
          // Another answer than ours: the general words stay.
        }
        refused(at, file, why, again);
        done(false);
      });
      asking.addEventListener("error", () => {
        refused(at, file, words.failed, true);
        done(false);
      });
      asking.send(body);
    });
  }

  // What the server has by now, in place of what is shown; the lines of this form stay to be read.
  async function fresh() {
    const answer = await fetch(form.action, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const shown = page.querySelector("[data-shown]");
    if (shown) document.querySelector("[data-shown]").replaceWith(shown);
  }

  form.addEventListener("submit", async (event) => {
    const files = [...field.files];
    if (!files.length) return;
    event.preventDefault();
    list.replaceChildren();
    list.hidden = false;
    button.disabled = true;
    let well = true;
    const lines = files.map((file) => line(file));
    // One after the other: a telephone's line is narrow, and their order is kept.
    for (const [place, file] of files.entries()) well = (await send(file, lines[place])) && well;
    button.disabled = false;
    if (well) return window.location.assign(form.action);
    field.value = "";
    await fresh().catch(() => {});
  });
}
