// On wide screens a tick filters at once; on phones one ticks several things and presses the button.
// The button says so beforehand, and the cursor is put back to where it was on the next page.

const form = document.getElementById("loc");
const button = form?.querySelector("[data-filter]");
const KEY = "marketplace-filter";
const wide = matchMedia("(min-width: 62rem)");

if (form && button) {
  const hint = Object.assign(document.createElement("p"), { className: "m-small m-mute m-desktop", textContent: button.dataset.filter });
  button.before(hint);

  const was = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  if (was && wide.matches) {
    const [name, value] = JSON.parse(was);
    const field = [...form.elements].find((one) => one.name === name && (one.type !== "checkbox" || one.value === value));
    field?.closest("details:not(.m-filter)")?.setAttribute("open", "");
    field?.focus({ preventScroll: true });
  }

  let timer = 0;
  form.addEventListener("change", (event) => {
    if (!wide.matches) return;
    sessionStorage.setItem(KEY, JSON.stringify([event.target.name, event.target.value]));
    clearTimeout(timer);
    timer = setTimeout(() => form.requestSubmit(button), 350);
  });
}

// Back shows the page as it was left, the tick included that led away from it. The page says what is chosen, not the tick.
addEventListener("pageshow", (event) => {
  if (event.persisted) form?.reset();
});

// The address stays short: empty fields are not sent.
form?.addEventListener("formdata", (event) => {
  for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
});
