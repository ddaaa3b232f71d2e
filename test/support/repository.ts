import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after } from "node:test";

/** A folder that git works in. */
export interface TestRepository {
  readonly folder: string;
  git(...given: readonly string[]): string;
  /** Commits everything, with a date of its own where one is given. */
  commit(message: string, atMs?: number): void;
  /** Commits nothing, with these variables. */
  commitAs(message: string, more: Readonly<Record<string, string>>): void;
  /** Makes many empty commits at once, oldest first, one for each time in milliseconds. */
  commitMany(timesMs: readonly number[]): void;
  write(path: string, content?: string): void;
}

/** What git is run with: nobody's settings but those of the test. */
export const gitEnvironment = {
  ...{ PATH: process.env["PATH"], HOME: "/nonexistent", XDG_CONFIG_HOME: "/nonexistent" },
};

/** A new, empty folder that goes with the test file. */
export function aFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "session-buddy-git-")));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A repository of git itself, on the branch `main`, without a commit. */
export function aRepository(): TestRepository {
  const folder = aFolder();
  const run = (given: readonly string[], more: Readonly<Record<string, string>> = {}): string =>
    execFileSync("git", given, {
      cwd: folder,
      encoding: "utf8",
      env: { ...gitEnvironment, ...more },
      stdio: ["ignore", "pipe", "ignore"],
    });
  run(["init", "--quiet", "--initial-branch=main"]);
  const somebody = "[user]\n\tname = Somebody\n\temail = somebody@example.com\n";
  appendFileSync(join(folder, ".git", "config"), somebody);
  return {
    folder,
    git: (...given) => run(given),
    commit: (message, atMs = Date.now()) => {
      const date = new Date(atMs).toISOString();
      run(["add", "--all"]);
      run(["commit", "--quiet", "--allow-empty", "--message", message], {
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_DATE: date,
      });
    },
    commitAs: (message, more) => {
      run(["commit", "--quiet", "--allow-empty", "--message", message], more);
    },
    commitMany: (timesMs) => {
      const commits = timesMs.map((ms, at) => {
        const who = `Somebody <somebody@example.com> ${Math.floor(ms / 1000)} +0000`;
        const message = `commit ${at}`;
        const text = `data ${message.length}\n${message}`;
        return `commit refs/heads/main\nauthor ${who}\ncommitter ${who}\n${text}\n`;
      });
      const input = `${commits.join("\n")}\n`;
      execFileSync("git", ["fast-import", "--quiet"], { cwd: folder, input, env: gitEnvironment });
    },
    write: (path, content = `${path}\n`) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    },
  };
}
