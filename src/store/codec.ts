import * as zlib from "node:zlib";

/**
 * One journal line is `<crc32 as 8 hex digits> <json>\n`, the sum being over the bytes of the JSON.
 * JSON has no raw line feed, so after damage reading goes on at the next line.
 */
const prefixLength = 9;
const lineFeed = 0x0a;
const space = 0x20;
const brace = 0x7b;

const table = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** CRC-32 (ISO 3309), byte by byte: for hosts whose zlib does not have it. */
export function crc32ByTable(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

// Since Node 20.15 and 22.2; looked up by name because older hosts lack the export.
const native = Object.entries(zlib).find(([name]) => name === "crc32")?.[1];

/** CRC-32 (ISO 3309) of `bytes`, 0 to 2^32 − 1. */
export const crc32: (bytes: Uint8Array) => number =
  typeof native === "function" ? (bytes) => zlib.crc32(bytes) : crc32ByTable;

let scratch = Buffer.allocUnsafe(65_536);

/**
 * @param json one JSON text, without line feeds.
 * @returns the line, in a buffer that the next call uses again: write it or copy it first.
 */
export function encodeLine(json: string): Buffer {
  const most = json.length * 3 + prefixLength + 1;
  if (most > scratch.length) scratch = Buffer.allocUnsafe(most * 2);
  const end = prefixLength + scratch.write(json, prefixLength, "utf8");
  const sum = crc32(scratch.subarray(prefixLength, end));
  scratch.write(`${sum.toString(16).padStart(8, "0")} `, 0, "latin1");
  scratch[end] = lineFeed;
  return scratch.subarray(0, end + 1);
}

/** What became of a stretch of bytes. */
export interface Decoded {
  /** Bytes up to and including the last line feed; a line still being written begins here. */
  readonly consumed: number;
  /** Complete lines that do not match their sum. Empty lines do not count. */
  readonly damaged: number;
}

/** Gives `onValue` the value of every intact line, in order; skips damaged ones. Never throws itself. */
export function decodeLines(bytes: Buffer, onValue: (value: unknown) => void): Decoded {
  let at = 0;
  let damaged = 0;
  for (;;) {
    const end = bytes.indexOf(lineFeed, at);
    if (end < 0) return { consumed: at, damaged };
    if (!decodeOne(bytes, at, end, onValue) && end > at) {
      damaged++;
      resync(bytes, at + 1, end, onValue);
    }
    at = end + 1;
  }
}

function decodeOne(
  bytes: Buffer,
  from: number,
  end: number,
  onValue: (value: unknown) => void,
): boolean {
  const json = from + prefixLength;
  if (end <= json || bytes[json - 1] !== space || bytes[json] !== brace) return false;
  const sum = bytes.toString("latin1", from, json - 1);
  if (!/^[0-9a-f]{8}$/.test(sum)) return false;
  if (crc32(bytes.subarray(json, end)) !== Number.parseInt(sum, 16)) return false;
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8", json, end));
  } catch {
    return false;
  }
  onValue(value);
  return true;
}

/** A lost line feed joins two lines: the second one is still whole. */
function resync(bytes: Buffer, from: number, end: number, onValue: (value: unknown) => void): void {
  let json = bytes.indexOf(" {", from + prefixLength - 1) + 1;
  while (json > 0 && json < end) {
    if (decodeOne(bytes, json - prefixLength, end, onValue)) return;
    json = bytes.indexOf(" {", json) + 1;
  }
}
