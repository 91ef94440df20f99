// A small form for those who come without a key in the address.
import { el } from "../ui/dom.js";
import { signIn } from "../session.js";

/** Shows the form until a key is taken. */
export function askForKey(refused) {
  return new Promise((done) => {
    const problem = el("p", { class: "problem", role: "alert", text: refused, hidden: !refused });
    const key = el("input", { type: "password", name: "key", autocomplete: "off", placeholder: "outcry_…", "aria-label": "API key" });
    const button = el("button", { type: "submit", class: "primary", text: "Sign in" });
    const form = el(
      "form",
      { class: "signin" },
      el("h1", { class: "brand" }, el("img", { src: "icon.svg", alt: "" }), el("span", { text: "Outcry" })),
      el("p", { class: "quiet", text: "Sign in with an API key. In one process the first start prints an address that has it; the key is also in local.key of the data directory." }),
      key,
      problem,
      button,
    );
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      button.disabled = true;
      try {
        await signIn(key.value);
        form.remove();
        done();
      } catch (refusal) {
        problem.textContent = refusal.status ? refusal.message : "the server cannot be reached";
        problem.hidden = false;
        button.disabled = false;
        key.select();
      }
    });
    document.body.replaceChildren(form);
    key.focus();
  });
}
