// Light, dark, or as the system has it; remembered by the browser.
import { put } from "./store.js";

const KEPT = "outcry.theme";
const THEMES = ["", "light", "dark"];

export function restoreTheme() {
  apply(localStorage.getItem(KEPT) ?? "");
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => put("theme", current()));
}

export function nextTheme() {
  apply(THEMES[(THEMES.indexOf(current()) + 1) % THEMES.length]);
}

function current() {
  return document.documentElement.dataset.theme ?? "";
}

function apply(theme) {
  if (THEMES.indexOf(theme) > 0) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  localStorage.setItem(KEPT, theme);
  put("theme", theme); // canvases draw anew
}
