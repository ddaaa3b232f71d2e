import assert from "node:assert/strict";
import { test } from "node:test";
import {
  mostGivenFiles,
  pathInFolder,
  reportFiles,
  usualReportFiles,
} from "../../../src/quality/reportFiles";

test("a path below the folder has one spelling", () => {
  for (const [given, path] of [
    ["a/b.xml", "a/b.xml"],
    ["./a//b.xml", "a/b.xml"],
    ["a\\b.xml", "a/b.xml"],
    ["a/../b.xml", "b.xml"],
    [" out.info ", "out.info"],
    ["..a/b", "..a/b"],
  ] as const)
    assert.equal(pathInFolder(given), path, given);
});

test("a path that leaves the folder is refused", () => {
  for (const path of [
    ...["", " ", ".", "./", "..", "../a", "a/../../b", "/etc/passwd", "\\a", "C:\\a", "c:a"],
    ...["\\\\host\\share", "a\0b"],
  ])
    assert.equal(pathInFolder(path), undefined, path);
});

test("files of the setting come first, each file once, and what is refused is told", () => {
  const { files, problems } = reportFiles(["out/a.info", "../x", "./lcov.info"]);
  assert.deepEqual(files.slice(0, 2), ["out/a.info", "lcov.info"]);
  assert.equal(files.length, usualReportFiles.length + 1);
  assert.equal(new Set(files).size, files.length);
  assert.equal(problems.length, 1);
  assert.match(problems[0] ?? "", /^“\.\.\/x” is not read for coverage: it is no path in the w/);
});

test("more files than are looked at are refused", () => {
  const given = Array.from({ length: mostGivenFiles + 1 }, (_, at) => `file ${at}`);
  const { files, problems } = reportFiles(given);
  assert.ok(!files.includes(`file ${mostGivenFiles}`));
  assert.match(problems.join(), /^“file 20” is not read for coverage: at most 20 files/);
});

test("every usual file is a path of its own below the folder", () => {
  assert.deepEqual(usualReportFiles.map(pathInFolder), usualReportFiles);
});
