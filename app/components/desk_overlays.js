// What opens in the panel beside the text: the keys, a memo, the search of a code.
// What is opened stays about the extract it was opened on.
function open(desk, over) { desk.over = over && { ...over, stop: current(desk) }; drawPanel(desk); }

function overlay(desk) {
  const { words } = desk.data;
  if (desk.over.kind === "help") {
    return element("div", {}, element("h3", {}, words.keys),
      element("dl", { class: "pd-keys" }, ...words.help.flatMap(([key, what]) => [element("dt", {}, element("kbd", {}, key)), element("dd", {}, what)])),
      button(words.close, "Échap", () => open(desk, null)));
  }
  if (desk.over.kind === "memo") return memoPart(desk);
  return searchPart(desk);
}

function memoPart(desk) {
  const { words } = desk.data, stop = desk.over.stop;
  const area = element("textarea", { rows: "6", "aria-label": words.memo });
  const save = () => { if (area.value.trim()) put(desk, { action: "memo", segment_id: stop.id, text: area.value }); desk.over = null; draw(desk); };
  area.onkeydown = (e) => {
    if (e.key === "Escape") open(desk, null);
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) save();
  };
  return element("div", {}, element("h3", {}, words.memo_title), area,
    element("div", { class: "pd-buttons" }, button(words.save, "Ctrl+Entrée", save, "pd-main"), button(words.close, "Échap", () => open(desk, null))));
}

function searchPart(desk) {
  const { words } = desk.data, field = element("input", { type: "text", placeholder: words.search_hint, "aria-label": words.search });
  const list = element("div", { class: "pd-found" });
  let at = 0, found = [];
  const pick = (code) => {
    const { recode: recoded, stop } = desk.over;
    desk.over = null;
    if (recoded) put(desk, { action: "recode", coding_id: recoded.id, code_id: code.id, turn_id: recoded.turn_id, start: recoded.start, end: recoded.end });
    else if (code.id) codeHere(desk, code.id, stop);
    else codeHere(desk, null, stop, code.name);
  };
  const fill = () => {
    const asked = plain(field.value.trim()), terms = asked.split(/\s+/);
    found = desk.data.codes.filter((c) => terms.every((t) => plain(c.path).includes(t)));
    const exact = found.some((c) => plain(c.path) === asked);
    if (asked && !exact && !desk.over.recode) found = [...found, { id: null, name: field.value.trim(), path: `${words.create} « ${field.value.trim()} »`, colour: "transparent" }];
    at = Math.min(at, Math.max(0, found.length - 1));
    list.replaceChildren(...found.slice(0, 40).map((code, n) => element("button",
      { type: "button", class: n === at ? "pd-row pd-at" : "pd-row", onclick: () => pick(code) },
      element("i", { style: `background:${code.colour}` }), element("span", {}, code.path))));
  };
  field.oninput = () => { at = 0; fill(); };
  field.onkeydown = (e) => {
    if (e.key === "Escape") open(desk, null);
    else if (e.key === "ArrowDown") { at = Math.min(at + 1, found.length - 1); fill(); e.preventDefault(); }
    else if (e.key === "ArrowUp") { at = Math.max(at - 1, 0); fill(); e.preventDefault(); }
    else if (e.key === "Enter" && found[at]) { pick(found[at]); e.preventDefault(); }
  };
  fill();
  return element("div", {}, element("h3", {}, desk.over.recode ? words.recode_title : words.search_title), field, list,
    element("div", { class: "pd-buttons" }, button(words.close, "Échap", () => open(desk, null))));
}
