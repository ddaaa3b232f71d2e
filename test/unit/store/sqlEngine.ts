import { readFileSync } from "node:fs";
import { loadSqlEngine, type SqlEngine } from "../../../src/store/database";

let loaded: Promise<SqlEngine> | undefined;

/** The real SQLite, loaded once. */
export function sqlEngine(): Promise<SqlEngine> {
  loaded ??= loadSqlEngine(readFileSync("node_modules/sql.js/dist/sql-wasm.wasm"));
  return loaded;
}
