import type { AgentSignal, DocumentFormat, LogFormat, LogReader } from "../agents/model";
import { sha256 } from "../base/sha256";
import type { FileFacts, LogFiles } from "./files";
import { LineCutter } from "./lines";
import type { Position } from "./position";
import { WantedRuns, type Wish } from "./wanted";

/** As much of the beginning as tells two files apart. */
const headBytes = 512;
/** A document larger than this is left alone: it would have to be held whole. 64 MiB. */
const maxDocumentBytes = 64 << 20;

/** Pieces of a companion that are read at most: they are smaller than one. */
const maxCompanionPieces = 2;
/** Read of one log at once, so that what it tells is written down before there is much of it. 32 MiB. */
const maxBytesAtOnce = 32 << 20;

/** What a tail is told to do with what it finds. */
export interface TailParts {
  readonly files: LogFiles;
  readonly path: string;
  readonly wish: Wish;
  readonly emit: (signal: AgentSignal) => void;
}

/** Where a file is read from next, and with what in mind. */
export function readOn(
  parts: TailParts,
  format: LogFormat | DocumentFormat,
  facts: FileFacts,
  position: Position | undefined,
): Position | undefined {
  return "open" in format
    ? readLines(parts, format, facts, position)
    : readDocument(parts, format, facts, position);
}

/**
 * Reads the new whole lines of a log. A file that became shorter or another one is read anew; runs
 * that were told before have the same ids and change nothing.
 */
function readLines(
  parts: TailParts,
  format: LogFormat,
  facts: FileFacts,
  known: Position | undefined,
): Position | undefined {
  const { files, path, wish, emit } = parts;
  const position = known && isSameFile(parts, facts, known) ? known : undefined;
  if (position !== undefined && facts.size <= position.offset) return position;
  const companion = companionOf(format, path, files);
  const reader: LogReader = format.open({ path, companion }, position?.reader);
  const wanted = new WantedRuns(position?.unwanted);
  const cutter = new LineCutter((line) => {
    if (line === undefined || line === "") return;
    for (const signal of reader.read(line)) if (wanted.admits(signal, wish)) emit(signal);
  });
  const from = position?.offset ?? 0;
  let read = 0;
  const now = files.read(path, from, (bytes) => {
    cutter.take(bytes);
    read += bytes.length;
    return read < maxBytesAtOnce || cutter.consumed === 0;
  });
  const offset = from + cutter.consumed;
  return {
    ...headOf(parts, now, offset, position),
    format: format.id,
    offset,
    reader: reader.state(),
    unwanted: wanted.state(),
  };
}

/** What the small file beside a log holds; it may come after the log, and then counts from then on. */
function companionOf(format: LogFormat, path: string, files: LogFiles): unknown {
  const companion = format.companionOf?.(path);
  if (companion === undefined || files.facts(companion) === undefined) return undefined;
  const pieces: Buffer[] = [];
  files.read(companion, 0, (bytes) => pieces.push(Buffer.from(bytes)) < maxCompanionPieces);
  try {
    return JSON.parse(Buffer.concat(pieces).toString("utf8"));
  } catch {
    return undefined; // half written
  }
}

/** Reads a document that changed as a whole. One that is being written is read again later. */
function readDocument(
  parts: TailParts,
  format: DocumentFormat,
  facts: FileFacts,
  position: Position | undefined,
): Position | undefined {
  const { files, path, wish, emit } = parts;
  const { size, modifiedMs, identity } = facts;
  const isOld = position?.offset === size && position.modifiedMs === modifiedMs;
  if (isOld || size > maxDocumentBytes) return position;
  const pieces: Buffer[] = [];
  files.read(path, 0, (bytes) => pieces.push(Buffer.from(bytes)) > 0);
  const wanted = new WantedRuns();
  const { signals } = format.read(Buffer.concat(pieces).toString("utf8"), { path });
  for (const signal of signals) if (wanted.admits(signal, wish)) emit(signal);
  const head = { identity, head: "", headBytes: 0 };
  return { ...head, format: format.id, offset: size, modifiedMs, reader: null, unwanted: [] };
}

function isSameFile(parts: TailParts, facts: FileFacts, position: Position): boolean {
  if (facts.size < position.offset) return false;
  if (facts.identity === position.identity && facts.size === position.offset) return true;
  return hashOfHead(parts, position.headBytes) === position.head;
}

function headOf(
  parts: TailParts,
  facts: FileFacts,
  offset: number,
  position: Position | undefined,
): Pick<Position, "identity" | "head" | "headBytes"> {
  const { identity } = facts;
  if (position?.headBytes === headBytes) return { identity, head: position.head, headBytes };
  const bytes = Math.min(headBytes, offset);
  return { identity, head: hashOfHead(parts, bytes), headBytes: bytes };
}

function hashOfHead({ files, path }: TailParts, length: number): string {
  if (length === 0) return "";
  let head = "";
  const take = (bytes: Buffer): boolean => {
    head = sha256(bytes.toString("latin1", 0, length));
    return false;
  };
  // Asked whenever a log grew: no more is read than is looked at.
  files.read(path, 0, take, length);
  return head;
}
