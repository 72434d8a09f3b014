// An application under review: each tick and each remark is kept as soon as it is made.
// Without this module they are kept with the button below them, or with whichever button is pressed next.

for (const form of document.querySelectorAll("form[data-review]")) {
  const saved = form.querySelector("[data-saved]");
  const left = form.querySelector("[data-left]");
  const ready = form.querySelector("[data-ready]");
  let last = Promise.resolve();

  async function keep() {
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
      });
      const said = await answer.json();
      if (!answer.ok) throw new Error(said.refused?.[0]);
      saved.textContent = said.said;
      left.textContent = said.left;
      ready.disabled = !said.ready;
    } catch (why) {
      saved.textContent = why instanceof SyntaxError || !why.message ? form.dataset.failed : why.message;
    }
  }

  // One after the other, so that what was done last is what stays. Remarks on scans lie outside the form's element.
  for (const field of form.elements) {
    if (field.name === "tick" || field.name === "reason" || field.name.startsWith("note-")) {
      field.addEventListener("change", () => {
        saved.textContent = "";
        last = last.then(keep);
      });
    }
  }
}
