// The address behind the # chooses the view: #/market/AAPL.SIM?spec=1m.

/** The parts of the address: view, argument and parameters. */
export function place() {
  const [route, search = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [view = "", ...rest] = route.split("/").map(decode);
  return { view: view || "overview", argument: rest.join("/"), parameters: new URLSearchParams(search) };
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // typed by hand
  }
}

export function address(view, argument = "", parameters = {}) {
  const search = new URLSearchParams(parameters).toString();
  return `#/${view}${argument ? `/${encodeURIComponent(argument)}` : ""}${search ? `?${search}` : ""}`;
}

export function go(view, argument, parameters) {
  location.hash = address(view, argument, parameters);
}

/** Changes the address without a new view, and without a step in the history. */
export function replace(view, argument, parameters) {
  history.replaceState(null, "", address(view, argument, parameters));
}

export function onMove(moved) {
  addEventListener("hashchange", moved);
}
