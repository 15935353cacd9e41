// Inside the frame of a diagram: draws with Mermaid what the page around it sends, in light and dark, and tells how high it became.
(() => {
  const MOST_EDGES = 500;
  // Mermaid lets a label hold them; a drawing asks nobody for anything.
  const CONTROLS = "form, fieldset, input, button, select, textarea, label, output, dialog";
  const place = document.getElementById("drawing");
  const tell = (said) => parent.postMessage(said, "*");
  const fonts = '"Segoe UI", -apple-system, BlinkMacSystemFont, Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif';

  // The house's grounds and inks (static/css/tokens.css); the frame cannot read them.
  const themes = {
    light: { darkMode: false, background: "#fcfdfb", primaryColor: "#f1f4ef", primaryTextColor: "#15251e", primaryBorderColor: "#6f7d75", lineColor: "#4a5950", secondaryColor: "#e5effa", tertiaryColor: "#fcfdfb", edgeLabelBackground: "#fcfdfb" },
    dark: { darkMode: true, background: "#101815", primaryColor: "#1e2a25", primaryTextColor: "#e9f0ea", primaryBorderColor: "#82938a", lineColor: "#aebcb3", secondaryColor: "#172b42", tertiaryColor: "#18221e", edgeLabelBackground: "#101815" },
  };

  const sheet = document.head.appendChild(document.createElement("style"));
  sheet.textContent = `
    body { margin: 0; } main { display: flow-root; } main > div { display: none; } svg { display: block; margin-inline: auto; max-width: 100%; height: auto; }
    [data-scheme="light"] .light, [data-scheme="dark"] .dark { display: block; }
    [data-scheme="light"] { color-scheme: light; } [data-scheme="dark"] { color-scheme: dark; }
    @media print { :root { color-scheme: light !important; } main > .light { display: block; } main > .dark { display: none !important; } }`;

  let turn = 0;
  const drawn = async (text, scheme) => {
    globalThis.mermaid.initialize({
      startOnLoad: false, securityLevel: "strict", layout: "dagre", suppressErrorRendering: true, maxTextSize: text.length + 1, maxEdges: MOST_EDGES,
      theme: "base", themeVariables: { ...themes[scheme], useGradient: false, dropShadow: "none", fontFamily: fonts, fontSize: "15px" }, fontFamily: fonts,
    });
    const layer = document.createElement("div");
    layer.className = scheme;
    layer.innerHTML = (await globalThis.mermaid.render(`diagram-${scheme}-${turn}`, text)).svg;
    for (const control of layer.querySelectorAll(CONTROLS)) control.replaceWith(...control.childNodes);
    return layer;
  };

  const draw = async (text) => {
    turn += 1;
    const now = turn;
    try {
      const layers = [await drawn(text, "light"), await drawn(text, "dark")];
      if (now !== turn) return;
      place.replaceChildren(...layers);
      measure();
    } catch (error) {
      if (now === turn) tell({ fault: true, line: error?.hash?.loc?.first_line ?? error?.hash?.line ?? null });
    }
  };

  const measure = () => { if (place.firstChild) tell({ height: Math.ceil(place.getBoundingClientRect().height) }); };

  new ResizeObserver(measure).observe(place);
  addEventListener("message", ({ source, data }) => {
    if (source !== parent) return;
    if (data.scheme) document.documentElement.dataset.scheme = data.scheme;
    if (typeof data.text === "string") draw(data.text);
  });
  tell({ ready: true });
})();
