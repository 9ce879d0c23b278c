// What opens on the card of the gate: another pseudonym, a vaguer wording, the same as somebody, somebody else.
function openOver(gate, kind) {
  if (gate.shown !== gate.key) { gate.refusals = [gate.data.words.not_seen]; drawCard(gate); return; }
  gate.over = { kind };
  drawCard(gate);
}

function overGate(gate, card) {
  const parts = { rename: renamePart, generalise: generalisePart, merge: mergePart, split: splitPart, kind: kindPart };
  const close = gateButton(gate.data.words.close, "Échap", () => { gate.over = null; drawCard(gate); });
  return element("div", { class: "pg-over" }, ...parts[gate.over.kind](gate, card), element("div", { class: "pd-buttons" }, close));
}

function typedPart(gate, title, value, action) {
  const field = element("input", { type: "text", "aria-label": title });
  field.value = value;
  const take = () => { if (field.value.trim()) decideGate(gate, action, { value: field.value.trim() }); };
  field.onkeydown = (e) => {
    if (e.key === "Enter") take();
    if (e.key === "Escape") { gate.over = null; drawCard(gate); }
  };
  return [element("p", { class: "pd-quiet" }, title), field, element("div", { class: "pd-buttons" }, gateButton(gate.data.words.take, "Entrée", take, true))];
}

const renamePart = (gate, card) => typedPart(gate, gate.data.words.rename_title, card.pseudonym, "rename");
const generalisePart = (gate, card) => typedPart(gate, gate.data.words.generalise_title, card.proposed, "generalise");

function mergePart(gate, card) {
  const { words, others } = gate.data, title = words.same_title;
  const field = element("input", { type: "text", placeholder: words.same_hint, "aria-label": title }), list = element("div", { class: "pd-found" });
  let at = 0, found = [];
  const fill = () => {
    const terms = plain(field.value.trim()).split(/\s+/);
    found = others.filter((o) => o.kind === card.kind && o.key !== card.key
      && terms.every((t) => plain(`${o.form} ${o.pseudonym}`).includes(t))).slice(0, 30);
    at = Math.min(at, Math.max(0, found.length - 1));
    list.replaceChildren(...found.map((one, n) => element("button", { type: "button", class: n === at ? "pd-row pd-at" : "pd-row",
      onclick: () => decideGate(gate, "merge", { into: one.key }) }, element("span", {}, `${one.form} → ${one.pseudonym}`))));
  };
  field.oninput = () => { at = 0; fill(); };
  field.onkeydown = (e) => {
    if (e.key === "Escape") { gate.over = null; drawCard(gate); }
    else if (e.key === "ArrowDown") { at = Math.min(at + 1, found.length - 1); fill(); e.preventDefault(); }
    else if (e.key === "ArrowUp") { at = Math.max(at - 1, 0); fill(); e.preventDefault(); }
    else if (e.key === "Enter" && found[at]) { decideGate(gate, "merge", { into: found[at].key }); e.preventDefault(); }
  };
  fill();
  return [element("p", { class: "pd-quiet" }, title), field, list];
}

function splitPart(gate, card) {
  const { words } = gate.data;
  const row = (name, rest) => element("button", { type: "button", class: "pd-row", onclick: () => decideGate(gate, "split", rest) }, element("span", {}, name));
  const sources = card.where.map(([id, name]) => row(`${words.split_source} ${name}`, { source_id: id }));
  const places = card.contexts.map((c) => row(`${words.split_here} « ${c.before.slice(-25)}${c.form}${c.after.slice(0, 20)} »`,
    { source_id: c.source_id, turn_no: c.turn_no, start: c.start }));
  return [element("p", { class: "pd-quiet" }, words.split_title), element("div", { class: "pg-where" }, ...sources, ...places)];
}

function kindPart(gate, card) {
  const { words, kinds } = gate.data;
  const rows = kinds.filter(([value]) => value !== card.kind).map(([value, name]) => element("button", { type: "button", class: "pd-row",
    onclick: () => decideGate(gate, "kind", { value }) }, element("span", {}, name)));
  return [element("p", { class: "pd-quiet" }, words.kind_title), element("div", { class: "pg-where" }, ...rows)];
}
