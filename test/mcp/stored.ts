import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readInvocations } from "../../src/store/readInvocations";
import type { Invocation } from "../../src/tracker/model";
import { aStore } from "../fault/setup";

/** A new empty project; removed by the caller. */
export function aProject(): {
  readonly project: string;
  readonly folder: string;
  readonly remove: () => void;
} {
  const project = mkdtempSync(join(tmpdir(), "session-buddy-mcp-"));
  return {
    project,
    folder: join(project, ".session-buddy"),
    remove: () => {
      rmSync(project, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Everything a data folder holds, read anew from its files, by id. */
export async function readAll(folder: string): Promise<ReadonlyMap<string, Invocation>> {
  const { view } = await aStore(folder);
  const { db, history } = view.refresh();
  const ids = Array.from({ length: history.length }, (_, row) => history.idAt(row));
  const found = readInvocations(db, ids);
  view.unload();
  const byId = new Map(found.map((invocation) => [invocation.id, invocation]));
  if (byId.size !== history.length) throw new Error("An invocation is there twice.");
  return byId;
}
