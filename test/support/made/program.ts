import { readFileSync } from "node:fs";
import { loadSqlEngine } from "../../../src/store/database";
import { factLines } from "./facts";
import { writeMadeHistory } from "./folder";
import type { MadeOptions } from "./runs";

/** What the command line asks for. */
export interface Asked extends MadeOptions {
  /** Absolute. */
  readonly folder: string;
  /** Absolute path of sql-wasm.wasm. */
  readonly wasmPath: string;
  readonly isForced: boolean;
  /** Hears how many runs are written. */
  readonly onProgress: (runs: number) => void;
}

/** Writes a made-up history. @returns what to tell of it, line by line. */
export async function makeHistory(asked: Asked): Promise<readonly string[]> {
  const engine = await loadSqlEngine(readFileSync(asked.wasmPath));
  const folder = writeMadeHistory(asked, { ...asked, engine });
  const made = `${asked.rows.toLocaleString("en")} runs over ${asked.days} days in ${folder}`;
  return asked.isPlain ? [made] : [made, ...factLines().map((line) => `- ${line}`)];
}
