// Keys of a screen that shows one thing at a time: a press belongs to the thing that was shown when it was made, and a
// second press on the same thing, while the first is being answered, does nothing.
export default function (component) {
  const { data, parentElement, setStateValue } = component;
  let keys = parentElement.polyphonieKeys;
  if (!keys) {
    keys = { data, pressed: new Map(), outbox: openOutbox("keys") };
    const onKey = (event) => {
      if (!parentElement.isConnected && !(parentElement.host && parentElement.host.isConnected)) {
        document.removeEventListener("keydown", onKey, true);
        return;
      }
      const action = keys.data.keys[event.key];
      if (!action || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (document.querySelector('[role="dialog"], [data-baseweb="popover"]')) return;
      event.preventDefault();
      event.stopPropagation();
      const before = keys.pressed.get(keys.data.about);
      if (before && keys.outbox.has(before)) return;
      keys.pressed.set(keys.data.about, keys.outbox.put({ action, about: keys.data.about }));
    };
    document.addEventListener("keydown", onKey, true);
    parentElement.polyphonieKeys = keys;
  }
  keys.data = data;
  keys.outbox.send = (events) => setStateValue("events", events);
  keys.outbox.settle(data.answers);
}
