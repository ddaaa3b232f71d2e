// The sample project, as a project of its own: a copy with a git history that nobody minds to spoil.
import { cp } from "node:fs/promises";
import path from "node:path";
import { hostFolder } from "./installed.mjs";
import { run } from "./run.mjs";

const sample = path.resolve(hostFolder, "../../sample");
const author = ["-c", "user.name=Sample", "-c", "user.email=sample@localhost"];

/**
 * Copies the sample project to a folder, which need not exist, and commits it there.
 *
 * @param {string} folder
 */
export async function copySample(folder) {
  await cp(sample, folder, { recursive: true });
  const git = (...args) => run("git", ["-C", folder, ...args]);
  await git("init", "--quiet", "--initial-branch=main");
  await git("add", ".");
  await git(...author, "commit", "--quiet", "--no-gpg-sign", "--message=feat: add the sample");
}
