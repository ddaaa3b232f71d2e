import { mkdir } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { runHostTests } from "../host/lib/host-tests.mjs";
import { installVsix, makeProfile } from "../host/lib/profile.mjs";
import assert from "node:assert/strict";

const vsix = process.env["SESSION_BUDDY_VSIX"] ?? "session-buddy.vsix";
const probe = path.resolve("test/package/probe");

test(
  "the package installs and works in folders whose names have spaces and umlauts",
  { timeout: 180_000 },
  async () => {
    const profile = await makeProfile();
    try {
      const extensions = path.join(profile.folder, "extensions with spaces");
      const folder = path.join(profile.folder, "Ünser Projekt");
      await mkdir(folder);
      await installVsix({ ...profile, extensions }, vsix);
      const passed = await runHostTests(
        { ...profile, extensions },
        { extension: probe, tests: path.join(probe, "installed.cjs"), folder },
      );
      assert.ok(passed, "what ran in the window is printed above");
    } finally {
      await profile.remove();
    }
  },
);
