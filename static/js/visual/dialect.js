// Our Markdown as the visual mode reads it: the grammar of kb/foundation/markdown, so no raw HTML and no footnotes, but [[page links]] and <br>.
import * as kit from "../../vendor/milkdown.js";

const [LESS, MORE, OPENS, CLOSES, BAR, SPACE, SLASH] = [..."<>[]| /"].map((sign) => sign.codePointAt(0));
const ends = (code) => code === null || (code < -2 && code > -6);
const blank = (code) => code === SPACE || code === -1 || code === -2;

// [[Title]] or [[Title|words]], in one line.
const pageLink = {
  name: "pageLink",
  tokenize(effects, ok, nok) {
    let named = false, worded = true, barred = false;
    const take = (next) => (code) => { effects.consume(code); return next; };
    const closing = (code) => code === CLOSES ? (effects.consume(code), effects.exit("pageLink"), ok) : nok(code);
    const inside = (code) => {
      if (ends(code) || code === OPENS) return nok(code);
      if (code === CLOSES) return named && worded ? take(closing)(code) : nok(code);
      if (code === BAR && !barred) [barred, worded] = [true, false];
      else if (barred) worded = true;
      else named ||= !blank(code);
      return take(inside)(code);
    };
    const opening = (code) => code === OPENS ? take(inside)(code) : nok(code);
    return (code) => { effects.enter("pageLink"); return take(opening)(code); };
  },
};

// <br>, <br/> or <br />: the one tag that is not text.
const lineBreak = {
  name: "breakTag",
  tokenize(effects, ok, nok) {
    const rest = [[LESS], [66, 98], [82, 114]];
    const close = (code) => code === MORE ? (effects.consume(code), effects.exit("breakTag"), ok) : nok(code);
    const slash = (code) => code === SLASH ? (effects.consume(code), close) : close(code);
    const space = (code) => code === SPACE ? (effects.consume(code), slash) : slash(code);
    const letter = (code) => {
      if (!rest.shift().includes(code)) return nok(code);
      effects.consume(code);
      return rest.length ? letter : space;
    };
    return (code) => { effects.enter("breakTag"); return letter(code); };
  },
};

const kept = (type) => ({
  enter: { [type](token) { this.enter({ type, value: this.sliceSerialize(token) }, token); } },
  exit: { [type](token) { this.exit(token); } },
});

function grammar() {
  const told = this.data();
  told.settings = { ...told.settings };
  const add = (field, ...extensions) => { told[field] = [...(told[field] ?? []), ...extensions]; };
  add("micromarkExtensions", kit.gfmTable(), kit.gfmStrikethrough({ singleTilde: false }), kit.gfmTaskListItem(), kit.gfmAutolinkLiteral(),
    { text: { [OPENS]: pageLink, [LESS]: lineBreak }, disable: { null: ["htmlFlow", "htmlText"] } });
  add("fromMarkdownExtensions", kit.gfmTableFromMarkdown(), kit.gfmStrikethroughFromMarkdown(), kit.gfmTaskListItemFromMarkdown(),
    kit.gfmAutolinkLiteralFromMarkdown(), kept("pageLink"), kept("breakTag"));
  // A bare address is left bare: the page makes a link of it.
  add("toMarkdownExtensions", kit.gfmTableToMarkdown({ tablePipeAlign: false }), kit.gfmStrikethroughToMarkdown(), kit.gfmTaskListItemToMarkdown(),
    { handlers: { pageLink: (node) => node.value, breakTag: (node) => node.value, asIs: (node) => node.value } });
  return titled;
}

// Milkdown refuses a picture without a title.
const titled = (node) => {
  if (node.type === "image") { node.title ??= ""; node.alt ??= ""; }
  node.children?.forEach(titled);
};

// [[Title|words]] shows its words, else its title; \| is how a table's cell writes a bar.
export const wordsOf = (link) => (link.slice(2, -2).replaceAll("\\|", "|").match(/\|(.+)$/)?.[1] ?? link.slice(2, -2)).trim();

const inline = (name, type, toDOM) => kit.$nodeSchema(name, () => ({
  group: "inline", inline: true, atom: true, selectable: true, attrs: { value: { validate: "string" } },
  parseDOM: [{ tag: `[data-${type.toLowerCase()}]`, getAttrs: (dom) => ({ value: dom.getAttribute(`data-${type.toLowerCase()}`) }) }],
  toDOM,
  parseMarkdown: { match: (node) => node.type === type, runner: (state, node, kind) => { state.addNode(kind, { value: node.value }); } },
  toMarkdown: { match: (node) => node.type.name === name, runner: (state, node) => { state.addNode(type, undefined, node.attrs.value); } },
}));

const pageLinkNode = inline("page_link", "pageLink", ({ attrs }) => ["span", { class: "page-link", "data-pagelink": attrs.value }, wordsOf(attrs.value)]);
const breakNode = inline("break_tag", "breakTag", ({ attrs }) => ["br", { "data-breaktag": attrs.value }]);

// A block that is only shown: what the visual mode could not write back as it was.
const asIsNode = kit.$nodeSchema("as_is", () => ({
  group: "block", atom: true, selectable: true, draggable: false, attrs: { source: { validate: "string" } },
  parseDOM: [{ tag: "pre[data-as-is]", preserveWhitespace: "full", getAttrs: (dom) => ({ source: dom.textContent }) }],
  toDOM: ({ attrs }) => ["pre", { class: "as-is", "data-as-is": "" }, attrs.source],
  parseMarkdown: { match: () => false, runner: () => {} },
  toMarkdown: { match: (node) => node.type.name === "as_is", runner: (state, node) => { state.addNode("asIs", undefined, node.attrs.source); } },
}));

const typedLink = kit.$inputRule((ctx) => new kit.InputRule(/\[\[[^[\]\n|]*[^[\]\n|\s][^[\]\n|]*(?:\|[^[\]\n]+)?\]\]$/, (state, [value], start, end) =>
  state.tr.replaceWith(start, end, pageLinkNode.type(ctx).create({ value }))));

const { basics, extras } = kit;
const unwanted = new Set([extras.footnoteDefinitionSchema, extras.footnoteReferenceSchema].flat());

// Left out: ids of headings, numbers of items (the browser counts), <br /> for empty paragraphs, HTML, footnotes.
export const dialect = [
  basics.schema, basics.inputRules, basics.markInputRules, basics.commands, basics.keymap,
  basics.hardbreakClearMarkPlugin, basics.hardbreakFilterNodes, basics.hardbreakFilterPlugin, basics.inlineNodesCursorPlugin,
  basics.remarkInlineLinkPlugin, basics.remarkLineBreak, basics.remarkMarker,
  extras.schema.filter((one) => !unwanted.has(one)), extras.inputRules, extras.markInputRules, extras.keymap, extras.commands,
  extras.keepTableAlignPlugin, extras.autoInsertSpanPlugin, extras.tableEditingPlugin,
  kit.$remark("grammar", () => grammar), pageLinkNode, breakNode, asIsNode, typedLink,
  kit.history, kit.clipboard, kit.$prose(() => kit.gapCursor()),
].flat();

// The marks of lists follow the text (lossless.js).
export const writing = { emphasis: "*", strong: "*", rule: "-", fence: "`", fences: true, listItemIndent: "one" };
