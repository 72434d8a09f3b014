// After a form came back: put the reader where the message is. Without this module the message still stands on top, and
// browsers that know autofocus on any element go there by themselves.

const errors = document.querySelector(".m-errors");
addEventListener("load", () => {
  if (document.activeElement === document.body) errors?.focus();
});

// A link in the list of errors puts the cursor into its field, also where the field lies in a closed fold.
errors?.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.closest("details")?.setAttribute("open", "");
  field.focus();
  field.scrollIntoView({ block: "center" });
});
