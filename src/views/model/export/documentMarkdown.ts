import { isEmpty, type Block, type TextDocument } from "./document";
import { markdownTable } from "./markdownTable";
import { plainText } from "./plainText";

/** @returns the document as Markdown; what is markup in its texts is escaped. */
export function documentMarkdown({ title, lead, sections }: TextDocument): string {
  const parts = [
    `# ${plainText(title)}`,
    ...markdownOf(lead),
    ...sections.flatMap((section) => [
      `## ${plainText(section.title)}`,
      ...markdownOf(section.blocks),
    ]),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** @returns the blocks as parts of a Markdown text; those with nothing to show are left out. */
export function markdownOf(blocks: readonly Block[]): readonly string[] {
  return blocks.filter((block) => !isEmpty(block)).map(blockMarkdown);
}

function blockMarkdown(block: Block): string {
  switch (block.type) {
    case "text":
      return plainText(block.text);
    case "list":
      return block.items.map((item) => `- ${plainText(item)}`).join("\n");
    case "table":
      return markdownTable(
        block.rows,
        block.headings.map((heading, at) => ({ ...heading, of: (row) => row[at] ?? "" })),
      );
  }
}
