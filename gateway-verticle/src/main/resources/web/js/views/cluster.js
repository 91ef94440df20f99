// The machinery: nodes, who owns what, how far behind its readers are, what is running and how fast it is.
import { api } from "../api.js";
import { confirmed } from "../ui/dialog.js";
import { grouped, since } from "../ui/format.js";
import { el } from "../ui/dom.js";
import { newPanel } from "../ui/panel.js";
import { newTable } from "../ui/table.js";
import { value } from "../store.js";

const EVERY_MS = 1000;

export const cluster = { name: "cluster", title: "Cluster", key: "c", open };

function open(scope) {
  scope.poll("tasks", api.tasks, 2 * EVERY_MS);
  scope.poll("status", api.status, 2 * EVERY_MS);
  const nodes = nodeTable();
  const roles = roleTable();
  const shards = shardTable();
  const tasks = taskTable();
  const hops = hopTable();
  const health = healthTable();
  const single = el("p", { class: "empty", text: "This is one process: there are no other nodes." });
  const polled = { maxAge: 6 * EVERY_MS, waiting: "Asking", flush: true };
  const clustered = [
    newPanel(scope, "Nodes", { ...polled, topics: ["cluster"], size: "two-thirds" }, nodes.root).root,
    newPanel(scope, "Roles", { ...polled, topics: ["cluster"], size: "third" }, roles.root).root,
    newPanel(scope, "Partitions and who owns them", { ...polled, topics: ["cluster"] }, shards.root).root,
  ];
  const alone = newPanel(scope, "Nodes", { flush: true }, single).root;
  scope.watch(["cluster", "status"], () => {
    const [view, many] = [value("cluster"), value("status")?.clustered === true];
    clustered.forEach((panel) => (panel.hidden = !many));
    alone.hidden = many || value("status") === undefined;
    if (!view) return;
    nodes.update(view.nodes);
    roles.update(view.roles);
    shards.update(withLag(view));
  });
  scope.watch(["tasks"], () => tasks.update(value("tasks", [])));
  let polling = false;
  scope.watch(["status"], () => {
    const status = value("status");
    if (!status) return;
    if (status.clustered && !polling) {
      polling = true;
      scope.poll("cluster", api.cluster, EVERY_MS);
    }
    health.update(Object.entries(status.health).map(([name, said]) => ({ name, said })));
    hops.update(Object.entries(status.latencyMicros).map(([hop, measured]) => ({ hop, ...measured })));
  });
  tasks.root.classList.add("short");
  return el(
    "div",
    { class: "grid" },
    alone,
    clustered,
    newPanel(scope, "Health", { ...polled, topics: ["status"], size: "half" }, health.root).root,
    newPanel(scope, "Latency, microseconds", { ...polled, topics: ["status"], size: "half" }, hops.root).root,
    newPanel(scope, "Tasks", { ...polled, topics: ["tasks"] }, tasks.root).root,
  );
}

function nodeTable() {
  return newTable(
    [
      { name: "Node", of: (node) => node.node },
      { name: "State", of: (node) => ({ text: node.state.toLowerCase(), kind: node.state === "ACTIVE" ? "up" : "warn", chip: true, title: node.reason }) },
      { name: "Roles", of: (node) => Object.entries(node.roles).map(([role, count]) => `${role} ${count}`).join(", "), wrap: true },
      { name: "Address", of: (node) => node.address, wide: true },
      { name: "Build", of: (node) => node.build, wide: true },
      { name: "Configuration", of: (node) => node.config, wide: true },
      { name: "Up", of: (node) => since(node.started), number: true },
    ],
    { key: (node) => node.process, empty: "No node is alive.", label: "Nodes" },
  );
}

function roleTable() {
  return newTable(
    [
      { name: "Role", of: (role) => role.role },
      { name: "Running", of: (role) => String(role.running), number: true },
      { name: "Wanted", of: (role) => String(role.wanted ?? ""), number: true },
      { name: "", acts: (role) => (["gateway", "exchange"].includes(role.role) ? [] : [{ name: "scale", run: () => askToScale(role) }]) },
    ],
    { key: (role) => role.role, empty: "No role is known.", label: "Roles" },
  );
}

function askToScale(role) {
  const input = el("input", { name: "instances", type: "number", min: 1, max: 64, value: String(role.wanted ?? role.running) });
  confirmed({
    title: `How many instances of ${role.role}?`,
    consequences: ["The nodes of the role share them out; partitions move gracefully."],
    fields: [el("div", { class: "fields" }, el("label", {}, "Instances", input))],
    yes: "Scale",
    act: () => api.scale(role.role, Number(input.value)).then(() => `${role.role}: ${input.value} wanted`),
  });
}

function shardTable() {
  return newTable(
    [
      { name: "Kind", of: (shard) => shard.kind },
      { name: "Key", of: (shard) => shard.key },
      { name: "Owner", of: (shard) => (shard.live ? { text: shard.owner } : { text: `nobody (was ${shard.owner || "never owned"})`, kind: "down" }) },
      { name: "Epoch", of: (shard) => grouped(String(shard.epoch)), number: true },
      { name: "Behind", of: (shard) => ({ text: shard.behind === undefined ? "" : grouped(String(shard.behind)), kind: shard.behind > 0 ? "warn" : "" }), number: true },
    ],
    { key: (shard) => `${shard.kind} ${shard.key}`, empty: "Nothing is owned.", label: "Partitions" },
  );
}

function withLag(view) {
  const behind = new Map(view.readers.map((reader) => [`position ${reader.partition}`, reader.behind]));
  return view.shards.map((shard) => ({ ...shard, behind: behind.get(`${shard.kind} ${shard.key}`) }));
}

function taskTable() {
  return newTable(
    [
      { name: "Kind", of: (task) => task.kind, sort: (task) => task.kind },
      { name: "Name", of: (task) => task.name, sort: (task) => task.name },
      { name: "State", of: (task) => task.state, sort: (task) => task.state },
      { name: "For", of: (task) => since(task.since), number: true, sort: (task) => -Date.parse(task.since) },
      { name: "Detail", of: (task) => task.detail, clip: true, wide: true },
    ],
    { key: (task) => `${task.kind} ${task.name}`, empty: "Nothing is running.", label: "Tasks" },
  );
}

function hopTable() {
  return newTable(
    [
      { name: "Hop", of: (hop) => hop.hop.replaceAll("_", " ") },
      { name: "p50", of: (hop) => grouped(String(hop.p50)), number: true },
      { name: "p99", of: (hop) => grouped(String(hop.p99)), number: true },
      { name: "Count", of: (hop) => grouped(String(hop.count)), number: true },
    ],
    { key: (hop) => hop.hop, empty: "Nothing was measured yet.", label: "Latency" },
  );
}

function healthTable() {
  return newTable(
    [
      { name: "Part", of: (part) => part.name },
      { name: "Says", of: (part) => part.said, wrap: true },
    ],
    { key: (part) => part.name, empty: "No part has a say.", label: "Health" },
  );
}
