// The product's page: a tapped small picture becomes the large one, a chosen pack shows its price, plus and minus count.
// Without this module a small picture is a link, every pack shows its own price, and the number is typed.

for (const gallery of document.querySelectorAll("[data-gallery]")) {
  const large = gallery.querySelector(".m-gallery__main");
  gallery.addEventListener("click", (event) => {
    const link = event.target.closest("li a");
    if (!link || !large || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const chosen = link.cloneNode(true);
    const sizes = large.querySelector("[sizes]")?.sizes;
    for (const part of chosen.querySelectorAll("[sizes]")) part.sizes = sizes;
    large.replaceChildren(...chosen.childNodes);
    gallery.querySelector("[aria-current]")?.removeAttribute("aria-current");
    link.closest("li").setAttribute("aria-current", "true");
  });
}

const form = document.querySelector("[data-buy]");

function outs(name) {
  return document.querySelectorAll(`[data-out="${name}"]`);
}

function showPack(radio) {
  const { price, former, note, stock } = radio.dataset;
  outs("now").forEach((out) => (out.textContent = price));
  outs("former").forEach((out) => {
    out.textContent = former;
    out.closest("s").hidden = !former;
  });
  outs("price").forEach((out) => out.classList.toggle("m-price--deal", Boolean(former)));
  outs("note").forEach((out) => (out.textContent = note));
  outs("stock").forEach((out) => (out.textContent = stock));
  document.querySelectorAll("[name=goi]").forEach((field) => (field.value = radio.value));
  outs("label").forEach((out) => (out.textContent = radio.parentElement.querySelector("b").textContent));
}

if (form) {
  const number = form.querySelector("[name=quantity]");
  form.addEventListener("change", (event) => {
    if (event.target.name === "pack") showPack(event.target);
  });
  for (const button of form.querySelectorAll("[data-step]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const most = Number(form.querySelector("[name=pack]:checked")?.dataset.max) || 9999;
      const next = (Number.parseInt(number.value, 10) || 0) + Number(button.dataset.step);
      number.value = String(Math.min(Math.max(next, 1), most));
    });
  }
}
