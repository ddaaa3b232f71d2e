import assert from "node:assert/strict";
import { test } from "node:test";
import { formats } from "../../../src/follow/formats";
import { inboxFiles } from "../../../src/follow/inbox";

const names = (): readonly string[] => [
  "codex-2026-03-05.jsonl",
  "copilot-2026-03-05.jsonl",
  "copilot-2026-03-05.jsonl.bak",
  "claude-2026-03-05.jsonl",
  "codex.jsonl",
];
const found = (agents: readonly ("claude" | "codex" | "copilot")[]) =>
  inboxFiles({ folder: "/inbox", agents }, names).map(({ path, format }) => [path, format]);

test("of the inbox only files of the agents that are wanted are read, each by its own reader", () => {
  assert.deepEqual(found(["codex"]), [["/inbox/codex-2026-03-05.jsonl", "codex-hook-inbox"]]);
  assert.deepEqual(found(["claude", "codex", "copilot"]), [
    ["/inbox/codex-2026-03-05.jsonl", "codex-hook-inbox"],
    ["/inbox/copilot-2026-03-05.jsonl", "copilot-hook-inbox"],
  ]);
  assert.deepEqual(found([]), []);
});

test("a format is called what its reader says it is", () => {
  for (const [id, format] of Object.entries(formats)) assert.equal(format.id, id);
});
