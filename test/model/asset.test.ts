import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { modelFolder } from "./packages";

/**
 * What has to come out, on every machine. Other weights are another model: then the id in the manifest
 * changes too, and with it every stored vector is made anew.
 */
const expected = {
  "model.json": "b9d4dbc49eb5bbe4dbd380b5169ac312ad5d66267b521fcb685cc35a59a80871",
  "pieces.txt": "845eafec82f4476a66297a59a53dea32c6e93330d349030d594a75f729b0220a",
  "weights.bin": "5baa938675248a005054123deaea4f589a8f5cf02b739d0c7b2d5b6c0f42def3",
};

const read = (name: string): Buffer => readFileSync(join(modelFolder(), name));

test("the same bytes come out on every machine", () => {
  const found = Object.fromEntries(
    Object.keys(expected).map((name) => [
      name,
      createHash("sha256").update(read(name)).digest("hex"),
    ]),
  );
  assert.deepEqual(found, expected);
});

test("the licence and the origin come along", () => {
  const names = [...Object.keys(expected), "LICENSE", "NOTICE"].sort();
  assert.deepEqual(readdirSync(modelFolder()).sort(), names);
  assert.match(read("LICENSE").toString("utf8"), /Apache License\s+Version 2\.0, January 2004/);
  assert.match(
    read("NOTICE").toString("utf8").replace(/\s+/g, " "),
    /Derived from Universal Sentence Encoder Lite \(Google, TF Hub\) via @energetic-ai\/model-embeddings-en; quantised to int8\./,
  );
});
