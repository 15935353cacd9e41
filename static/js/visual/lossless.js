// A text in blocks: what was not touched is given back byte for byte, only what changed is written anew.
const LISTS = new Set(["bullet_list", "ordered_list"]);

// The blocks of a text with the gap before each; the last gap is what stands after all.
const parted = (source, tree) => {
  const starts = [0];
  for (let at = source.indexOf("\n"); at >= 0; at = source.indexOf("\n", at + 1)) starts.push(at + 1);
  starts.push(source.length + 1);
  const blocks = [], gaps = [];
  let done = 0;
  for (const { type, position } of tree.children) {
    const [from, to] = [starts[position.start.line - 1], starts[position.end.line] - 1];
    gaps.push(source.slice(done, from));
    blocks.push({ text: source.slice(from, to), fixed: type === "definition" });
    done = to;
  }
  return { blocks, gaps: [...gaps, source.slice(done)] };
};

// The marks a list was written with; those of a text without one are the house's.
const marksOf = (text = "") => {
  const [, bullet, sign] = text.match(/^[ \t]*(?:([*+-])|\d{1,9}([.)]))(?:[ \t]|$)/m) ?? [];
  const numbers = [...text.matchAll(/^ {0,3}(\d{1,9})[.)][ \t]/gm)].map((one) => Number(one[1]));
  return {
    bullet: bullet ?? "-", bulletOther: bullet === "*" ? "-" : "*", bulletOrdered: sign ?? ".",
    incrementListMarker: numbers.length < 2 || numbers[0] !== numbers[1],
  };
};

// What Milkdown makes of a text: nodes from Markdown, and Markdown from nodes in the manner of the text they come from.
export const tongue = ({ remark, parse, serialise, schema }) => {
  const write = (nodes, text) => {
    Object.assign(remark.data("settings"), marksOf(text));
    return serialise(schema.topNodeType.create(null, nodes)).replace(/\n+$/, "");
  };
  const asIs = (source) => schema.nodes.as_is.create({ source });

  // The nodes of a text; `known` are the addresses that its links refer to.
  const read = (text, known) => parse(known ? `${text}\n\n${known}` : text).content.content;
  const block = ({ text, fixed }, known) => {
    const nodes = fixed ? [] : read(text, known);
    return nodes.length === 1 ? nodes[0] : asIs(text);
  };

  return {
    write, asIs, read,
    // The blocks of a text with their nodes.
    open(source) {
      const { blocks, gaps } = parted(source, remark.parse(source));
      const known = blocks.filter(({ fixed }) => fixed).map(({ text }) => text).join("\n\n");
      return { source, gaps, known, blocks: blocks.map((one) => ({ ...one, node: block(one, known) })) };
    },
    // What a text becomes when it is read and written at once.
    again: (text, known) => write(read(text, known), text),
  };
};

// Which block each node still is: { block, same } or nothing.
const traced = (nodes, blocks) => {
  const found = nodes.map(() => undefined);
  const same = (node, block) => node === block?.node || (block && node.eq(block.node));
  let first = 0, last = 0;
  while (first < nodes.length && same(nodes[first], blocks[first])) found[first] = { block: first++, same: true };
  while (last < Math.min(nodes.length, blocks.length) - first && same(nodes.at(-1 - last), blocks.at(-1 - last))) {
    last += 1;
    found[nodes.length - last] = { block: blocks.length - last, same: true };
  }
  const [end, until] = [nodes.length - last, blocks.length - last];
  for (let at = first, next = first; at < end; at += 1) {
    const block = blocks.findIndex((one, place) => place >= next && place < until && same(nodes[at], one));
    if (block >= 0) [found[at], next] = [{ block, same: true }, block + 1];
  }
  // As many nodes as blocks: the others were changed in their places.
  if (end === until) for (let at = first; at < end; at += 1) found[at] ??= { block: at, same: false };
  return found;
};

const empty = (node) => node.type.name === "paragraph" && !node.content.size;
const alike = (one, other) => one && LISTS.has(one.type.name) && one.type === other?.type;

// The text of some nodes: its pieces, each with whether it was written anew; `all` writes even what was not touched.
export const pieces = (children, { blocks, gaps }, write, { all = false } = {}) => {
  const nodes = children.filter((node) => !empty(node));
  const found = traced(nodes, blocks);
  const told = [];
  for (let at = 0; at < nodes.length; at += 1) {
    const run = [at];
    while (alike(nodes[at], nodes[run.at(-1) + 1])) run.push(run.at(-1) + 1);
    // Lists side by side are told apart by their marks, so they are written together.
    const anew = all || run.some((one) => !found[one]?.same);
    const group = anew ? run : [at];
    const [head, before] = [found[at], found[at - 1]];
    const stays = head && (head.same ? !anew : nodes[at].type === blocks[head.block].node.type);
    const next = stays && (at === 0 ? head.block === 0 : before?.block === head.block - 1);
    told.push({
      gap: next ? gaps[head.block] : at === 0 ? "" : "\n\n",
      text: anew ? write(group.map((one) => nodes[one]), blocks[head?.block]?.text) : blocks[head.block].text,
      nodes: group.map((one) => nodes[one]),
      anew,
    });
    at = group.at(-1);
  }
  const whole = nodes.length > 0 && found.at(-1)?.block === blocks.length - 1;
  return { told, rest: whole ? gaps.at(-1) : "" };
};

export const joined = ({ told, rest }) => told.map(({ gap, text }) => gap + text).join("") + rest;

// What a reader could notice of some nodes: their kinds, words and marks, not how marks are written or the spaces at edges.
export const essence = (nodes) => JSON.stringify(nodes.map(told));

const told = (node) => {
  const { label: _label, listType: _kind, spread: _spread, id: _id, ...attrs } = node.attrs;
  const inside = node.content.content.filter((one) => !empty(one));
  return [node.type.name, attrs, node.isTextblock && !node.type.spec.code ? line(inside) : inside.map(told), node.text ?? ""];
};

// An address that is its own words is a link to its reader, marked or not.
const bare = ({ type, attrs }, text) => type.name === "link" && ["", "http://", "mailto:"].some((scheme) => attrs.href === scheme + text);
const marksFor = (node) => node.marks.filter((mark) => !bare(mark, node.text)).map(({ type, attrs: { marker: _marker, ...attrs } }) => [type.name, attrs]);

const line = (inside) => {
  const runs = [];
  const add = (marks, text) => {
    if (runs.at(-1)?.marks === marks) runs.at(-1).text += text;
    else if (text) runs.push({ marks, text });
  };
  for (const node of inside) {
    if (!node.isText) { runs.push({ node: told(node) }); continue; }
    const [, before, words, after] = node.text.match(/^(\s*)(.*?)(\s*)$/s);
    add("[]", before);
    add(JSON.stringify(words ? marksFor(node) : []), words);
    add("[]", after);
  }
  while (runs.at(-1)?.node?.[0] === "hardbreak") runs.pop();
  if (runs[0]?.text) runs[0].text = runs[0].text.trimStart();
  if (runs.at(-1)?.text) runs.at(-1).text = runs.at(-1).text.trimEnd();
  return runs.filter(({ text }) => text !== "");
};
