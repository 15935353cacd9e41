// Milkdown and what it stands on, as far as static/js/visual uses them.
export {
  Editor, commandsCtx, editorViewCtx, editorViewOptionsCtx, nodeViewCtx, parserCtx, prosePluginsCtx,
  remarkCtx, remarkStringifyOptionsCtx, rootCtx, schemaCtx, serializerCtx,
} from "@milkdown/kit/core";
export * as basics from "@milkdown/kit/preset/commonmark";
export * as extras from "@milkdown/kit/preset/gfm";
export { clipboard } from "@milkdown/kit/plugin/clipboard";
export { history } from "@milkdown/kit/plugin/history";
export { $inputRule, $nodeSchema, $prose, $remark } from "@milkdown/kit/utils";
export { lift, setBlockType, toggleMark, wrapIn } from "@milkdown/kit/prose/commands";
export { gapCursor } from "@milkdown/kit/prose/gapcursor";
export { redo, undo } from "@milkdown/kit/prose/history";
export { InputRule } from "@milkdown/kit/prose/inputrules";
export { liftListItem, wrapInList } from "@milkdown/kit/prose/schema-list";
export { DOMSerializer, Fragment } from "@milkdown/kit/prose/model";
export { EditorState, NodeSelection, Plugin, TextSelection } from "@milkdown/kit/prose/state";
export * as tables from "@milkdown/kit/prose/tables";
export { gfmAutolinkLiteralFromMarkdown } from "mdast-util-gfm-autolink-literal";
export { gfmStrikethroughFromMarkdown, gfmStrikethroughToMarkdown } from "mdast-util-gfm-strikethrough";
export { gfmTableFromMarkdown, gfmTableToMarkdown } from "mdast-util-gfm-table";
export { gfmTaskListItemFromMarkdown, gfmTaskListItemToMarkdown } from "mdast-util-gfm-task-list-item";
export { gfmAutolinkLiteral } from "micromark-extension-gfm-autolink-literal";
export { gfmStrikethrough } from "micromark-extension-gfm-strikethrough";
export { gfmTable } from "micromark-extension-gfm-table";
export { gfmTaskListItem } from "micromark-extension-gfm-task-list-item";
