import { parseTree, type Node, type ParseError } from "jsonc-parser";
import { HookError } from "../problem";

const byteOrderMark = "\ufeff";

/** A settings file as text, and where everything in it stands. */
export interface SettingsText {
  readonly text: string;
  /** The object the file holds. */
  readonly root: Node;
}

/**
 * @param path of the file, for the error.
 * @throws HookError when the text is no JSON object. Comments and commas at an end are welcome.
 */
export function parseSettings(text: string, path: string): SettingsText {
  const errors: ParseError[] = [];
  const isMarked = text.startsWith(byteOrderMark);
  // Of the same length, so that places stay.
  const json = isMarked ? ` ${text.slice(1)}` : text;
  const root = parseTree(json, errors, { allowTrailingComma: true });
  if (root === undefined || errors.length > 0)
    throw new HookError({ type: "not-json", detail: path });
  if (root.type !== "object") throw new HookError({ type: "unexpected-form", detail: path });
  return { text, root };
}

/** @returns the last property of a name: where one is there twice, it is the one that counts. */
export function propertyOf(object: Node, name: string): Node | undefined {
  return object.children?.findLast(({ children }) => children?.[0]?.value === name);
}

/** @returns the value of a property. */
export function valueOf(property: Node | undefined): Node | undefined {
  return property?.children?.[1];
}

/** How a file is written. */
export interface Layout {
  readonly lineBreak: string;
  /** One step of indentation; undefined: everything stands on one line. */
  readonly indent: string | undefined;
}

export function layoutOf({ text, root }: SettingsText): Layout {
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const inside = text.slice(root.offset, root.offset + root.length);
  const isOneLine = (root.children ?? []).length > 0 && !inside.includes("\n");
  const indent = /\n([ \t]+)["[{]/.exec(inside)?.[1];
  return { lineBreak, indent: isOneLine ? undefined : (indent ?? "  ") };
}

/** @returns in how many objects and lists a node stands. */
export function depthOf({ parent }: Node): number {
  if (parent === undefined) return 0;
  return depthOf(parent) + (parent.type === "property" ? 0 : 1);
}
