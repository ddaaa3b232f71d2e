import type { Change } from "./model";

/** What programs leave behind: conflicts, refused patches, logs, backups, a file manager's notes. */
const leftover = /(?:\.orig|\.rej|\.log|~|(?:^|\/)\.DS_Store)$/;

/** @returns untracked files that look as if nobody wants them; git does not tell of ignored ones. */
export function leftovers(changes: readonly Change[]): readonly string[] {
  return changes
    .filter(({ untracked, path }) => untracked && leftover.test(path))
    .map(({ path }) => path);
}
