import type { Rejection, SkillEntry } from "../tracker/history";
import type { SkillKey } from "../tracker/model";
import { columnNames, columnTypes, emptyColumns, HistoryColumns } from "./history";

/** Ids of database rows, in the order of the indices that stand for them in the columns. */
export interface HistoryKeys {
  readonly skills: readonly number[];
  readonly phases: readonly number[];
  readonly sessions: readonly number[];
  /** Of `agents` from index 2 on: the first two stand for the user and an agent without a name. */
  readonly agents: readonly number[];
  readonly queries: readonly number[];
  readonly folders: readonly number[];
  readonly offers: readonly number[];
}

interface Head {
  readonly version: 4;
  readonly length: number;
  readonly keys: HistoryKeys;
  readonly skills: readonly SkillEntry[];
  readonly phases: readonly string[];
  readonly sessions: readonly string[];
  readonly agents: readonly string[];
  readonly queries: readonly string[];
  readonly folders: readonly string[];
  readonly offers: readonly (readonly SkillKey[])[];
  readonly rejections: readonly Rejection[];
}

const idLength = 16;
/** Rows that can be added before the columns have to be copied. */
const room = 1024;
const rowLength = columnNames.reduce((sum, name) => sum + columnTypes[name].BYTES_PER_ELEMENT, 0);

/**
 * A whole history as one value: the length of a JSON head (4 bytes, little-endian), the head, the
 * columns, the ids. Numbers are in the byte order of the machine, which is little-endian on every
 * platform the extension runs on; on another one the value is not read but made anew.
 */
export function encodeHistory(history: HistoryColumns, keys: HistoryKeys): Uint8Array {
  const { columns, ids } = history.parts();
  const { length, skills, phases, sessions, agents, queries, folders, offers, rejections } =
    history;
  const head: Head = {
    version: 4,
    length,
    keys,
    skills,
    phases,
    sessions,
    agents,
    queries,
    folders,
    offers,
    rejections,
  };
  const headBytes = Buffer.from(JSON.stringify(head));
  const parts: Uint8Array[] = [new Uint8Array(4), headBytes];
  for (const name of columnNames) {
    const { buffer, byteOffset, byteLength } = columns[name];
    parts.push(new Uint8Array(buffer, byteOffset, byteLength));
  }
  const bytes = Buffer.concat([...parts, ids]);
  bytes.writeUInt32LE(headBytes.length, 0);
  return bytes;
}

/** @returns what was encoded; undefined when the bytes are not of this form. */
export function decodeHistory(
  bytes: Uint8Array,
): { readonly history: HistoryColumns; readonly keys: HistoryKeys } | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < 4 || !isLittleEndian) return undefined;
  const headEnd = 4 + view.readUInt32LE(0);
  const head = parseHead(view.toString("utf8", 4, headEnd));
  if (!head || view.length !== headEnd + head.length * (rowLength + idLength)) return undefined;
  const columns = emptyColumns(head.length + room);
  let at = headEnd;
  for (const name of columnNames) {
    const end = at + head.length * columnTypes[name].BYTES_PER_ELEMENT;
    new Uint8Array(columns[name].buffer).set(view.subarray(at, end));
    at = end;
  }
  const ids = new Uint8Array((head.length + room) * idLength);
  ids.set(view.subarray(at));
  const history = new HistoryColumns(columns, ids, head.length);
  history.skills.push(...head.skills);
  history.phases.push(...head.phases);
  history.sessions.push(...head.sessions);
  history.agents.splice(0, history.agents.length, ...head.agents);
  history.queries.push(...head.queries);
  history.folders.push(...head.folders);
  history.offers.push(...head.offers);
  history.rejections = head.rejections;
  return { history, keys: head.keys };
}

function parseHead(text: string): Head | undefined {
  try {
    const head = JSON.parse(text) as Partial<Head>;
    return head.version === 4 ? (head as Head) : undefined;
  } catch {
    return undefined;
  }
}

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
