// Tables that change in place: a row stays the same row for as long as its key is there.
import { aligned, places } from "./format.js";
import { el } from "./dom.js";

/**
 * Columns: {name, of(item) -> text | {text, kind, title} | node, number, wide, wrap, clip, sort(item), acts(item)}.
 * Options: key(item), empty (text), chosen(item), onRow(item), label.
 */
export function newTable(columns, { key, empty, label, onRow, rowClass }) {
  let sorted;
  let shown = [];
  const heads = columns.map((column) => head(column));
  const body = el("tbody");
  const rows = new Map();
  const nothing = el("p", { class: "empty", text: empty });
  const table = el("table", { "aria-label": label }, el("thead", {}, el("tr", {}, heads)), body);
  const root = el("div", { class: "scroll" }, table, nothing);

  function head(column) {
    const cell = el("th", { text: column.name, scope: "col", class: classes(column, column.sort ? "sortable" : "") });
    if (column.sort) {
      cell.tabIndex = 0;
      cell.addEventListener("click", () => sortBy(column, cell));
      cell.addEventListener("keydown", (event) => event.key === "Enter" && sortBy(column, cell));
    }
    return cell;
  }

  function sortBy(column, cell) {
    const descending = sorted?.column === column && !sorted.descending;
    sorted = sorted?.column === column && sorted.descending ? undefined : { column, descending };
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    if (sorted) cell.setAttribute("aria-sort", descending ? "descending" : "ascending");
    update(shown);
  }

  function update(items) {
    shown = items;
    const list = sorted ? [...items].sort(comparing(sorted)) : items;
    const values = list.map((item) => columns.map((column) => (column.acts ? undefined : content(column.of(item)))));
    columns.forEach((column, c) => column.number && align(values, c));
    const kept = new Set();
    let next = body.firstElementChild;
    list.forEach((item, i) => {
      const id = key(item);
      if (kept.has(id)) return;
      kept.add(id);
      const row = rows.get(id) ?? newRow(id);
      row.item = item;
      row.cells.forEach((cell, c) => fill(cell, columns[c], item, values[i][c]));
      const kind = `${rowClass?.(item) ?? ""}${onRow ? " clickable" : ""}`;
      if (row.node.className !== kind) row.node.className = kind;
      if (row.node === next) next = next.nextElementSibling;
      else body.insertBefore(row.node, next);
    });
    for (const [id, row] of rows) {
      if (!kept.has(id)) {
        row.node.remove();
        rows.delete(id);
      }
    }
    nothing.hidden = kept.size > 0;
    table.hidden = kept.size === 0;
  }

  function newRow(id) {
    const cells = columns.map((column) => ({ node: el("td", { class: classes(column) }), shown: undefined }));
    const row = { node: el("tr", {}, cells.map((cell) => cell.node)), cells, item: undefined };
    if (onRow) row.node.addEventListener("click", (event) => event.target.closest("button, a") || onRow(row.item));
    row.node.dataset.key = id;
    rows.set(id, row);
    return row;
  }

  return { root, update };
}

function classes(column, more = "") {
  const names = ["number", "wide", "wrap", "clip"].filter((name) => column[name]);
  return [...names, more].filter(Boolean).join(" ");
}

function content(said) {
  return said instanceof Node || (said && typeof said === "object") ? said : { text: String(said ?? "") };
}

function align(values, c) {
  const most = Math.max(0, ...values.map((row) => places(row[c].text ?? "")));
  values.forEach((row) => {
    if (row[c].text) row[c] = { ...row[c], text: aligned(row[c].text, most) };
  });
}

function fill(cell, column, item, said) {
  if (column.acts) {
    buttons(cell, column.acts(item));
    return;
  }
  if (said instanceof Node) {
    cell.node.replaceChildren(said);
    return;
  }
  const now = `${said.text}\u0000${said.kind ?? ""}\u0000${said.chip ?? ""}`;
  if (cell.shown !== now) {
    cell.shown = now;
    const inner = said.chip ? el("span", { class: `chip ${said.kind ?? ""}`, text: said.text }) : said.text;
    cell.node.replaceChildren(inner);
    cell.node.className = classes(column, said.chip ? "" : said.kind);
    if (column.clip || said.title) cell.node.title = said.title ?? said.text;
  }
}

/** Acts: [{name, run, kind}]; rebuilt only when their names change, so that the keyboard stays where it was. */
function buttons(cell, acts) {
  cell.acts = acts;
  const now = acts.map((act) => act.name).join();
  if (cell.shown === now) return;
  cell.shown = now;
  const made = acts.map((act, i) =>
    el("button", { type: "button", class: `small ${act.kind ?? ""}`, text: act.name, onclick: () => cell.acts[i].run() }),
  );
  cell.node.replaceChildren(el("div", { class: "acts" }, made));
}

function comparing({ column, descending }) {
  return (left, right) => {
    const [a, b] = [column.sort(left), column.sort(right)];
    const order = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), undefined, { numeric: true });
    return descending ? -order : order;
  };
}
