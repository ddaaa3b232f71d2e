import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { insideOf } from "../../../src/follow/inside";

const same = (path: string): string => path;

test("a folder is inside when it is the root or below it, not when its name only begins alike", () => {
  const isInside = insideOf(["/home/dev/app"], same);
  assert.deepEqual(
    [
      ...["/home/dev/app", "/home/dev/app/", "/home/dev/app/src", "/home/dev/app/..fixtures"],
      ...["/home/dev/app-2", "/home/dev", "/home/dev/app/../other", "app", ""],
    ].map(isInside),
    [true, true, true, true, false, false, false, false, false],
  );
});

test("links are seen through, on either side", (t) => {
  const base = realpathSync(mkdtempSync(join(tmpdir(), "inside-")));
  t.after(() => rmSync(base, { recursive: true }));
  mkdirSync(join(base, "real", "src"), { recursive: true });
  symlinkSync(join(base, "real"), join(base, "link"));
  const real = (path: string): string => realpathSync(path);
  assert.ok(insideOf([join(base, "link")], real)(join(base, "real", "src")));
  assert.ok(insideOf([join(base, "real")], real)(join(base, "link", "src")));
  assert.ok(!insideOf([join(base, "real", "src")], real)(join(base, "link")));
});
