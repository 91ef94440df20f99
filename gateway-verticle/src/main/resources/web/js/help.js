// The keys, and whose work the charts are.
import { bound } from "./ui/keys.js";
import { el } from "./ui/dom.js";
import { openDialog } from "./ui/dialog.js";
import { nextTheme } from "./theme.js";
import { signOut, token } from "./session.js";

export function openHelp() {
  const keys = bound().flatMap(({ keys: letters, words }) => [
    el("dt", {}, letters.split(" ").flatMap((letter) => [el("kbd", { text: letter }), " "])),
    el("dd", { text: words }),
  ]);
  const dialog = openDialog(
    el(
      "div",
      {},
      el("h2", { text: "Keys" }),
      el("dl", { class: "keys" }, keys),
      credit(),
      el(
        "div",
        { class: "end" },
        token() && el("button", { type: "button", text: "Sign out", onclick: signOut }),
        el("button", { type: "button", text: "Light or dark", onclick: nextTheme }),
        el("button", { type: "button", class: "primary", text: "Close", onclick: () => dialog.close() }),
      ),
    ),
  );
}

/** The notice that the charts' licence asks for. */
export function credit() {
  return el(
    "p",
    { class: "credit" },
    "Charts: TradingView Lightweight Charts™, © TradingView, Inc. ",
    el("a", { href: "https://www.tradingview.com/", rel: "noopener noreferrer", target: "_blank", text: "www.tradingview.com" }),
  );
}
