// One text in the visual mode: an editor over a textarea, which stays what is sent.
import * as kit from "../../vendor/milkdown.js";
import { dialect, writing } from "./dialect.js";
import { essence, joined, pieces, tongue } from "./lossless.js";
import { looks } from "./looks.js";

// What is pasted brings styles along, which the house's policy blocks and our Markdown does not have.
const unstyled = (html) => html.replace(/<style[^>]*>.*?<\/style>/gis, "").replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, ""));

// An editor in `root` that speaks our Markdown, with what reads and writes it.
export const speak = async (root, { attributes = {}, pictures = {}, plugins = [] } = {}) => {
  const editor = await kit.Editor.make().config((ctx) => {
    ctx.set(kit.rootCtx, root);
    ctx.set(kit.basics.headingIdGenerator.key, () => null);
    // Milkdown's own ways with emphasis know nothing of what stands beside it.
    ctx.update(kit.remarkStringifyOptionsCtx, ({ handlers: { text }, ...options }) => ({ ...options, ...writing, handlers: { text } }));
    ctx.update(kit.editorViewOptionsCtx, (options) => ({ ...options, attributes, transformPastedHTML: unstyled }));
    ctx.update(kit.nodeViewCtx, (views) => [...views, ...Object.entries(looks(pictures))]);
    ctx.update(kit.prosePluginsCtx, (before) => [...before, ...plugins]);
  }).use(dialect).create();
  const { ctx } = editor;
  const said = tongue({ remark: ctx.get(kit.remarkCtx), parse: ctx.get(kit.parserCtx), serialise: ctx.get(kit.serializerCtx), schema: ctx.get(kit.schemaCtx) });
  return { editor, ctx, ...said };
};

// Open a text block by block. A block that reads otherwise once it was written anew is only shown;
// `differing` asks the server which of some pairs of texts differ. Returns nothing if the whole does.
export const openText = async (source, { open, write, asIs }, differing) => {
  const text = open(source);
  const anew = text.blocks.map(({ fixed, node, text: before }) => fixed ? null : write([node], before));
  const asked = text.blocks.flatMap(({ text: before }, number) => anew[number] === null || anew[number] === before ? [] : [number]);
  const withKnown = (one) => text.known ? `${one}\n\n${text.known}` : one;
  const told = await differing(asked.map((number) => [withKnown(text.blocks[number].text), withKnown(anew[number])]));
  const shown = told.map((place) => asked[place]);
  for (const number of shown) text.blocks[number].node = asIs(text.blocks[number].text);
  const whole = joined(pieces(text.blocks.map(({ node }) => node), text, write, { all: true }));
  const holds = whole === source || !(await differing([[source, whole]])).length;
  return { ...text, shown: holds ? shown : null, whole };
};

// Nodes as one sees them; pictures are told, for theirs are names.
const shown = (nodes) => {
  const part = kit.DOMSerializer.fromSchema(nodes[0].type.schema).serializeFragment(kit.Fragment.from(nodes));
  for (const picture of part.querySelectorAll("img")) picture.replaceWith(picture.alt);
  return part;
};

export const openField = async (textarea, { root, label, described, pictures, plugins, differing, changed }) => {
  const watch = new kit.Plugin({ view: () => ({ update: (view, before) => {
    if (!view.state.doc.eq(before.doc)) say(view.state.doc);
    changed();
  } }) });
  const attributes = { class: "prose", lang: textarea.lang || "", "aria-multiline": "true", "aria-labelledby": label, ...(described && { "aria-describedby": described }) };
  const tool = await speak(root, { attributes, pictures, plugins: [...plugins, watch] });
  const view = tool.ctx.get(kit.editorViewCtx);
  let text, told, speaking = false;

  const say = (doc) => {
    told = pieces(doc.content.content, text, tool.write);
    textarea.value = joined(told);
    speaking = true;
    textarea.dispatchEvent(new Event("input", { bubbles: true }));
    speaking = false;
  };

  const open = async () => {
    text = await openText(textarea.value, tool, differing);
    if (!text.shown) return false;
    const nodes = text.blocks.map(({ node }) => node);
    const doc = view.state.schema.topNodeType.createAndFill(null, nodes);
    view.updateState(kit.EditorState.create({ doc, plugins: view.state.plugins }));
    told = pieces(doc.content.content, text, tool.write);
    return true;
  };

  return {
    view, open,
    own: () => speaking,
    get shown() { return text.shown?.length ?? 0; },
    // What was written here, each piece read again: with `same` it shows the same, and the server is asked.
    doubts() {
      return told.told.filter(({ anew }) => anew).flatMap(({ text: one, nodes }) => {
        const read = tool.read(one, text.known), again = tool.again(one, text.known);
        const same = essence(read) === essence(nodes);
        return same && again === one ? [] : [{ same, pair: [one, again].map((side) => text.known ? `${side}\n\n${text.known}` : side), here: shown(nodes), there: shown(read) }];
      });
    },
    close: () => tool.editor.destroy(),
  };
};
