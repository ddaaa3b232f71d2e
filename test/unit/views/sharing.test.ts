import assert from "node:assert/strict";
import { test } from "node:test";
import { Sharing } from "../../../src/views/sharing";

/** The state that all windows of a machine have in common. */
function aMachine() {
  const kept = new Map<string, unknown>();
  let made = 0;
  const aWindow = (folder: () => string | undefined): Sharing =>
    new Sharing({
      state: {
        get: <T>(key: string, fallback?: T) => (kept.get(key) as T | undefined) ?? fallback,
        update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
      },
      userId: "anna",
      newSalt: () => `salt ${++made}`,
      folder,
    });
  return { kept, aWindow };
}

test("nothing is made or kept until there is a folder", () => {
  const { kept, aWindow } = aMachine();
  const at: { folder?: string } = {};
  const sharing = aWindow(() => at.folder);
  assert.equal(sharing.place, undefined);
  assert.equal(kept.size, 0);
  at.folder = "/team";
  const place = { folder: "/team", user: { id: "anna", salt: "salt 1" } };
  assert.deepEqual(sharing.place, place);
  assert.deepEqual(sharing.place, place);
});

test("all windows of a machine have one salt, also later; another machine has another", () => {
  const { aWindow, kept } = aMachine();
  const folders = ["/team", "/other"].map((folder) => aWindow(() => folder).place);
  assert.deepEqual(
    folders.map((place) => place?.user.salt),
    ["salt 1", "salt 1"],
  );
  kept.set("salt", 7);
  assert.equal(aWindow(() => "/team").place?.user.salt, "salt 2");
});
