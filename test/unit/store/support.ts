import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { decodeLines } from "../../../src/store/codec";
import { nodeFiles, type Files } from "../../../src/store/files";
import type { Liveness, ProcessIdentity, Processes } from "../../../src/store/identity";
import { JournalWriter, type JournalWriterParts } from "../../../src/store/journal";
import { scheduleTimeout } from "../../../src/base/schedule";

const made: string[] = [];
after(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder that goes away with the test file. */
export function aWorkspace(): string {
  const folder = mkdtempSync(join(tmpdir(), "session-buddy-"));
  made.push(folder);
  return folder;
}

/** The files of this machine, with some calls replaced. */
export function filesWith(changes: Partial<Files>): Files {
  return { ...nodeFiles, ...changes };
}

/** A system error, as Node throws it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: made by a test`), { code });
}

export const anIdentity: ProcessIdentity = {
  pid: 4711,
  host: "a-machine",
  boot: "first-boot",
  pidNamespace: "pid:[1]",
  startTime: "100",
};

/** Processes whose fate the test decides; alive unless told otherwise. */
export class FakeProcesses implements Processes {
  readonly fates = new Map<number, Liveness>();

  self(): ProcessIdentity {
    return anIdentity;
  }

  liveness(other: ProcessIdentity): Liveness {
    return this.fates.get(other.pid) ?? "alive";
  }
}

let writers = 0;

/** A journal writer below `workspace`, of a process with the given number. */
export function aJournal(
  workspace: string,
  changes: Partial<JournalWriterParts> & { readonly pid?: number } = {},
): JournalWriter {
  const { pid = 1, ...parts } = changes;
  return new JournalWriter({
    folder: join(workspace, ".session-buddy"),
    files: nodeFiles,
    identity: { ...anIdentity, pid },
    writer: (++writers).toString(16).padStart(16, "0"),
    schedule: scheduleTimeout,
    ...parts,
  });
}

/** Every line of every segment, in order of file name. */
export function journalLines(workspace: string): readonly Record<string, unknown>[] {
  const folder = join(workspace, ".session-buddy", "journal");
  const lines: Record<string, unknown>[] = [];
  for (const file of readdirSync(folder).sort()) {
    decodeLines(readFileSync(join(folder, file)), (value) => {
      lines.push(value as Record<string, unknown>);
    });
  }
  return lines;
}
