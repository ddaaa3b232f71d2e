import { randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { UserSecret } from "../recommend/model";
import { formatBaselines } from "../recommend/peers/file";
import { hashUser } from "../recommend/peers/identity";
import { ownBaseline } from "../recommend/peers/own";
import { errorCode } from "../store/problem";
import type { History } from "../tracker/history";
import type { BaselineToShare } from "./protocol";
import { hmacSha256 } from "./sharedFiles";

/** What this user would share of a history: the file as it would be written. */
export function baselineToShare(history: History, { id, salt }: UserSecret): BaselineToShare {
  const user = hashUser(id, salt, hmacSha256);
  const baseline = ownBaseline(history, user);
  return {
    name: `${user}.json`,
    text: formatBaselines([baseline]),
    skills: baseline.skills.length,
  };
}

/**
 * Puts a file into a folder as a whole: whoever reads the folder meanwhile sees the old one or the
 * new one. Makes the folder itself, but not those above it: a drive that is not there stays away.
 *
 * @throws {Error} of the file system; then nothing of it is left.
 */
export function writeWhole(folder: string, name: string, text: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
  }
  // A name with a dot in front is not read by anybody.
  const temporary = join(folder, `.${name}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    const file = openSync(temporary, "wx");
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, join(folder, name));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
