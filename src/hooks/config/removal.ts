import type { Node } from "jsonc-parser";

const blank = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|\s+/y;

/**
 * @param node an item of a list or a property of an object in `text`.
 * @returns the text without it and the comma it needed. Comments around it stay.
 */
export function withoutNode(text: string, node: Node): string {
  const siblings = node.parent?.children ?? [];
  const at = siblings.indexOf(node);
  const end = node.offset + node.length;
  const previous = siblings[at - 1];
  const next = siblings[at + 1];
  if (previous !== undefined) {
    const previousEnd = previous.offset + previous.length;
    const comma = afterBlanks(text, previousEnd);
    const between = text.slice(previousEnd, comma) + text.slice(comma + 1, node.offset);
    return text.slice(0, previousEnd) + unlessBlank(between) + text.slice(end);
  }
  const comma = afterBlanks(text, end);
  if (next !== undefined) {
    const between = text.slice(end, comma) + text.slice(comma + 1, next.offset);
    return text.slice(0, node.offset) + unlessBlank(between) + text.slice(next.offset);
  }
  return withoutOnly(text, node, text[comma] === "," ? comma : undefined);
}

/** Without the only item, or the only property: an object or list on one line if nothing is left. */
function withoutOnly(text: string, { parent, offset, length }: Node, comma?: number): string {
  const end = offset + length;
  const from = (parent?.offset ?? offset - 1) + 1;
  const to = parent === undefined ? end : parent.offset + parent.length - 1;
  const after =
    comma === undefined ? text.slice(end, to) : text.slice(end, comma) + text.slice(comma + 1, to);
  const inside = unlessBlank(text.slice(from, offset)) + unlessBlank(after);
  return text.slice(0, from) + inside + text.slice(to);
}

function unlessBlank(between: string): string {
  return between.trim() === "" ? "" : between;
}

/** @returns the place of the first character from `at` on that is in no comment and no blank. */
function afterBlanks(text: string, at: number): number {
  let place = at;
  for (;;) {
    blank.lastIndex = place;
    if (!blank.test(text)) return place;
    place = blank.lastIndex;
  }
}
