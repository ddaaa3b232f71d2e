import { createHmac } from "node:crypto";
import { promises } from "node:fs";
import { join } from "node:path";
import type { HmacSha256 } from "../recommend/peers/identity";

/** What a listing says of a file; when none of it changed, the file is taken to be the same. */
export interface ListedFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly mtimeMs: number;
}

/** Reads a shared folder. */
export interface SharedFiles {
  /** Its baseline files in no order. Rejects where the folder cannot be read. */
  list(folder: string): Promise<readonly ListedFile[]>;
  read(folder: string, name: string): Promise<string>;
}

/** Files that begin with a dot are half-written ones, or none of ours. */
const baselineName = /^[^.].*\.json$/i;

/** The folder on disk: of what is in it, regular files that end in `.json`. */
export const nodeSharedFiles: SharedFiles = {
  async list(folder) {
    const entries = await promises.readdir(folder, { withFileTypes: true });
    const names = entries.flatMap((entry) =>
      entry.isFile() && baselineName.test(entry.name) ? [entry.name] : [],
    );
    const files = await Promise.all(
      names.map(async (name) => {
        try {
          const { size, mtimeMs } = await promises.stat(join(folder, name));
          return [{ name, size, mtimeMs }];
        } catch (error) {
          // Somebody took it away meanwhile, for example to replace it.
          if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
          throw error;
        }
      }),
    );
    return files.flat();
  },
  read: (folder, name) => promises.readFile(join(folder, name), "utf8"),
};

export const hmacSha256: HmacSha256 = (key, text) =>
  createHmac("sha256", key).update(text, "utf8").digest("hex");
