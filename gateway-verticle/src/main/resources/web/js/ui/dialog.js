// Questions before what cannot be undone, and short notes after.
import { el } from "./dom.js";

/** Opens a modal dialog around the content; gone from the page when it closes. */
export function openDialog(content, kind = "") {
  const dialog = el("dialog", { class: kind }, content);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close()); // beside it
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * Asks; runs the act only if the answer is yes, and stays open with the refusal if it fails.
 * Options: title, consequences (lines), yes (the button's words), act (async), danger.
 */
export function confirmed({ title, consequences = [], fields = [], yes, act, danger = false }) {
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const button = el("button", { type: "submit", class: danger ? "danger primary" : "primary", text: yes });
  const form = el(
    "form",
    { method: "dialog" },
    el("h2", { text: title }),
    consequences.length > 0 && el("ul", { class: "consequences" }, consequences.map((line) => el("li", { text: line }))),
    fields,
    problem,
    el("div", { class: "end" }, el("button", { type: "button", text: "Back", onclick: () => dialog.close() }), button),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      const note = await act(form);
      dialog.close();
      if (note) toast(note);
    } catch (refused) {
      problem.textContent = `${refused.code ?? "ERROR"}: ${refused.message}`;
      problem.hidden = false;
      button.disabled = false;
    }
  });
  const dialog = openDialog(form);
  (form.querySelector("input, select") ?? button).focus();
  return dialog;
}

const TOASTS_MAX = 4;
const TOAST_MS = 6000;
const toasts = el("div", { class: "toasts", role: "status" });

/** A note in the corner; bad news stays longer. */
export function toast(words, kind = "") {
  if (!toasts.isConnected) document.body.append(toasts);
  const note = el("div", { class: `toast ${kind}`, text: words });
  toasts.append(note);
  while (toasts.childElementCount > TOASTS_MAX) toasts.firstElementChild.remove();
  setTimeout(() => note.remove(), kind === "down" ? 2 * TOAST_MS : TOAST_MS);
}

/** Runs a call that needs no question; says so if it is refused. */
export async function attempt(act, done = "") {
  try {
    const answer = await act();
    if (done) toast(done);
    return answer;
  } catch (refused) {
    toast(`${refused.code ?? "ERROR"}: ${refused.message}`, "down");
    return undefined;
  }
}
