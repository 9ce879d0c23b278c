// A file handed over by the page itself: its bytes come with the page, to this session only, and are kept at no address.
export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".ph-file");
  const bytes = Uint8Array.from(atob(data.bytes), (letter) => letter.charCodeAt(0));
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = data.said;
  button.onclick = () => {
    const address = URL.createObjectURL(new Blob([bytes], { type: data.kind }));
    const link = document.createElement("a");
    link.href = address;
    link.download = data.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
  root.replaceChildren(button);
}
