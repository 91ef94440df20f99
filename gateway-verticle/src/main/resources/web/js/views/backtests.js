// Backtests: started here, watched here, read here.
import { el } from "../ui/dom.js";
import { newPanel } from "../ui/panel.js";
import { api } from "../api.js";

export const backtests = { name: "backtests", title: "Backtests", key: "b", open };

function open(scope) {
  scope.poll("backtests", api.backtests, 1000);
  return newPanel(scope, "Backtests", { topics: ["backtests"], waiting: "Asking", maxAge: 6000 }, el("div")).root;
}
