// Who did what, newest first, as the journal has it.
import { api } from "../api.js";
import { clock, words } from "../ui/format.js";
import { el } from "../ui/dom.js";
import { newPanel } from "../ui/panel.js";
import { newTable } from "../ui/table.js";
import { value } from "../store.js";

export const audit = { name: "audit", title: "Audit", key: "a", open };

function open(scope) {
  const filter = el("input", { class: "filter", type: "search", placeholder: "Filter ( / )", "aria-label": "Filter the audit" });
  const table = newTable(
    [
      { name: "Time", of: (row) => clock(row.time), sort: (row) => row.time },
      { name: "Who", of: (row) => row.actor, sort: (row) => row.actor },
      { name: "What", of: (row) => words(row.kind), sort: (row) => row.kind },
      { name: "Account", of: (row) => row.account, wide: true, sort: (row) => row.account },
      { name: "Detail", of: (row) => row.detail, wrap: true },
    ],
    { key: (row) => String(row.number), empty: "No row is like that.", label: "Audit" },
  );
  table.root.classList.add("tall");
  scope.poll("audit", () => api.audit({ limit: 200 }), 3000);
  const draw = () => {
    const part = filter.value.toLowerCase();
    table.update(value("audit", []).filter((row) => JSON.stringify(row).toLowerCase().includes(part)));
  };
  filter.addEventListener("input", draw);
  scope.watch(["audit"], draw);
  return newPanel(scope, "Audit", { topics: ["audit"], waiting: "Asking", maxAge: 12_000, tools: [filter], flush: true }, table.root).root;
}
