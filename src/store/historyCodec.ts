import {
  columnNames,
  columnTypes,
  emptyColumns,
  type Columns,
  type HistoryColumns,
} from "./history";

/** What the indices in stored columns refer to: ids of rows, in the order of the indices. */
export interface ColumnKeys {
  readonly skills: readonly number[];
  readonly phases: readonly number[];
  readonly sessions: readonly number[];
  /** From index 2 on: the first two stand for the user and for an agent without a name. */
  readonly agents: readonly number[];
}

interface Head extends ColumnKeys {
  readonly version: 1;
  readonly length: number;
}

const idLength = 16;

/**
 * All columns as one value: the length of a JSON head (4 bytes, little-endian), the head, the
 * columns, the ids. Numbers are in the byte order of the machine, which is little-endian on every
 * platform the extension runs on; on another one the value is not read but made anew.
 */
export function encodeColumns(history: HistoryColumns, keys: ColumnKeys): Uint8Array {
  const { columns, ids } = history.parts();
  const head = Buffer.from(JSON.stringify({ version: 1, length: history.length, ...keys }));
  const parts: Uint8Array[] = [new Uint8Array(4), head];
  for (const name of columnNames) {
    const { buffer, byteOffset, byteLength } = columns[name];
    parts.push(new Uint8Array(buffer, byteOffset, byteLength));
  }
  const bytes = Buffer.concat([...parts, ids]);
  bytes.writeUInt32LE(head.length, 0);
  return bytes;
}

/** @returns what was encoded; undefined when the bytes are not of this form. */
export function decodeColumns(
  bytes: Uint8Array,
): { readonly columns: Columns; readonly ids: Uint8Array; readonly keys: ColumnKeys } | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < 4 || !isLittleEndian) return undefined;
  const headEnd = 4 + view.readUInt32LE(0);
  const head = parseHead(view.toString("utf8", 4, headEnd));
  if (!head) return undefined;
  const rowLength = columnNames.reduce((sum, name) => sum + columnTypes[name].BYTES_PER_ELEMENT, 0);
  if (view.length !== headEnd + head.length * (rowLength + idLength)) return undefined;
  const columns = emptyColumns(head.length);
  let at = headEnd;
  for (const name of columnNames) {
    const { buffer, byteLength } = columns[name];
    new Uint8Array(buffer).set(view.subarray(at, at + byteLength));
    at += byteLength;
  }
  return { columns, ids: Uint8Array.from(view.subarray(at)), keys: head };
}

function parseHead(text: string): Head | undefined {
  try {
    const head = JSON.parse(text) as Partial<Head>;
    return head.version === 1 ? (head as Head) : undefined;
  } catch {
    return undefined;
  }
}

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
