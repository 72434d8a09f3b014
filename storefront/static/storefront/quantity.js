// In the basket a typed number counts as soon as the field is left. Without this module Enter sends it.

for (const form of document.querySelectorAll("[data-quantity]")) {
  const field = form.elements.quantity;
  let timer = 0;
  field.addEventListener("change", () => {
    if (/^\d+$/.test(field.value.trim())) timer = setTimeout(() => form.requestSubmit(), 200);
  });
  form.addEventListener("submit", () => clearTimeout(timer)); // plus or minus was pressed right after typing
}
