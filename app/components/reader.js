// A transcript at the gate: what was replaced is marked, and words that were missed can be chosen to be masked everywhere.
export default function (component) {
  const { data, parentElement, setStateValue } = component;
  let reader = parentElement.polyphonieReader;
  if (!reader) {
    const root = parentElement.querySelector(".pd-reader");
    reader = { root, chosen: "", refusals: [], outbox: openOutbox("reader"), text: element("div", { class: "pd-text" }), bar: element("aside", { class: "pd-panel" }) };
    root.replaceChildren(reader.text, reader.bar);
    reader.text.addEventListener("mouseup", () => setTimeout(() => pick(reader), 0));
    parentElement.polyphonieReader = reader;
  }
  const turned = !reader.data || reader.data.page !== data.page;
  reader.data = data;
  reader.outbox.send = (events) => setStateValue("events", events);
  reader.refusals.push(...reader.outbox.settle(data.answers));
  const scroll = reader.text.scrollTop;
  reader.text.replaceChildren(...data.blocks.map(drawTurn));
  reader.text.scrollTop = turned ? 0 : scroll;
  drawBar(reader);
}

function drawTurn(block) {
  const letters = points(block.text), parts = [];
  let at = 0;
  for (const mark of block.marks) {
    parts.push(letters.slice(at, mark.start).join(""));
    parts.push(element("span", { class: "pd-replaced", title: mark.kind }, letters.slice(mark.start, mark.end).join("")));
    at = mark.end;
  }
  parts.push(letters.slice(at).join(""));
  return element("section", { class: `pd-block pd-${block.role}` },
    element("div", { class: "pd-by" }, element("b", {}, block.speaker), element("span", {}, block.where)),
    element("p", { class: "pd-said" }, ...parts));
}

function pick(reader) {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || !reader.text.contains(selection.anchorNode)) return;
  const range = selection.getRangeAt(0);
  if ([...reader.text.querySelectorAll(".pd-replaced")].some((one) => range.intersectsNode(one))) {
    reader.refusals = [reader.data.words.already];
    return drawBar(reader);
  }
  const words = selection.toString().trim();
  if (!words || words.includes("\n")) return;
  reader.chosen = words;
  drawBar(reader);
}

function drawBar(reader) {
  const { words, kinds } = reader.data;
  const field = element("input", { type: "text", placeholder: words.hint, "aria-label": words.title });
  field.value = reader.chosen;
  field.oninput = () => { reader.chosen = field.value; };
  const kind = element("select", { "aria-label": words.kind }, ...kinds.map(([value, name]) => element("option", { value }, name)));
  const mask = () => {
    if (!reader.chosen.trim()) return;
    reader.outbox.put({ action: "mask", form: reader.chosen.trim(), kind: kind.value });
    reader.chosen = "";
    reader.refusals = [];
    drawBar(reader);
  };
  field.onkeydown = (event) => { if (event.key === "Enter") mask(); };
  reader.bar.replaceChildren(
    element("h3", {}, words.title),
    element("p", { class: "pd-quiet" }, words.how),
    field, kind,
    element("div", { class: "pd-buttons" }, element("button", { type: "button", class: "pd-main", onclick: mask }, words.mask)),
    element("footer", {}, element("span", { class: "pd-state" }, reader.outbox.size ? words.waiting : words.saved)));
  const refused = reader.refusals[reader.refusals.length - 1];
  if (refused) reader.bar.append(element("p", { class: "pd-refused" }, refused));
}
