import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import type { EmbeddingFigures } from "./embedding";
import { percentile, type Row } from "./row";

const processes = 5;

/** The figures of the text embedder, each from new processes; none where its model is not made. */
export async function run(folder = resolve("dist/model")): Promise<readonly Row[]> {
  if (!existsSync(join(folder, "model.json"))) {
    console.log("left out: there is no embedding model in dist/model (npm run build:model)");
    return [];
  }
  const root = mkdtempSync(join(tmpdir(), "session-buddy-bench-"));
  try {
    const script = join(root, "embedding.mjs");
    await build({
      entryPoints: ["test/bench/embedding.ts"],
      outfile: script,
      bundle: true,
      minify: true,
      platform: "node",
      format: "esm",
      logLevel: "warning",
    });
    const all = Array.from({ length: processes }, () => {
      const printed = execFileSync(process.execPath, [script, folder], { encoding: "utf8" });
      return JSON.parse(printed) as EmbeddingFigures;
    });
    return rowsOf(all, folder);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function rowsOf(all: readonly EmbeddingFigures[], folder: string): readonly Row[] {
  const median = (of: (figures: EmbeddingFigures) => number): number =>
    percentile(all.map(of), 0.5);
  const bytes = readdirSync(folder).reduce(
    (sum, name) => sum + statSync(join(folder, name)).size,
    0,
  );
  const how = `median of ${processes} new processes`;
  return [
    {
      what: "load the embedding model",
      value: median(({ loadCpuMs }) => loadCpuMs),
      unit: "CPU-ms",
      how: `${how}, from reading its files to the first answer`,
    },
    {
      what: "longest step of loading it",
      value: median(({ longestStepMs }) => longestStepMs),
      unit: "ms",
      how: `${how}, between two pauses`,
    },
    {
      what: "embed a query",
      value: median(({ queryCpuMs }) => queryCpuMs),
      unit: "CPU-ms",
      how: `${how}, mean of 200 queries of 13 pieces on average`,
    },
    {
      what: "memory of the embedding model",
      value: median(({ addedBytes }) => addedBytes) / 2 ** 20,
      unit: "MiB",
      how: `${how}, added to the resident set by loading and 200 queries`,
    },
    { what: "embedding model on disk", value: bytes / 1e6, unit: "MB", how: "files of dist/model" },
  ];
}
