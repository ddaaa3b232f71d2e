import type { Node } from "jsonc-parser";
import { depthOf, layoutOf, type SettingsText } from "./document";
import type { GrowingText } from "./receipt";

/** Appends the only item, or the only property, of `value` to a list or an object. */
export function appendTo(
  growing: GrowingText,
  settings: SettingsText,
  to: Node,
  value: object,
): void {
  const { lineBreak, indent } = layoutOf(settings);
  const depth = depthOf(to) + 1;
  const json = JSON.stringify(value, null, indent === undefined ? undefined : 1);
  const lines = json.split("\n").slice(indent === undefined ? 0 : 1, indent === undefined ? 1 : -1);
  const body =
    indent === undefined
      ? json.slice(1, -1)
      : lines.map((line) => indented(line, indent, depth)).join(lineBreak);
  const start = indent === undefined ? "" : lineBreak;
  const last = to.children?.at(-1);
  if (last !== undefined) {
    growing.insert(last.offset + last.length, `,${start}${body}`);
    return;
  }
  const inside = settings.text.slice(to.offset + 1, to.offset + to.length - 1);
  const end =
    indent === undefined || inside.includes("\n") ? "" : lineBreak + indent.repeat(depth - 1);
  growing.insert(to.offset + 1, start + body + end);
}

/** @param line of JSON with one blank for each step, the first of which stands for `depth`. */
export function indented(line: string, indent: string, depth: number): string {
  const steps = line.length - line.trimStart().length;
  return indent.repeat(steps - 1 + depth) + line.trimStart();
}
