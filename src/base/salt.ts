import { getRandomValues } from "node:crypto";
import type { FillRandom } from "./ids";

/** 256 random bits as 64 hexadecimal digits. */
export function newSalt(fillRandom: FillRandom = (bytes) => void getRandomValues(bytes)): string {
  const bytes = new Uint8Array(32);
  fillRandom(bytes);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
