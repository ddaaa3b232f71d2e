import assert from "node:assert/strict";
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, beforeEach, test } from "node:test";
import { readText, removeFile, replaceText } from "../../../src/hooks/files";
import { HookError } from "../../../src/hooks/problem";

let folder = "";
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  folder = mkdtempSync(join(tmpdir(), "hook-files-"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const modeOf = (path: string): number => statSync(path).mode & 0o777;
const isProblem = (type: string) => (error: unknown) =>
  error instanceof HookError && error.problem.type === type;

test("a new file is for this user only, in folders that go with it", async () => {
  const path = join(folder, "a", "b", "settings.json");
  const made = await replaceText(path, "{}");
  assert.equal(made, join(folder, "a"));
  assert.equal(modeOf(path), 0o600);
  await removeFile(path, made);
  assert.deepEqual(readdirSync(folder), []);
});

test("folders in which somebody put something stay", async () => {
  const path = join(folder, "a", "b", "settings.json");
  const made = await replaceText(path, "{}");
  writeFileSync(join(folder, "a", "other"), "");
  await removeFile(path, made);
  assert.deepEqual(readdirSync(join(folder, "a")), ["other"]);
});

test("a file keeps its mode, and a link stays a link", async () => {
  const path = join(folder, "real.json");
  const link = join(folder, "link.json");
  writeFileSync(path, "old");
  chmodSync(path, 0o644);
  symlinkSync(path, link);
  assert.equal(await replaceText(link, "new"), undefined);
  assert.ok(lstatSync(link).isSymbolicLink());
  assert.equal(readFileSync(path, "utf8"), "new");
  assert.equal(modeOf(path), 0o644);
  assert.deepEqual(readdirSync(folder).sort(), ["link.json", "real.json"]);
});

test("what cannot be written is said, and leaves nothing behind", async () => {
  const path = join(folder, "taken");
  mkdirSync(path);
  await assert.rejects(replaceText(path, "{}"), isProblem("not-writable"));
  await assert.rejects(replaceText(join(folder, "x\0y"), "{}"), isProblem("not-writable"));
  assert.deepEqual(readdirSync(folder), ["taken"]);
});

test("a text is read as it is; what is no text is not", async () => {
  const path = join(folder, "settings.json");
  assert.equal(await readText(path), undefined);
  writeFileSync(path, "\ufeff{ä😀}\r\n");
  assert.equal(await readText(path), "\ufeff{ä😀}\r\n");
  writeFileSync(path, Buffer.from([0x7b, 0xff, 0x7d]));
  await assert.rejects(readText(path), isProblem("unreadable"));
  await assert.rejects(readText(folder), isProblem("unreadable"));
});
