import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Workbench } from "./workbench";

/** What the extension keeps on disk, seen with other programs' eyes. */
export class DataFolder {
  constructor(readonly path: string) {}

  static inside(workspace: string): DataFolder {
    return new DataFolder(path.join(workspace, ".session-buddy"));
  }

  get exists(): boolean {
    return existsSync(this.path);
  }

  get database(): string {
    return path.join(this.path, "session-buddy.db");
  }

  /** Absolute paths of all files. */
  files(): readonly string[] {
    if (!this.exists) return [];
    return readdirSync(this.path, { recursive: true, encoding: "utf8" })
      .map((name) => path.join(this.path, name))
      .filter((file) => statSync(file).isFile());
  }

  /** Names of the files whose bytes contain a text. */
  filesWith(text: string): readonly string[] {
    return this.files()
      .filter((file) => readFileSync(file).includes(text))
      .map((file) => path.relative(this.path, file));
  }

  /** What the `sqlite3` program answers, columns separated by `|`, rows by line breaks. */
  ask(sql: string): string {
    return execFileSync("sqlite3", [this.database, sql], { encoding: "utf8" }).trim();
  }
}

/** Has the journals merged into the database file, and waits until they are. */
export async function mergeJournals(workbench: Workbench): Promise<void> {
  await workbench.run("Notifications: Clear All Notifications");
  await workbench.run("Session Buddy: Merge Journals into the Database Now");
  await workbench.notification(/merged|up to date/).waitFor({ timeout: 30_000 });
}
