// The keyboard: single letters, and two-letter ways that begin with g.
const WITHIN_MS = 1500;
const acts = new Map();
let first = "";
let firstAt = 0;

/** Binds "h" or "g o" to an act; the words are for the help. */
export function bind(keys, words, act) {
  acts.set(keys, { words, act });
}

export function bound() {
  return [...acts].map(([keys, { words }]) => ({ keys, words }));
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  const pair = first === "g" && performance.now() - firstAt < WITHIN_MS ? `g ${event.key}` : "";
  first = event.key;
  firstAt = performance.now();
  const found = acts.get(pair) ?? acts.get(event.key);
  if (found) {
    event.preventDefault();
    first = "";
    found.act();
  }
});

function isTyping(target) {
  return target.matches?.("input, select, textarea, [contenteditable]") ?? false;
}
