import assert from "node:assert/strict";
import { test } from "node:test";
import { folderNameOf, folderOf, isAbsolutePath, stemOf } from "../../../src/agents/path";

test("the names in a path, by whatever system it was written", () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ["/home/me/abc/events.jsonl", "events", "abc", "/home/me/abc"],
    ["C:\\Users\\me\\chat.2.json", "chat.2", "me", "C:\\Users\\me"],
    ["/repo/.aider.chat.history.md", ".aider.chat.history", "repo", "/repo"],
    ["/repo/.hidden", ".hidden", "repo", "/repo"],
    ["/a//b//c", "c", "b", "/a//b"],
    ["/file", "file", "", ""],
  ];
  for (const [path, stem, folderName, folder] of cases)
    assert.deepEqual(
      [stemOf(path), folderNameOf(path), folderOf(path)],
      [stem, folderName, folder],
    );
});

test("an absolute path is told from what else stands in its place", () => {
  for (const path of ["/work", "C:\\work", "c:/work", "\\\\host\\share"])
    assert.ok(isAbsolutePath(path), path);
  for (const text of ["", "work", "./work", "~/work", "[trimmed]", "C:work", "/a\nb", "/a\0b"])
    assert.ok(!isAbsolutePath(text), text);
});
