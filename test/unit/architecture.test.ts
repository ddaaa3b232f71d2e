import assert from "node:assert/strict";
import { test } from "node:test";
import { build } from "esbuild";
import { findCycle, readSources, type Source } from "../support/sources";

const sources = readSources();

const tracker = ["src/tracker", "src/tracker/model.ts"] as const;
const store = ["src/store", "src/store/database.ts"] as const;
const node = (...names: string[]): string[] => names.map((name) => `node:${name}`);

/**
 * Who may import whom, types included: each folder (or file) with what it may reach outside of
 * itself. The longest name that fits a path decides. `eslint.config.mjs` says the same in the
 * editor, as doors that are closed; what is not open here is closed.
 */
const map: Readonly<Record<string, readonly string[]>> = {
  "src/base": node("crypto"),
  "src/tracker/model.ts": [],
  "src/tracker": ["src/base", ...tracker, "unbash"],
  "src/tracker/signals": ["src/base", ...tracker, "vscode"],
  "src/store": ["src/base", ...tracker, ...store, ...node("crypto", "fs", "os", "path", "zlib")],
  "src/store/database.ts": ["src/base", ...store, "sql.js"],
  "src/analysis": ["src/base", ...tracker],
  "src/recommend": ["src/base", ...tracker, "src/analysis"],
  "src/agents": ["src/base", ...tracker],
  "src/follow": [
    ...["src/base", ...tracker, "src/agents"],
    ...node("crypto", "fs", "os", "path", "worker_threads"),
  ],
  "src/remote": [
    ...["src/base", ...tracker, "@modelcontextprotocol/client"],
    ...["@modelcontextprotocol/client/stdio", ...node("fs", "os", "path", "worker_threads")],
  ],
  "src/hooks": [
    ...["src/base", ...tracker, "src/agents", "jsonc-parser"],
    ...node("child_process", "crypto", "fs", "http", "net", "path"),
  ],
  "src/git": ["src/base", ...tracker, "simple-git", ...node("fs", "path")],
  "src/quality": ["src/base", ...tracker],
  "src/worker": [
    ...["src/base", ...tracker, ...store, "src/analysis", "src/quality", "src/recommend"],
    "src/storagePlace.ts",
    ...node("crypto", "fs", "path", "worker_threads"),
  ],
  "src/snapshot": ["src/base", ...tracker, "src/analysis", "src/recommend", "src/worker"],
  "src/serve": [
    ...["src/base", ...tracker, "src/analysis", "src/recommend", "src/remote", "src/snapshot"],
  ],
  "src/serve/mcp": [
    ...["src/base", ...tracker, "src/analysis", "src/recommend", "src/worker", "src/views/model"],
    ...["src/storagePlace.ts", "@modelcontextprotocol/server", "zod/v4", ...node("path")],
  ],
  "src/serve/mcp/options.ts": [
    ...[...tracker, "src/serve/mcp", "src/environment.ts"],
    ...node("path", "util"),
  ],
  "src/serve/mcp/main.ts": [
    ...["src/base", ...tracker, "src/worker", "src/serve/mcp", "src/serve/mcp/options.ts"],
    ...["@modelcontextprotocol/server/stdio", ...node("fs", "path")],
  ],
  "src/views/model": [
    ...["src/base", ...tracker, "src/agents", "src/analysis", "src/git", "src/recommend"],
    "src/snapshot",
  ],
  "src/views": [
    ...["src/base", ...tracker, "src/agents", "src/analysis", "src/recommend", "src/snapshot"],
    ...["src/contributions.ts", "src/environment.ts", "src/hooks", "src/serve", "src/settings.ts"],
    ...["src/git", "src/storagePlace.ts", "src/views/model"],
    ...node("crypto", "fs", "os", "path"),
    "vscode",
  ],
  "src/contributions.ts": ["src/recommend", "src/remote"],
  "src/settings.ts": ["src/contributions.ts", ...tracker, "src/recommend", "src/remote"],
  "src/environment.ts": ["src/contributions.ts", "src/remote", ...node("path")],
  "src/storagePlace.ts": node("path"),
  "src/extension.ts": [
    ...["src/base", ...tracker, "src/tracker/signals", "src/worker", "src/snapshot"],
    ...["src/serve", "src/settings.ts", "src/agentParts.ts", "src/remoteParts.ts"],
    ...["src/git", "src/hooks", "src/quality", "src/views", "vscode"],
  ],
  "src/remoteParts.ts": [
    ...["src/base", ...tracker, "src/contributions.ts", "src/remote"],
    ...node("crypto"),
  ],
  "src/agentParts.ts": [
    ...["src/base", ...tracker, "src/agents", "src/follow", "src/views"],
    ...node("os", "path"),
  ],
  media: ["src/views/model", "media/report/controls.ts"],
  "media/report/controls.ts": ["media", "@vscode/webview-ui-toolkit"],
};
const placesLongestFirst = Object.keys(map).sort((left, right) => right.length - left.length);

/** The row of the map a path belongs to; a package is its own. */
function placeOf(path: string): string {
  if (!/^(src|media)\//.test(path)) return path;
  const place = placesLongestFirst.find((one) => path === one || path.startsWith(`${one}/`));
  assert.ok(place, `${path} has no place in the map`);
  return place;
}

function forbiddenImports(given: readonly Source[]): readonly string[] {
  return given.flatMap(({ path, imports }) => {
    const place = placeOf(path);
    const open = [place, ...(map[place] ?? [])];
    return imports
      .filter((target) => !open.includes(placeOf(target)))
      .map((target) => `${path} imports ${target}`);
  });
}

test("every import, also of a type, goes where the map allows it", () => {
  assert.ok(sources.length > 100);
  assert.deepEqual(forbiddenImports(sources), []);
});

test("the map holds what the architecture promises", () => {
  const mayImport = (target: string): readonly string[] =>
    Object.entries(map)
      .filter(([, open]) => open.includes(target))
      .map(([place]) => place);
  assert.deepEqual(mayImport("vscode"), ["src/tracker/signals", "src/views", "src/extension.ts"]);
  assert.deepEqual(mayImport("sql.js"), ["src/store/database.ts"]);
  assert.deepEqual(mayImport("simple-git"), ["src/git"]);
  assert.deepEqual(mayImport("@vscode/webview-ui-toolkit"), ["media/report/controls.ts"]);
  assert.deepEqual(mayImport("src/extension.ts"), []);
  assert.deepEqual(mayImport("src/store"), ["src/store", "src/store/database.ts", "src/worker"]);
});

test("an import through a closed door is found", () => {
  const text = "";
  assert.deepEqual(
    forbiddenImports([
      { path: "src/views/model/row.ts", text, imports: ["vscode", "src/tracker/model.ts"] },
      { path: "src/tracker/model.ts", text, imports: ["src/base/clock.ts"] },
      { path: "src/store/live.ts", text, imports: ["sql.js", "src/store/database.ts"] },
      { path: "src/views/views.ts", text, imports: ["src/extension.ts", "src/store/files.ts"] },
    ]),
    [
      "src/views/model/row.ts imports vscode",
      "src/tracker/model.ts imports src/base/clock.ts",
      "src/store/live.ts imports sql.js",
      "src/views/views.ts imports src/extension.ts",
      "src/views/views.ts imports src/store/files.ts",
    ],
  );
});

test("no file imports itself over others, not even for a type", () => {
  assert.deepEqual(findCycle(sources), undefined);
  const circle = [
    { path: "a", imports: ["b"] },
    { path: "b", imports: ["x", "c"] },
    { path: "c", imports: ["b"] },
  ];
  assert.deepEqual(findCycle(circle), ["b", "c", "b"]);
});

test("no file is longer than 250 lines", () => {
  const long = sources
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split("\n").length }))
    .filter(({ lines }) => lines > 250);
  assert.deepEqual(long, []);
});

test("every file of code has exports with names, of its own, and a name that says what it holds", () => {
  for (const { path, text } of sources) {
    if (!/(?<!\.d)\.ts$/.test(path)) continue;
    assert.doesNotMatch(path, /\/(utils?|helpers?|misc|common|index)\.ts$/);
    assert.doesNotMatch(text, /^export default\b|\bas default\b/m, `${path} has a default export`);
    const statements = text.match(/^(?:import|export|const|let|function|class|type)\b.*$/gm) ?? [];
    const passedOn = statements.filter((line) => /^export (?:type )?(?:\*|\{)/.test(line));
    const own = statements.filter((line) => !/^(?:import|export (?:type )?(?:\*|\{))/.test(line));
    assert.ok(passedOn.length === 0 || own.length > 0, `${path} only passes on what others export`);
  }
});

/** The files of `src` and packages whose code ends up in a bundle; what is dropped does not count. */
async function contentOf(entry: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [entry],
    outdir: "out/unwritten",
    bundle: true,
    write: false,
    metafile: true,
    platform: entry.startsWith("media") ? "browser" : "node",
    external: ["vscode"],
    loader: { ".ttf": "empty" },
    logLevel: "error",
  });
  return Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([path]) => path),
  );
}

test("the extension carries no database and no analysis of the whole history: those are the worker's", async () => {
  const [extension, worker] = await Promise.all([
    contentOf("src/extension.ts"),
    contentOf("src/worker/worker.ts"),
  ]);
  // What a setting can be, an address among them, and which ranking this session has, the window
  // decides itself.
  const light =
    /^src\/recommend\/(?:model|embed\/remote|experiments\/(?:assign|lifecycle|metrics|model|stored|strategies))\.ts$/;
  const heavy =
    /sql\.js|^src\/(?:recommend|store\/(?:database|migrations|schema|live|fold|compact)|analysis\/(?:report|skills|timeline|heatmap|transitions))/;
  assert.deepEqual(
    extension.filter((path) => heavy.test(path) && !light.test(path)),
    [],
  );
  assert.ok(worker.filter((path) => heavy.test(path)).length > 10);
  assert.deepEqual(
    worker.filter((path) => /^src\/(?:views|snapshot|serve|extension)/.test(path)),
    [],
  );
});

test("the MCP server carries neither database nor ranking: those are the worker's", async () => {
  const server = await contentOf("src/serve/mcp/main.ts");
  const heavy =
    /sql\.js|^src\/(?:store\/(?:database|migrations|schema|live|fold|compact)|worker\/service)/;
  assert.deepEqual(
    server.filter((path) => heavy.test(path) || /^src\/recommend\/recommend/.test(path)),
    [],
  );
  assert.ok(server.includes("src/store/journal.ts"));
});

test("the page carries its own model and little else of the sources", async () => {
  const page = await contentOf("media/report/main.ts");
  assert.ok(page.some((path) => path.startsWith("src/views/model/report/")));
  const others = page.filter((path) => /^src\/(?!views\/model\/)/.test(path));
  assert.deepEqual(others.sort(), [
    "src/agents/labels.ts",
    "src/agents/model.ts",
    "src/analysis/outcomes.ts",
    "src/analysis/rates.ts",
    "src/base/assert.ts",
    "src/tracker/model.ts",
  ]);
});

test("every file of code is reached from the extension, one of its threads, the MCP server or the page", () => {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const entries = [
    ...["src/extension.ts", "src/worker/worker.ts", "src/serve/mcp/main.ts"],
    ...["src/follow/thread.ts", "src/remote/thread.ts", "media/report/main.ts"],
  ];
  const reached = new Set<string>();
  const visit = (path: string): void => {
    const source = byPath.get(path);
    if (source === undefined || reached.has(path)) return;
    reached.add(path);
    source.imports.forEach(visit);
  };
  entries.forEach(visit);
  const lost = sources.map(({ path }) => path).filter((path) => !reached.has(path));
  assert.deepEqual(
    lost.filter((path) => /(?<!\.d)\.ts$/.test(path)),
    [],
  );
});
