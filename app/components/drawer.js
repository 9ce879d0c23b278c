// Verbatims found on the left, what they do to the finding on the right: dragged there, or sent by a key.
export default function (component) {
  const { data, parentElement, setStateValue } = component;
  let drawer = parentElement.polyphonieDrawer;
  if (!drawer) {
    const root = parentElement.querySelector(".pw-drawer");
    drawer = { root, key: null, local: new Map(), refusals: [], outbox: openOutbox("drawer"),
      list: element("div", { class: "pw-list", role: "listbox", tabindex: "0" }), side: element("aside", { class: "pw-side" }) };
    root.replaceChildren(drawer.list, drawer.side);
    drawer.list.addEventListener("keydown", (event) => pressDrawer(drawer, event));
    parentElement.polyphonieDrawer = drawer;
  }
  const turned = !drawer.data || drawer.data.page !== data.page;
  drawer.data = data;
  drawer.outbox.send = (events) => setStateValue("events", events);
  // Only a link of the page itself changes screen without beginning a new session: each card has its own, out of sight.
  drawer.open = (key) => {
    const link = document.querySelectorAll(".st-key-drawer-links a")[data.cards.findIndex((c) => c.key === key)];
    if (link) link.click();
  };
  drawer.refusals.push(...drawer.outbox.settle(data.answers));
  for (const uuid of [...drawer.local.keys()]) if (!drawer.outbox.has(uuid)) drawer.local.delete(uuid);
  if (turned || !data.cards.some((c) => c.key === drawer.key)) drawer.key = data.cards.length ? data.cards[0].key : null;
  drawer.list.setAttribute("aria-label", data.words.list);
  drawCards(drawer);
  drawSide(drawer);
  if (turned) drawer.list.scrollTop = 0;
}

const stanceOf = (drawer, card) => {
  for (const event of drawer.local.values()) if (event.key === card.key) return event.stance;
  return card.stance;
};

function drawCards(drawer) {
  const { data } = drawer, scroll = drawer.list.scrollTop;
  drawer.list.replaceChildren(...data.cards.map((card) => drawFound(drawer, card)));
  if (!data.cards.length) drawer.list.append(element("p", { class: "pd-quiet" }, data.words.none));
  drawer.list.scrollTop = scroll;
  const at = drawer.list.querySelector(".pw-at");
  if (at) drawer.list.setAttribute("aria-activedescendant", at.id);
}

function drawFound(drawer, card) {
  const { words, stances } = drawer.data, stance = stanceOf(drawer, card);
  const names = ["pw-card", card.key === drawer.key ? "pw-at" : "", stance ? "pw-in" : ""];
  const name = stance && stances.find((one) => one.value === stance);
  const made = element("article", { class: names.join(" "), id: `pw-${card.key}`, role: "option", draggable: stance ? "false" : "true",
    "aria-selected": card.key === drawer.key ? "true" : "false", style: `border-color:${card.colour}`,
    onclick: (event) => { if (!event.target.closest("a, summary, button")) moveDrawer(drawer, card.key); } },
    element("blockquote", {}, `«\u00a0${card.words}\u00a0»`),
    element("footer", {}, card.where),
    element("div", { class: "pw-under" }, element("button", { type: "button", class: "pw-link", onclick: () => drawer.open(card.key) }, words.turn),
      element("details", {}, element("summary", {}, words.history), ...card.history.map((line) => element("p", { class: "pd-quiet" }, line))),
      name ? element("b", {}, `${words.already} ${name.name}`) : null));
  made.ondragstart = (event) => { drawer.key = card.key; event.dataTransfer.setData("text/plain", card.key); event.dataTransfer.effectAllowed = "copy"; drawer.root.classList.add("pw-dragging"); };
  made.ondragend = () => { drawer.root.classList.remove("pw-dragging"); if (!stanceOf(drawer, card)) moveDrawer(drawer, card.key); };
  return made;
}

function drawSide(drawer) {
  const { words, stances, cards } = drawer.data;
  const added = (value) => cards.filter((card) => !card.stance && stanceOf(drawer, card) === value).length;
  const zones = stances.map((one) => {
    const zone = element("button", { type: "button", class: `pw-zone pw-${one.value}`, onclick: () => putCard(drawer, drawer.key, one.value) },
      element("span", { class: "pw-name" }, element("kbd", {}, one.digit), one.name), element("span", { class: "pd-quiet" }, `${one.there + added(one.value)} ${words.there}`));
    zone.ondragover = (event) => { event.preventDefault(); event.dataTransfer.dropEffect = "copy"; zone.classList.add("pw-over"); };
    zone.ondragleave = () => zone.classList.remove("pw-over");
    zone.ondrop = (event) => { event.preventDefault(); zone.classList.remove("pw-over"); putCard(drawer, event.dataTransfer.getData("text/plain"), one.value); };
    return zone;
  });
  const refused = drawer.refusals[drawer.refusals.length - 1];
  drawer.side.replaceChildren(...[element("p", { class: "pd-quiet" }, words.how), ...zones,
    element("p", { class: "pd-quiet" }, words.keys),
    element("p", { class: "pd-state", role: "status" }, drawer.outbox.size ? words.waiting : words.saved),
    refused ? element("p", { class: "pd-refused", role: "alert" }, refused) : null].filter(Boolean));
}

function moveDrawer(drawer, key) {
  drawer.key = key;
  drawer.refusals = [];
  drawCards(drawer);
  drawSide(drawer);
  const at = drawer.list.querySelector(".pw-at");
  if (at) at.scrollIntoView({ block: "nearest" });
}

function stepDrawer(drawer, by) {
  const { cards } = drawer.data, at = cards.findIndex((c) => c.key === drawer.key);
  const next = cards[Math.min(Math.max(at + by, 0), cards.length - 1)];
  if (next) moveDrawer(drawer, next.key);
}

// A verbatim that is there already is taken out below, where its history is; here it is not put twice.
function putCard(drawer, key, stance) {
  const card = drawer.data.cards.find((c) => c.key === key);
  if (!card || stanceOf(drawer, card)) return;
  const uuid = drawer.outbox.put({ action: "put", key, stance });
  drawer.local.set(uuid, { key, stance });
  drawer.refusals = [];
  const { cards } = drawer.data, rest = cards.slice(cards.findIndex((c) => c.key === key) + 1);
  const next = [...rest, ...cards].find((c) => !stanceOf(drawer, c));
  moveDrawer(drawer, next ? next.key : key);
  drawer.list.focus({ preventScroll: true });
}

function pressDrawer(drawer, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("a, summary, button")) return;
  const stance = drawer.data.stances.find((one) => one.digit === event.key);
  const acts = { j: () => stepDrawer(drawer, 1), ArrowDown: () => stepDrawer(drawer, 1), k: () => stepDrawer(drawer, -1), ArrowUp: () => stepDrawer(drawer, -1),
    z: () => { drawer.outbox.put({ action: "undo", key: "" }); drawSide(drawer); }, t: () => drawer.open(drawer.key) };
  const act = stance ? () => { if (!event.repeat) putCard(drawer, drawer.key, stance.value); } : acts[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}
