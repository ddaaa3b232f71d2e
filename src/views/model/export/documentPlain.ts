import { isEmpty, type Block, type TextDocument } from "./document";
import { plainTable } from "./plainTable";
import { cut, oneLine, textWidth, wrap } from "./textWidth";

/** What a terminal and a mail have room for. */
export const plainWidth = 80;

/** @returns the document as text without markup, in lines of at most `width` columns (≥ 40). */
export function documentPlain(
  { title, lead, sections }: TextDocument,
  width: number = plainWidth,
): string {
  const parts = [
    underlined(title, "=", width),
    ...plainOf(lead, width),
    ...sections.flatMap((section) => [
      underlined(section.title, "-", width),
      ...plainOf(section.blocks, width),
    ]),
  ];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function underlined(title: string, rule: string, width: number): readonly string[] {
  const shown = cut(oneLine(title), width);
  return [shown, rule.repeat(textWidth(shown))];
}

function plainOf(blocks: readonly Block[], width: number): readonly (readonly string[])[] {
  return blocks.filter((block) => !isEmpty(block)).map((block) => linesOf(block, width));
}

function linesOf(block: Block, width: number): readonly string[] {
  switch (block.type) {
    case "text":
      return wrap(block.text, width);
    case "list":
      return block.items.flatMap((item) =>
        wrap(item, width - 2).map((line, at) => `${at === 0 ? "-" : " "} ${line}`),
      );
    case "table":
      return plainTable(block, width);
  }
}
