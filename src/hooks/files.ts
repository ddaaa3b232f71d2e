import { randomBytes } from "node:crypto";
import { promises as fs } from "node:fs";
import { basename, dirname, join } from "node:path";
import { HookError } from "./problem";

/** @returns the text of a file; undefined: it is not there. @throws HookError: it cannot be read. */
export async function readText(path: string): Promise<string | undefined> {
  let bytes: Buffer;
  try {
    bytes = await fs.readFile(path);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw new HookError({ type: "unreadable", detail: path }, error);
  }
  const text = bytes.toString("utf8");
  // What is no UTF-8 would not come back as it was.
  if (!Buffer.from(text).equals(bytes)) throw new HookError({ type: "unreadable", detail: path });
  return text;
}

/**
 * Puts a text in the place of a file, as a whole or not at all. A link stays a link, and the file
 * keeps its mode; a new one is for this user only.
 *
 * @returns the outermost folder that had to be made for it; undefined: none.
 * @throws HookError when it cannot be written; the file is then as it was.
 */
export async function replaceText(path: string, text: string): Promise<string | undefined> {
  let unfinished: string | undefined;
  try {
    const made = await fs.mkdir(dirname(path), { recursive: true });
    const target = await targetOf(path);
    unfinished = join(
      dirname(target),
      `.${basename(target)}.${randomBytes(6).toString("hex")}.tmp`,
    );
    const file = await fs.open(unfinished, "wx", 0o600);
    try {
      await file.writeFile(text);
      await file.chmod(await modeOf(target));
      await file.sync();
    } finally {
      await file.close();
    }
    await fs.rename(unfinished, target);
    return made;
  } catch (error) {
    if (unfinished !== undefined) await fs.rm(unfinished, { force: true }).catch(() => undefined);
    throw new HookError({ type: "not-writable", detail: path }, error);
  }
}

/**
 * Removes a file, and the folders that were made for it unless something is in them by now.
 *
 * @param made what `replaceText` returned.
 */
export async function removeFile(path: string, made: string | undefined): Promise<void> {
  try {
    await fs.rm(path, { force: true });
  } catch (error) {
    throw new HookError({ type: "not-writable", detail: path }, error);
  }
  if (made === undefined) return;
  try {
    for (let folder = dirname(path); folder.startsWith(made); folder = dirname(folder))
      await fs.rmdir(folder);
  } catch {
    // Somebody else put something there.
  }
}

/** A link to a file that is gone is taken for a file of its own. */
async function targetOf(path: string): Promise<string> {
  return fs.realpath(path).catch(() => path);
}

async function modeOf(path: string): Promise<number> {
  const mode = await fs.stat(path).then(
    (found) => found.mode,
    () => 0o600,
  );
  return mode & 0o777;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
