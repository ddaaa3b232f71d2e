import { assertNever } from "../../base/assert";
import type { StoreProblem } from "../../worker/protocol";

/** @returns what is wrong with the stored files, in one sentence. */
export function warningOf({ type, detail }: StoreProblem): string {
  switch (type) {
    case "database-corrupt":
      return `The history database ${detail} is damaged; this is what the version before it and the journals hold.`;
    case "database-foreign":
      return `${detail} belongs to another program; only what is not merged yet is known.`;
    case "database-newer":
      return `The history was written by a newer Session Buddy (${detail}); only what is not merged yet is known.`;
    case "database-in-use":
      return "Another program has the history database open for writing; new runs are merged later.";
    case "journal-damaged":
      return `Some lines of a journal could not be read (${detail}); everything else is counted.`;
    case "disk-full":
      return "The disk is full.";
    case "not-writable":
      return `The data folder cannot be read or written (${detail}).`;
    case "folder-vanished":
      return `The data folder is gone (${detail}).`;
    case "unexpected":
      return `The history could not be read: ${detail}`;
    default:
      return assertNever(type);
  }
}
