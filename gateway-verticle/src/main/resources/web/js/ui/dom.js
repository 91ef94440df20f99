// Elements. Whatever comes from the server becomes a text node, never markup.

/** Makes an element: known properties are set, "on..." listens, "data" is the dataset, the rest are attributes. */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    set(node, name, value);
  }
  node.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

function set(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name === "class") node.className = value;
  else if (name === "data") Object.assign(node.dataset, value);
  else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "text") node.textContent = value;
  else if (name in node && name !== "list" && name !== "form") node[name] = value;
  else node.setAttribute(name, value === true ? "" : value);
}

/** Changes the text of a node only if it differs: an unchanged node costs no layout. */
export function text(node, value) {
  if (node.textContent !== value) node.textContent = value;
}

/** A short word in a coloured capsule. */
export function chip(word, kind = "") {
  return el("span", { class: `chip ${kind}`, text: word });
}

/** The colour of a variable of tokens.css as it is drawn now, for canvases. */
export function colour(name) {
  const probe = el("i", { hidden: true });
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}
