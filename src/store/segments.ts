import { join } from "node:path";
import { decodeLines } from "./codec";
import { readFrom, type Files } from "./files";
import { parseSegmentFile, type Layout, type SegmentName } from "./layout";
import { errorCode } from "./problem";
import { parseNumberedRecord, type NumberedRecord } from "./recordShape";
import { journalVersion, type SegmentHeader } from "./segmentFile";

/** A segment as a directory listing showed it. */
export interface Segment extends SegmentName {
  readonly path: string;
  /** A later segment of the same writer was there too, so nothing is added to this one. */
  readonly sealed: boolean;
}

/** @returns all segments by writer, then number. None when there is no journal. */
export function listSegments(files: Files, { journalFolder }: Layout): readonly Segment[] {
  let names: readonly string[];
  try {
    names = files.readdirSync(journalFolder);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
  const found = names
    .flatMap((file) => {
      const name = parseSegmentFile(file);
      return name ? [{ ...name, path: join(journalFolder, file) }] : [];
    })
    .sort((a, b) => (a.writer === b.writer ? a.number - b.number : a.writer < b.writer ? -1 : 1));
  return found.map((segment, at) => ({
    ...segment,
    sealed: found[at + 1]?.writer === segment.writer,
  }));
}

/** Where reading a segment has come to. */
export interface SegmentPosition {
  /** Bytes read. */
  readonly offset: number;
  readonly header: SegmentHeader | undefined;
  /** The greatest sequence number in it; 0 when there is none. */
  readonly lastSequence: number;
  readonly damagedLines: number;
  /** Of a later version, or a copy under another writer's name: neither read nor removed. */
  readonly alien: boolean;
}

export const segmentStart: SegmentPosition = {
  offset: 0,
  header: undefined,
  lastSequence: 0,
  damagedLines: 0,
  alien: false,
};

/**
 * Reads what was appended after `from`. A line still being written is left for the next time.
 *
 * @returns undefined when the segment is gone: another process folded it.
 */
export function readSegment(
  files: Files,
  segment: Segment,
  from: SegmentPosition,
  onRecord: (record: NumberedRecord) => void,
): SegmentPosition | undefined {
  if (from.alien) return from;
  const bytes = bytesFrom(files, segment.path, from.offset);
  if (!bytes) return undefined;
  let { header, lastSequence } = from;
  let malformed = 0;
  let alien = false;
  const { consumed, damaged } = decodeLines(bytes, (value) => {
    if (alien) return;
    if (isHeader(value)) {
      alien = value.version > journalVersion || value.writer !== segment.writer;
      header = value;
      return;
    }
    const record = parseNumberedRecord(value);
    if (!record) {
      malformed++;
      return;
    }
    lastSequence = Math.max(lastSequence, record.sequence);
    onRecord(record);
  });
  const damagedLines = from.damagedLines + damaged + malformed;
  return { offset: from.offset + consumed, header, lastSequence, damagedLines, alien };
}

function bytesFrom(files: Files, path: string, offset: number): Buffer | undefined {
  let fd: number;
  try {
    fd = files.openSync(path, "r");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
  try {
    return readFrom(files, fd, offset);
  } finally {
    files.closeSync(fd);
  }
}

/** Reads the first line alone, for whoever has to know the writer before reading on. */
export function readHeader(files: Files, { path }: Segment): SegmentHeader | undefined {
  let header: SegmentHeader | undefined;
  const bytes = bytesFrom(files, path, 0);
  const end = bytes?.indexOf(0x0a) ?? -1;
  if (!bytes || end < 0) return undefined;
  decodeLines(bytes.subarray(0, end + 1), (value) => {
    if (isHeader(value)) header = value;
  });
  return header;
}

function isHeader(value: unknown): value is SegmentHeader {
  return (
    typeof value === "object" &&
    value !== null &&
    "type" in value &&
    value.type === "segment" &&
    "writer" in value &&
    "version" in value &&
    typeof value.version === "number"
  );
}
