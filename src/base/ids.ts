import { getRandomValues } from "node:crypto";

/** Fills `bytes` with random values; `crypto.getRandomValues` outside tests. */
export type FillRandom = (bytes: Uint8Array) => void;

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/**
 * Makes UUIDs of version 7 (RFC 9562 §5.7): 48 bits of milliseconds, a 12-bit counter, random rest.
 *
 * Ids made by one source sort in the order they were made, also within a millisecond and when the
 * wall clock steps back: the counter then goes on from the last millisecond used.
 */
export function uuidv7Source(
  nowMs: () => number,
  fillRandom: FillRandom = (bytes) => void getRandomValues(bytes),
): () => string {
  // Random bytes are drawn for many ids at once: one system call costs more than an id may.
  const pool = new Uint8Array(2048);
  let used = pool.length;
  let lastMs = -1;
  let counter = 0;
  return () => {
    if (used + 8 > pool.length) {
      fillRandom(pool);
      used = 0;
    }
    const ms = Math.max(Math.floor(nowMs()), lastMs);
    counter = ms === lastMs ? counter + 1 : 0;
    lastMs = counter > 0xfff ? ms + 1 : ms;
    if (counter > 0xfff) counter = 0;
    const time = lastMs.toString(16).padStart(12, "0");
    const byte = (at: number): string => hex[pool[used + at] ?? 0] ?? "00";
    const variant = hex[((pool[used] ?? 0) & 0x3f) | 0x80] ?? "80";
    const id =
      `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, "0")}-` +
      `${variant}${byte(1)}-${byte(2)}${byte(3)}${byte(4)}${byte(5)}${byte(6)}${byte(7)}`;
    used += 8;
    return id;
  };
}
