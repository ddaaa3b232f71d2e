import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { readEnvironment } from "../../src/environment";

function read(env: Readonly<Record<string, string>>) {
  const told: string[] = [];
  return { ...readEnvironment(env, (sentence) => told.push(sentence)), told };
}

test("without variables, settings decide", () => {
  assert.deepEqual(read({}), { settings: {}, told: [] });
  assert.deepEqual(read({ SESSION_BUDDY_BACKEND: " " }), { settings: {}, told: [] });
});

test("variables go before settings", () => {
  const folder = join("/", "data", "here");
  const env = {
    SESSION_BUDDY_SKILLS_ENABLED: "Off",
    SESSION_BUDDY_BACKEND: "AUTO",
    SESSION_BUDDY_DB_PATH: join(folder, "session-buddy.db"),
  };
  const settings = { "sessionBuddy.enabled": false, "sessionBuddy.backend": "auto" };
  assert.deepEqual(read(env), { settings, dataFolder: folder, told: [] });
  assert.equal(read({ SESSION_BUDDY_DB_PATH: folder }).dataFolder, folder);
  assert.deepEqual(read({ SESSION_BUDDY_SKILLS_ENABLED: "yes" }).settings, {
    "sessionBuddy.enabled": true,
  });
});

test("a variable that cannot be used is told in one sentence, and the setting counts", () => {
  const env = {
    SESSION_BUDDY_SKILLS_ENABLED: "maybe",
    SESSION_BUDDY_BACKEND: "sqlite",
    SESSION_BUDDY_DB_PATH: "data/here",
  };
  assert.deepEqual(read(env), {
    settings: {},
    told: [
      "SESSION_BUDDY_SKILLS_ENABLED must be true or false; the setting counts instead.",
      "SESSION_BUDDY_BACKEND must be direct, mcp, auto or none; the setting counts instead.",
      "SESSION_BUDDY_DB_PATH must be an absolute path; the setting counts instead.",
    ],
  });
});
