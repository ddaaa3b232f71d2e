import { plainText } from "./plainText";

export interface Column<Row> {
  readonly title: string;
  readonly of: (row: Row) => string;
  /** Figures stand to the right. */
  readonly isFigure?: boolean;
}

/** @returns a Markdown table; every cell is escaped. */
export function markdownTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    line(columns.map(({ title }) => plainText(title))),
    line(columns.map(({ isFigure }) => (isFigure === true ? "--:" : ":--"))),
    ...rows.map((row) => line(columns.map(({ of }) => plainText(of(row))))),
  ].join("\n");
}
