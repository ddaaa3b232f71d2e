import assert from "node:assert/strict";
import { test } from "node:test";
import type { SettingId } from "../../src/contributions";
import { embeddingOf, ignoreRule, readSettings, settingRules } from "../../src/settings";

const bad: Readonly<Record<SettingId, readonly unknown[]>> = {
  "sessionBuddy.enabled": ["yes", 1, null],
  "sessionBuddy.arguments": ["all", 3, []],
  "sessionBuddy.ignore": ["ls", [1], {}],
  "sessionBuddy.phases": [[], [""], "setup", [["x"]]],
  "sessionBuddy.storage": ["cloud", 0],
  "sessionBuddy.backend": ["session-buddy-mcp", true],
  "sessionBuddy.mcpServer": [
    ...["", "localhost: 8678", "http://localhost: 8678", "http://10.0.0.1:8678", "node mcp.cjs"],
    ...["http://a:b@localhost/", "file:///mcp", 8678, [], [""], ["node", 1], ["no\0de"], {}],
  ],
  "sessionBuddy.maxRecommendations": [0, 21, 2.5, "5", Number.NaN],
  "sessionBuddy.minSimilarity": [-0.1, 1.1, "0.3", Number.NaN],
  "sessionBuddy.enablePhaseAware": ["no", 0],
  "sessionBuddy.enableExploration": ["yes", 1],
  "sessionBuddy.phaseWeight": [-0.1, 2, null],
  "sessionBuddy.ranking": ["best", 0],
  "sessionBuddy.embedding": ["cloud", true],
  "sessionBuddy.embeddingEndpoint": [
    ...["", "localhost:11434", "ftp://localhost/", "https://example.com/v1/embeddings"],
    ...["http://localhost.example.com/", "http://10.0.0.1/", "http://a:b@localhost/", 11434],
  ],
  "sessionBuddy.embeddingModel": ["", " ", "m".repeat(201), null],
  "sessionBuddy.sharedBaselines": [1, null, "https://example.com/team", "~/team", "a\nb", "\0"],
  "sessionBuddy.runImmediately": ["no", 0],
  "sessionBuddy.checkpoints.onClose": ["yes", 1],
  "sessionBuddy.checkpoints.remindAfterMinutes": [-1, 1.5, 1441, "30"],
  "sessionBuddy.notifyBelowBaseline": ["yes", 1],
  "sessionBuddy.quality.coverageFiles": ["lcov.info", [1], {}],
  "sessionBuddy.statusBar": [null, "on"],
};

test("every setting out of range falls back to its default and is reported once, alone", () => {
  for (const [id, values] of Object.entries(bad) as [SettingId, readonly unknown[]][]) {
    for (const value of values) {
      const reported: unknown[] = [];
      const settings = readSettings(
        (asked) => (asked === id ? value : undefined),
        (invalid, given) => reported.push([invalid, given]),
      );
      assert.deepEqual(settings[id], settingRules[id].fallback, `${id} = ${String(value)}`);
      assert.deepEqual(reported, [[id, value]]);
    }
  }
});

test("a folder is taken as it is, without the blanks around it", () => {
  for (const path of [
    "",
    "team/baselines",
    "../team",
    "/mnt/team share",
    "C:\\team",
    "\\\\host\\t",
  ]) {
    const settings = readSettings(
      (id) => (id === "sessionBuddy.sharedBaselines" ? ` ${path} ` : undefined),
      () => assert.fail(`${path} is valid`),
    );
    assert.equal(settings["sessionBuddy.sharedBaselines"], path);
  }
});

test("an endpoint is chosen with its address and its model, and only when it is asked for", () => {
  const chosen = (embedding: string) => {
    const raw: Partial<Record<SettingId, unknown>> = {
      "sessionBuddy.embedding": embedding,
      "sessionBuddy.embeddingEndpoint": " http://127.0.0.1:8080/v1/embeddings ",
      "sessionBuddy.embeddingModel": " all-minilm ",
    };
    const settings = readSettings(
      (id) => raw[id],
      () => assert.fail("nothing is invalid"),
    );
    return embeddingOf((id) => settings[id]);
  };
  assert.deepEqual(["bundled", "words"].map(chosen), [{ type: "bundled" }, { type: "words" }]);
  assert.deepEqual(chosen("endpoint"), {
    type: "endpoint",
    url: "http://127.0.0.1:8080/v1/embeddings",
    model: "all-minilm",
  });
});

test("lists are trimmed and lose their doubles", () => {
  const settings = readSettings(
    (id) => (id === "sessionBuddy.phases" ? [" plan ", "plan", "do"] : undefined),
    () => assert.fail("nothing is invalid"),
  );
  assert.deepEqual(settings["sessionBuddy.phases"], ["plan", "do"]);
});

test("an ignored name is exact, or begins as the pattern does before its star", () => {
  const isIgnored = ignoreRule(["ls", "kubectl *", "git status"]);
  assert.deepEqual(
    ["ls", "lsof", "kubectl get", "kubectl", "git status", "git stash"].map(isIgnored),
    [true, false, true, false, true, false],
  );
});
