// The reading desk: turns with their marks on one side, what can be decided on the other.
// Positions are code points within the turn, as everywhere in the study.
export default function (component) {
  const { data, parentElement, setStateValue } = component;
  let desk = parentElement.polyphonieDesk;
  if (!desk) {
    desk = openDesk(parentElement.querySelector(".pd-desk"));
    parentElement.polyphonieDesk = desk;
  }
  desk.outbox.send = (events) => setStateValue("events", events);
  desk.take(data);
}

function openDesk(root) {
  const desk = {
    root, data: null, page: null, at: 0, chosen: null, over: null, shown: null, refusals: [], outbox: openOutbox("desk"),
  };
  desk.local = new Map(desk.outbox.waiting);
  desk.text = element("div", { class: "pd-text", tabindex: "0", role: "region" });
  desk.panel = element("aside", { class: "pd-panel", "aria-live": "polite" });
  root.replaceChildren(desk.text, desk.panel);
  desk.take = (data) => take(desk, data);
  desk.text.addEventListener("mouseup", () => setTimeout(() => choose(desk), 0));
  const onKey = (event) => {
    if (!root.isConnected) document.removeEventListener("keydown", onKey, true);
    else press(desk, event);
  };
  document.addEventListener("keydown", onKey, true);
  return desk;
}

function take(desk, data) {
  const stop = current(desk);
  desk.data = data;
  desk.refusals.push(...desk.outbox.settle(data.answers));
  for (const uuid of [...desk.local.keys()]) if (!desk.outbox.has(uuid)) desk.local.delete(uuid);
  const turned = desk.page !== data.page;
  desk.page = data.page;
  if (turned) { desk.chosen = null; desk.over = null; desk.at = firstStop(desk); }
  else if (stop) {
    const found = data.stops.findIndex((s) => s.id === stop.id);
    desk.at = found >= 0 ? found : Math.min(desk.at, Math.max(0, data.stops.length - 1));
  }
  // What is being typed is never drawn over.
  if (desk.over && desk.over.kind !== "help") drawText(desk);
  else draw(desk);
  if (turned) reach(desk, data.focus);
}

function firstStop(desk) {
  const focus = desk.data.focus;
  if (!focus) return 0;
  const found = desk.data.stops.findIndex((s) => s.id === focus.segment
    || (s.turn_no === focus.turn_no && focus.start >= s.start && focus.start < s.end));
  if (found >= 0) return found;
  return Math.max(0, desk.data.stops.findIndex((s) => s.turn_no === focus.turn_no));
}

const current = (desk) => desk.data && desk.data.stops[desk.at] || null;

function answered(desk) {
  const done = new Set();
  for (const event of desk.local.values()) if (event.proposal_id) done.add(event.proposal_id);
  return done;
}

function pendingOf(desk, stop) {
  const done = answered(desk);
  return stop ? stop.proposals.filter((p) => !done.has(p.id)) : [];
}

function codingsNow(desk) {
  const gone = new Set(), added = [];
  for (const [uuid, event] of desk.local) {
    if (event.action === "remove" || event.action === "recode") gone.add(event.coding_id);
    const code = desk.data.codes.find((c) => c.id === event.code_id);
    if (code && event.turn_id && event.action !== "reject" && event.action !== "remove") {
      added.push({ id: uuid, turn_id: event.turn_id, start: event.start, end: event.end, code: code.path, code_id: code.id,
        colour: code.colour, coder: desk.data.coder, saving: true });
    }
  }
  return desk.data.codings.filter((c) => !gone.has(c.id)).concat(added);
}

const touches = (a, b) => a.turn_id === b.turn_id && a.start < b.end && b.start < a.end;

function draw(desk) {
  drawText(desk);
  drawPanel(desk);
  markShown(desk);
}

function drawText(desk) {
  const scroll = desk.text.scrollTop;
  desk.text.setAttribute("aria-label", desk.data.words.text);
  desk.text.replaceChildren(...desk.data.blocks.map((block) => drawBlock(desk, block)));
  desk.text.scrollTop = scroll;
}

// A decision may only land on an extract that has been painted on the screen.
function markShown(desk) {
  const stop = current(desk);
  if (stop && desk.shown !== stop.id) {
    desk.shown = null;
    requestAnimationFrame(() => requestAnimationFrame(() => { if (current(desk)?.id === stop.id) desk.shown = stop.id; }));
  }
}

function drawBlock(desk, block) {
  const by = element("div", { class: "pd-by" }, shape(block.path, block.colour, 12), element("b", {}, block.speaker));
  const rest = [block.group, block.source, `${desk.data.words.turn} ${block.turn_no}`, block.time, block.beside].filter(Boolean).join(" · ");
  by.append(element("span", {}, rest));
  const said = element("p", { class: "pd-said", "data-turn": block.turn_id }, ...pieces(desk, block));
  const chips = codingsNow(desk).filter((c) => c.turn_id === block.turn_id
    && c.start < block.offset + points(block.text).length && c.end > block.offset);
  const names = [...new Map(chips.map((c) => [c.code_id, c])).values()];
  return element("section", { class: `pd-block pd-${block.role}`, "data-no": block.turn_no },
    by,
    block.question ? element("p", { class: "pd-question" }, block.question) : null,
    said,
    names.length ? element("div", { class: "pd-chips" }, ...names.map((c) => chip(c))) : null);
}

const chip = (c) => element("span", { class: c.saving ? "pd-chip pd-saving" : "pd-chip", title: c.coder || "" },
  element("i", { style: `background:${c.colour}` }), c.code);

function pieces(desk, block) {
  const letters = points(block.text), first = block.offset, last = block.offset + letters.length;
  const here = (range) => range.turn_id === block.turn_id && range.start < last && range.end > first;
  const stops = desk.data.stops.filter(here), codings = codingsNow(desk).filter(here);
  const focus = desk.data.focus;
  const target = focus && focus.turn_no === block.turn_no && focus.end
    ? [{ turn_id: block.turn_id, start: focus.start, end: focus.end }] : [];
  const cuts = new Set([first, last]);
  for (const range of [...stops, ...codings, ...target]) {
    cuts.add(Math.max(first, range.start));
    cuts.add(Math.min(last, range.end));
  }
  const edges = [...cuts].sort((a, b) => a - b);
  return edges.slice(0, -1).map((start, n) => {
    const end = edges[n + 1], inside = (r) => r.start <= start && r.end >= end;
    const stop = stops.find(inside), coded = codings.filter(inside);
    const classes = ["pd-piece"];
    if (coded.length) classes.push("pd-coded");
    if (stop && pendingOf(desk, stop).length) classes.push("pd-proposed");
    if (stop && stop === current(desk)) classes.push("pd-now");
    if (target.some(inside)) classes.push("pd-target");
    const piece = element("span", { class: classes.join(" "), "data-start": start }, letters.slice(start - first, end - first).join(""));
    if (coded.length) piece.style.setProperty("--code", coded[coded.length - 1].colour);
    if (coded.length) piece.title = coded.map((c) => c.code).join("\n");
    if (stop) piece.onclick = () => { if (window.getSelection().isCollapsed) moveTo(desk, desk.data.stops.indexOf(stop), false); };
    return piece;
  });
}

function drawPanel(desk) {
  const { words } = desk.data, stop = current(desk), parts = [];
  if (desk.over) parts.push(overlay(desk));
  else if (desk.chosen) parts.push(...chosenPart(desk));
  else if (stop) parts.push(...stopPart(desk, stop));
  else parts.push(element("p", { class: "pd-quiet" }, words.nothing));
  if (!desk.over && desk.data.may_write && (stop || desk.chosen)) parts.push(shortlist(desk));
  parts.push(foot(desk));
  desk.panel.replaceChildren(...parts);
  const field = desk.panel.querySelector("input, textarea");
  if (field && desk.over) field.focus();
}

function stopPart(desk, stop) {
  const { words } = desk.data, pending = pendingOf(desk, stop);
  const parts = [element("h3", {}, `${words.extract} ${desk.at + 1} ${words.of} ${desk.data.stops.length}`)];
  if (stop.why) parts.push(element("p", { class: "pd-why" }, element("b", {}, words.why), stop.why));
  if (!pending.length) parts.push(element("p", { class: "pd-quiet" }, words.no_proposal));
  pending.forEach((proposal, n) => parts.push(proposalPart(desk, proposal, n === 0)));
  const on = codingsNow(desk).filter((c) => touches(c, stop));
  if (on.length) parts.push(element("h3", {}, words.codings), ...on.map((c) => codingPart(desk, c)));
  const memos = desk.data.memos[stop.id] || [];
  if (memos.length) parts.push(element("h3", {}, words.memos), ...memos.map((m) => element("p", { class: "pd-memo" }, m)));
  return parts;
}

function proposalPart(desk, proposal, isFirst) {
  const { words } = desk.data;
  const answer = (action) => () => decide(desk, action, proposal);
  const buttons = desk.data.may_write ? element("div", { class: "pd-buttons" },
    button(words.accept, isFirst ? "a" : "", answer("accept"), "pd-main"),
    button(words.reject, isFirst ? "x" : "", answer("reject"))) : null;
  return element("div", { class: isFirst ? "pd-proposal pd-first" : "pd-proposal" },
    element("div", { class: "pd-code" }, element("i", { style: `background:${proposal.colour}` }), proposal.code,
      element("span", { class: "pd-score" }, proposal.score.toFixed(2).replace(".", ","))),
    element("p", { class: "pd-quiet" }, proposal.reason), buttons);
}

function codingPart(desk, coding) {
  const { words } = desk.data;
  const mine = desk.data.may_write && !coding.saving;
  return element("div", { class: "pd-coding" },
    element("div", { class: "pd-code" }, element("i", { style: `background:${coding.colour}` }), coding.code),
    element("span", { class: "pd-quiet" }, coding.saving ? words.saving : coding.note || coding.coder),
    mine ? element("div", { class: "pd-buttons" },
      button(words.recode, "", () => open(desk, { kind: "search", recode: coding })),
      button(words.remove, "", () => put(desk, { action: "remove", coding_id: coding.id }))) : null);
}

function chosenPart(desk) {
  const { words } = desk.data;
  return [element("h3", {}, words.chosen),
    element("p", { class: "pd-chosen" }, `« ${desk.chosen.verbatim} »`),
    element("div", { class: "pd-buttons" }, button(words.leave, "Échap", () => { desk.chosen = null; draw(desk); }))];
}

function shortlist(desk) {
  const { words } = desk.data;
  const rows = desk.data.codes.filter((c) => c.key).map((code) => element("button",
    { type: "button", class: "pd-row", onclick: () => codeHere(desk, code.id, current(desk)) },
    element("kbd", {}, code.key), element("i", { style: `background:${code.colour}` }), element("span", {}, code.path)));
  return element("div", { class: "pd-list" }, element("h3", {}, words.codes), ...rows,
    element("div", { class: "pd-buttons" },
      button(words.search, "/", () => open(desk, { kind: "search" })),
      desk.chosen ? null : button(words.memo, "m", () => open(desk, { kind: "memo" })),
      button(words.undo, "u", () => put(desk, { action: "undo" }))));
}

function button(name, key, act, extra) {
  return element("button", { type: "button", class: extra || "", onclick: act }, name, key ? element("kbd", {}, key) : null);
}

function foot(desk) {
  const { words } = desk.data, refused = desk.refusals[desk.refusals.length - 1];
  const state = desk.outbox.size ? `${desk.outbox.size} ${words.waiting}` : words.saved;
  return element("footer", {},
    refused ? element("p", { class: "pd-refused" }, refused) : null,
    desk.data.may_write ? element("span", { class: "pd-state" }, state) : null,
    element("button", { type: "button", class: "pd-help", onclick: () => open(desk, { kind: "help" }) }, words.keys, element("kbd", {}, "?")));
}

function put(desk, event) {
  if (!desk.data.may_write) return;
  desk.refusals = [];
  const uuid = newLocal(desk, event);
  draw(desk);
  return uuid;
}

function newLocal(desk, event) {
  const uuid = desk.outbox.put(event);
  desk.local.set(uuid, event);
  return uuid;
}

function decide(desk, action, proposal) {
  const stop = current(desk);
  put(desk, { action, proposal_id: proposal.id, code_id: proposal.code_id, turn_id: stop.turn_id, start: stop.start, end: stop.end });
  if (!pendingOf(desk, stop).length) moveTo(desk, desk.at + 1, true);
}

function codeHere(desk, codeId, stop, newName) {
  const words = desk.chosen;
  if (!words && !stop) return;
  const place = words || { turn_id: stop.turn_id, start: stop.start, end: stop.end, verbatim: stop.text };
  put(desk, { action: codeId ? "code" : "new_code", code_id: codeId, name: newName || "", ...place });
  desk.chosen = null;
  window.getSelection().removeAllRanges();
  draw(desk);
}

function moveTo(desk, at, scroll) {
  if (!desk.data.stops.length) return;
  desk.at = Math.max(0, Math.min(at, desk.data.stops.length - 1));
  desk.chosen = null;
  desk.over = null;
  draw(desk);
  if (scroll) bringIntoView(desk, desk.text.querySelector(".pd-now"));
  if (desk.data.transcript) noteAddress(desk);
}

function bringIntoView(desk, piece) {
  if (!piece) return;
  const frame = desk.text.getBoundingClientRect(), box = piece.getBoundingClientRect();
  if (box.top < frame.top + 40 || box.bottom > frame.bottom - 40) desk.text.scrollTop += box.top - frame.top - frame.height / 3;
}

// The address follows the reader, so that what is on screen can be sent as a link.
function noteAddress(desk) {
  const stop = current(desk), address = new URL(window.location.href);
  address.search = new URLSearchParams({ transcript: desk.data.transcript, turn: stop.turn_no, segment: stop.id }).toString();
  window.history.replaceState(window.history.state, "", address);
}

function reach(desk, focus) {
  const target = desk.text.querySelector(".pd-target") || (focus && desk.text.querySelector(`[data-no="${focus.turn_no}"]`));
  if (!target) { desk.text.scrollTop = 0; return; }
  desk.text.scrollTop += target.getBoundingClientRect().top - desk.text.getBoundingClientRect().top - 60;
  target.closest(".pd-block").classList.add("pd-reached");
}

function choose(desk) {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || !desk.data.may_write) return;
  const range = selection.getRangeAt(0), from = place(range.startContainer, range.startOffset), to = place(range.endContainer, range.endOffset);
  if (!from || !to || !desk.text.contains(range.startContainer)) return;
  const block = desk.data.blocks.find((b) => b.turn_id === from.turn_id);
  if (from.turn_id !== to.turn_id || !block || block.role === "interviewer") {
    desk.refusals = [from.turn_id !== to.turn_id ? desk.data.words.one_turn : desk.data.words.not_interviewer];
    selection.removeAllRanges();
    return drawPanel(desk);
  }
  const letters = points(block.text);
  let start = from.at - block.offset, end = to.at - block.offset;
  while (start < end && /\s/.test(letters[start])) start += 1;
  while (end > start && /\s/.test(letters[end - 1])) end -= 1;
  if (end <= start) return;
  desk.chosen = { turn_id: block.turn_id, start: start + block.offset, end: end + block.offset, verbatim: letters.slice(start, end).join("") };
  drawPanel(desk);
}

function place(node, offset) {
  const holder = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const piece = holder.closest(".pd-piece"), said = holder.closest(".pd-said");
  if (piece) return { turn_id: said.dataset.turn, at: Number(piece.dataset.start) + (node.nodeType === Node.TEXT_NODE ? points(node.data.slice(0, offset)).length : 0) };
  if (!said) return null;
  const next = said.children[offset], last = said.lastElementChild;
  if (next) return { turn_id: said.dataset.turn, at: Number(next.dataset.start) };
  return { turn_id: said.dataset.turn, at: Number(last.dataset.start) + points(last.textContent).length };
}

function press(desk, event) {
  if (!desk.data || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector('[role="dialog"], [data-baseweb="popover"]')) return;
  const digit = /^(Digit|Numpad)([1-9])$/.exec(event.code || "");
  const act = digit ? () => pressDigit(desk, digit[2]) : actions(desk)[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  if (event.repeat && event.key !== "j" && event.key !== "k") return;
  act();
}

function actions(desk) {
  const write = desk.data.may_write;
  const first = () => pendingOf(desk, current(desk))[0];
  const onSeen = (act) => () => {
    const stop = current(desk);
    if (!write || desk.over || desk.chosen || !stop) return;
    if (desk.shown !== stop.id) { desk.refusals = [desk.data.words.not_seen]; drawPanel(desk); return; }
    act();
  };
  return {
    j: () => moveTo(desk, desk.at + 1, true),
    k: () => moveTo(desk, desk.at - 1, true),
    a: onSeen(() => { if (first()) decide(desk, "accept", first()); }),
    x: onSeen(() => { if (first()) decide(desk, "reject", first()); }),
    "/": () => { if (write) open(desk, { kind: "search" }); },
    m: onSeen(() => open(desk, { kind: "memo" })),
    u: () => { if (write && !desk.over) put(desk, { action: "undo" }); },
    "?": () => open(desk, desk.over ? null : { kind: "help" }),
    Escape: () => { desk.over = null; desk.chosen = null; desk.refusals = []; draw(desk); },
  };
}

function pressDigit(desk, key) {
  const code = desk.data.codes.find((c) => c.key === key), stop = current(desk);
  if (!code || desk.over || !desk.data.may_write) return;
  if (!desk.chosen && (!stop || desk.shown !== stop.id)) { desk.refusals = [desk.data.words.not_seen]; drawPanel(desk); return; }
  codeHere(desk, code.id, stop);
}
