// Presses wait here until the study has answered them: one is never lost, and one sent twice counts once.
const RESEND_AFTER_MS = 3000;

// One per kind of component and per tab: leaving the screen keeps what waits, and coming back sends it again.
function openOutbox(name) {
  const all = (window.polyphonieOutboxes = window.polyphonieOutboxes || {});
  if (all[name]) return all[name];
  const waiting = new Map();
  const box = {
    send: () => {},
    waiting,
    put(event) {
      const uuid = newId();
      waiting.set(uuid, { uuid, ...event });
      box.send([...waiting.values()]);
      return uuid;
    },
    settle(answers) {
      const refused = [];
      for (const [uuid, sentence] of Object.entries(answers || {})) {
        if (waiting.delete(uuid) && sentence) refused.push(sentence);
      }
      return refused;
    },
    has(uuid) { return waiting.has(uuid); },
    get size() { return waiting.size; },
    again() { if (waiting.size) box.send([...waiting.values()]); },
  };
  setInterval(() => box.again(), RESEND_AFTER_MS);
  window.addEventListener("beforeunload", (e) => { if (waiting.size) e.preventDefault(); });
  all[name] = box;
  return box;
}

// randomUUID is absent where the page is not served from a secure place.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
}

function isTyping(event) {
  const target = event.composedPath()[0];
  return target && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName || ""));
}

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) made[name] = value;
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function shape(path, colour, size) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("width", size);
  svg.setAttribute("height", size);
  svg.setAttribute("aria-hidden", "true");
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "path");
  drawn.setAttribute("d", path);
  drawn.setAttribute("fill", colour);
  drawn.setAttribute("fill-rule", "evenodd");
  svg.append(drawn);
  return svg;
}

const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
const points = (text) => Array.from(text);
