// What the page knows: topics by name, each with its value, its age and what went wrong last.
const topics = new Map();
const watchers = new Map();

function record(name) {
  let found = topics.get(name);
  if (!found) {
    found = { name, value: undefined, at: 0, error: undefined };
    topics.set(name, found);
  }
  return found;
}

/** The record of a topic: value (undefined until known), at (performance.now of the last news), error. */
export function topic(name) {
  return record(name);
}

export function value(name, otherwise) {
  return record(name).value ?? otherwise;
}

export function put(name, news) {
  const found = record(name);
  found.value = news;
  found.at = performance.now();
  found.error = undefined;
  tell(name);
}

/** The value stays, and grows old. */
export function fail(name, error) {
  record(name).error = error;
  tell(name);
}

export function forget(name) {
  topics.delete(name);
  tell(name);
}

export function watch(name, told) {
  const all = watchers.get(name) ?? new Set();
  watchers.set(name, all.add(told));
  return () => {
    all.delete(told);
    if (all.size === 0 && watchers.get(name) === all) watchers.delete(name);
  };
}

function tell(name) {
  watchers.get(name)?.forEach((told) => told());
}
