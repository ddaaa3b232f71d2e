import { join, resolve } from "node:path";
import { build } from "esbuild";
import { startWorkerThread, StoreClient } from "../../../src/worker/client";
import type { StoreWorkerData } from "../../../src/worker/protocol";
import { aWorkspace } from "../store/support";

let built: Promise<string> | undefined;

async function buildWorker(): Promise<string> {
  const outfile = join(aWorkspace(), "worker.cjs");
  await build({
    entryPoints: ["src/worker/worker.ts"],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    logLevel: "warning",
  });
  return outfile;
}

/** A client of the real worker, bundled once; it does not end by itself. */
export async function aRealClient(
  folder: string,
  changes: Partial<StoreWorkerData> = {},
  onTrouble?: (error: Error) => void,
): Promise<StoreClient> {
  built ??= buildWorker();
  const wasmPath = resolve("node_modules/sql.js/dist/sql-wasm.wasm");
  const embedding = { type: "bundled" } as const;
  const data = { folder, wasmPath, modelFolder: "/nowhere", embedding, ...changes };
  const never = () => ({ dispose: () => undefined });
  return new StoreClient(
    startWorkerThread(await built, () => data),
    never,
    onTrouble,
  );
}
