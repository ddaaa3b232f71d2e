import type { Block } from "./document";
import { cut, oneLine, textWidth } from "./textWidth";

type Table = Extract<Block, { type: "table" }>;

/** Between two columns. */
const gap = 2;
/** No column of names becomes narrower to make room for others. */
const narrowestName = 12;
/** Nor does the heading of a column of figures. */
const narrowestHeading = 4;

/** One column, with the widths it takes and can do with. */
interface Column {
  readonly cells: readonly string[];
  readonly isFigure: boolean;
  readonly natural: number;
  readonly least: number;
}

/**
 * @returns the table's lines, none longer than `width`. Names are cut where they need to be, figures
 * never; what still does not fit goes on in a further table with the same first column.
 */
export function plainTable(table: Table, width: number): readonly string[] {
  const columns = table.headings.map((_, at) => columnOf(table, at));
  const [first, ...others] = columns;
  if (first === undefined) return [];
  const tables: (readonly Column[])[] = [];
  let fitting: Column[] = [first];
  for (const column of others) {
    const wanted = [...fitting, column];
    const least = wanted.reduce((sum, one) => sum + one.least, gap * (wanted.length - 1));
    if (least > width && fitting.length > 1) {
      tables.push(fitting);
      fitting = [first, column];
    } else {
      fitting = wanted;
    }
  }
  return [...tables, fitting].flatMap((some, at) => [
    ...(at === 0 ? [] : [""]),
    ...linesOf(some, width),
  ]);
}

function columnOf({ headings, rows }: Table, at: number): Column {
  const { title = "", isFigure = false } = headings[at] ?? {};
  const heading = oneLine(title);
  const cells = rows.map((row) => oneLine(row[at] ?? ""));
  const content = Math.max(0, ...cells.map(textWidth));
  const natural = Math.max(textWidth(heading), content);
  const least = isFigure ? Math.max(content, narrowestHeading) : narrowestName;
  return { cells: [heading, ...cells], isFigure, natural, least: Math.min(natural, least) };
}

function linesOf(columns: readonly Column[], width: number): readonly string[] {
  const widths = widthsOf(columns, width);
  const line = (row: number): string =>
    columns
      .map(({ cells, isFigure }, at) => padded(cells[row] ?? "", widths[at] ?? 0, isFigure))
      .join(" ".repeat(gap))
      .trimEnd();
  const rows = columns[0]?.cells.length ?? 0;
  return [
    line(0),
    widths.map((one) => "-".repeat(one)).join(" ".repeat(gap)),
    ...Array.from({ length: rows - 1 }, (_, row) => line(row + 1)),
  ];
}

/** The widest column gives first, as long as it can. */
function widthsOf(columns: readonly Column[], width: number): readonly number[] {
  const widths = columns.map(({ natural }) => natural);
  const room = width - gap * (columns.length - 1);
  for (let over = widths.reduce((sum, one) => sum + one, 0) - room; over > 0; over--) {
    let widest = -1;
    columns.forEach(({ least }, at) => {
      const own = widths[at] ?? 0;
      if (own > least && own > (widths[widest] ?? 0)) widest = at;
    });
    // Even one figure beside a name does not fit: then the widest is cut all the same.
    if (widest < 0) widest = widths.indexOf(Math.max(...widths));
    widths[widest] = Math.max(1, (widths[widest] ?? 0) - 1);
  }
  return widths;
}

function padded(content: string, width: number, isFigure: boolean): string {
  const shown = cut(content, width);
  const space = " ".repeat(Math.max(0, width - textWidth(shown)));
  return isFigure ? space + shown : shown + space;
}
