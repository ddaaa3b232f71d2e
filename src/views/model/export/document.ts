import type { Column } from "./markdownTable";

/** A part of a section; texts are as they are, and each format escapes what it must. */
export type Block =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "list"; readonly items: readonly string[] }
  | {
      readonly type: "table";
      readonly headings: readonly { readonly title: string; readonly isFigure: boolean }[];
      /** One cell for each heading; "" where there is nothing to say. */
      readonly rows: readonly (readonly string[])[];
    };

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** An account to read, in no format yet. */
export interface TextDocument {
  readonly title: string;
  readonly lead: readonly Block[];
  readonly sections: readonly Section[];
}

/** A text that is "" is left out by every format. */
export function text(content: string): Block {
  return { type: "text", text: content };
}

export function list(items: readonly string[]): Block {
  return { type: "list", items };
}

/** A table of values; without a row it is left out by every format. */
export function tableOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): Block {
  return {
    type: "table",
    headings: columns.map(({ title, isFigure = false }) => ({ title, isFigure })),
    rows: rows.map((row) => columns.map(({ of }) => of(row))),
  };
}

/** Whether there is nothing in it to show. */
export function isEmpty(block: Block): boolean {
  switch (block.type) {
    case "text":
      return block.text === "";
    case "list":
      return block.items.length === 0;
    case "table":
      return block.rows.length === 0;
  }
}
