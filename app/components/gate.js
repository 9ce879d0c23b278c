// The queue of the gate: a list of who and what was found on one side, the one at hand on the other.
export default function (component) {
  const { data, parentElement, setStateValue } = component;
  let gate = parentElement.polyphonieGate;
  if (!gate) {
    gate = openGate(parentElement.querySelector(".pg-gate"));
    parentElement.polyphonieGate = gate;
  }
  gate.outbox.send = (events) => setStateValue("events", events);
  gate.take(data);
}

function openGate(root) {
  const gate = { root, data: null, page: null, key: null, over: null, shown: null, refusals: [], outbox: openOutbox("gate") };
  gate.local = new Map(gate.outbox.waiting);
  gate.list = element("div", { class: "pg-list", role: "listbox", tabindex: "0" });
  gate.card = element("section", { class: "pg-card", "aria-live": "polite" });
  root.replaceChildren(gate.list, gate.card);
  gate.take = (data) => takeGate(gate, data);
  const onKey = (event) => {
    if (!root.isConnected) document.removeEventListener("keydown", onKey, true);
    else pressGate(gate, event);
  };
  document.addEventListener("keydown", onKey, true);
  return gate;
}

function takeGate(gate, data) {
  const before = gate.data ? gate.data.cards.findIndex((c) => c.key === gate.key) : -1;
  gate.data = data;
  gate.refusals.push(...gate.outbox.settle(data.answers));
  for (const uuid of [...gate.local.keys()]) if (!gate.outbox.has(uuid)) gate.local.delete(uuid);
  if (gate.page !== data.page) { gate.page = data.page; gate.key = data.at; gate.over = null; gate.list.scrollTop = 0; }
  if (!data.cards.some((c) => c.key === gate.key)) {
    const next = data.cards[Math.min(Math.max(before, 0), data.cards.length - 1)];
    gate.key = next ? next.key : null;
    gate.over = null;
  }
  // What is being typed is never drawn over.
  drawList(gate);
  if (!gate.over) drawCard(gate);
}

const cardOf = (gate) => gate.data.cards.find((c) => c.key === gate.key) || null;

function localVerdict(gate, key) {
  let said = null;
  for (const event of gate.local.values()) if (event.key === key && gate.data.words.done[event.action]) said = event.action;
  return said;
}

const settled = (gate, card) => localVerdict(gate, card.key) || card.verdict;

function drawList(gate) {
  const scroll = gate.list.scrollTop;
  gate.list.replaceChildren(...gate.data.cards.map((card) => {
    const done = settled(gate, card);
    const names = ["pg-line", card.key === gate.key ? "pg-at" : "", card.doubtful && !done ? "pg-doubtful" : "", done ? "pg-done" : ""];
    return element("button", { type: "button", role: "option", class: names.join(" "), "aria-selected": card.key === gate.key ? "true" : null,
      onclick: () => moveGate(gate, card.key) },
      element("b", {}, card.forms[0]), element("span", {}, done ? gate.data.words.done[done] || card.line : card.line));
  }));
  gate.list.scrollTop = scroll;
}

function moveGate(gate, key) {
  gate.key = key;
  gate.over = null;
  gate.refusals = [];
  drawList(gate);
  drawCard(gate);
  const at = gate.list.querySelector(".pg-at");
  if (at) at.scrollIntoView({ block: "nearest" });
}

function step(gate, by) {
  const { cards } = gate.data, at = cards.findIndex((c) => c.key === gate.key);
  const next = cards[Math.min(Math.max(at + by, 0), cards.length - 1)];
  if (next) moveGate(gate, next.key);
}

// A decision may only land on what has been painted on the screen.
function markCardShown(gate) {
  const key = gate.key;
  if (gate.shown === key) return;
  gate.shown = null;
  requestAnimationFrame(() => requestAnimationFrame(() => { if (gate.key === key) gate.shown = key; }));
}

function drawCard(gate) {
  const card = cardOf(gate), { words } = gate.data;
  if (!card) { gate.card.replaceChildren(element("p", {}, words.none), footGate(gate)); return; }
  const done = settled(gate, card);
  const key = (name, letter, act, main) => gateButton(name, letter, () => act(gate), main);
  const buttons = card.detail
    ? [key(words.keep, "L", () => decideGate(gate, "keep")),
      key(card.proposed ? `${words.generalise} « ${card.proposed} »` : words.generalise_as, "P", () => openOver(gate, "generalise"), true),
      key(words.mask, "M", () => decideGate(gate, "mask")), key(words.kind, "N", () => openOver(gate, "kind"))]
    : [key(card.doubtful ? words.mask : words.confirm, "M", () => decideGate(gate, "mask"), true),
      key(words.keep, "L", () => decideGate(gate, "keep")), key(words.rename, "P", () => openOver(gate, "rename")),
      key(words.same, "G", () => openOver(gate, "merge")), key(words.split, "S", () => openOver(gate, "split")),
      key(words.kind, "N", () => openOver(gate, "kind"))];
  gate.card.replaceChildren(...[
    element("h2", {}, card.forms.slice(0, 6).join(", ")),
    element("p", {}, card.said),
    done ? element("p", { class: "pg-verdict" }, words.done[done] || done) : null,
    element("div", { class: "pd-buttons" }, ...buttons),
    gate.over ? overGate(gate, card) : null,
    ...card.contexts.flatMap((c) => [
      element("p", { class: "pg-context" }, c.before, element("mark", {}, c.form), c.after),
      element("p", { class: "pd-quiet" }, `${c.source_name}, ${words.turn} ${c.turn_no}`)]),
    element("div", { class: "pd-buttons" }, gateButton(words.all, "T", () => putGate(gate, { action: "all", key: card.key }))),
    footGate(gate)].filter(Boolean));
  markCardShown(gate);
  const field = gate.card.querySelector(".pg-over input");
  if (field) { field.focus(); field.select(); }
}

function gateButton(name, letter, act, main) {
  return element("button", { type: "button", class: main ? "pd-main" : "", onclick: act }, name, letter ? element("kbd", {}, letter) : null);
}

function footGate(gate) {
  const { words } = gate.data, refused = gate.refusals[gate.refusals.length - 1];
  return element("footer", {}, element("span", { class: "pd-state" }, gate.outbox.size ? words.waiting : words.saved),
    element("span", {}, words.keys), refused ? element("p", { class: "pd-refused" }, refused) : null);
}

function putGate(gate, event) {
  const uuid = gate.outbox.put(event);
  gate.local.set(uuid, event);
  gate.refusals = [];
}

function decideGate(gate, action, rest) {
  const card = cardOf(gate);
  if (!card) return;
  if (gate.shown !== card.key) { gate.refusals = [gate.data.words.not_seen]; drawCard(gate); return; }
  putGate(gate, { action, key: card.key, ...rest });
  gate.over = null;
  const { cards } = gate.data, at = cards.findIndex((c) => c.key === card.key);
  if (at < cards.length - 1) step(gate, 1);
  else { drawList(gate); drawCard(gate); }
}

function pressGate(gate, event) {
  if (!gate.data || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector('[role="dialog"], [data-baseweb="popover"]')) return;
  const act = gateActions(gate)[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  if (event.repeat && !["j", "k", "ArrowDown", "ArrowUp"].includes(event.key)) return;
  act();
}

function gateActions(gate) {
  const card = cardOf(gate);
  if (gate.over) return { Escape: () => { gate.over = null; drawCard(gate); } };
  const some = (act) => () => { if (card) act(); };
  const named = (act) => () => { if (card && !card.detail) act(); };
  return {
    j: () => step(gate, 1), ArrowDown: () => step(gate, 1), k: () => step(gate, -1), ArrowUp: () => step(gate, -1),
    m: some(() => decideGate(gate, "mask")), l: some(() => decideGate(gate, "keep")),
    p: some(() => openOver(gate, card.detail ? "generalise" : "rename")),
    g: named(() => openOver(gate, "merge")), s: named(() => openOver(gate, "split")),
    n: some(() => openOver(gate, "kind")),
    t: some(() => { putGate(gate, { action: "all", key: card.key }); drawCard(gate); }),
    z: () => { putGate(gate, { action: "undo", key: "" }); drawCard(gate); },
  };
}
