import type { Change, Repository } from "../../../../../src/git/model";
import type { Snapshot } from "../../../../../src/snapshot/snapshot";
import { checkpointDocument } from "../../../../../src/views/model/checkpoint/account";
import {
  checkpointOf,
  type CheckpointParts,
} from "../../../../../src/views/model/checkpoint/gather";
import { documentMarkdown } from "../../../../../src/views/model/export/documentMarkdown";
import { aSnapshot, english, nowMs } from "../../../../support/views";

/** The window opened an hour ago. */
export const sinceMs = nowMs - 3_600_000;

/** An account as Markdown; git was not asked, unless the changes say otherwise. */
export function account(
  snapshot: Snapshot = aSnapshot(),
  changes: Partial<CheckpointParts> = {},
): string {
  const context = english(snapshot.skills);
  const checkpoint = checkpointOf({
    ...{ kind: "checkpoint", project: "demo", sinceMs, snapshot, context },
    changes: { type: "no-repository" },
    ...changes,
  });
  return documentMarkdown(checkpointDocument(checkpoint, context.words));
}

/** @returns the text of one section, without its title. */
export function sectionOf(markdown: string, title: string): string {
  const [, section = ""] = markdown.split(`\n## ${title}\n\n`);
  return section.split("\n## ")[0]?.trim() ?? "";
}

export function aChange(path: string, changes: Partial<Change> = {}): Change {
  return {
    path,
    ...{ staged: false, modified: false, untracked: false, conflicted: false },
    ...changes,
  };
}

const onMain = { branch: "main", commit: "0123456789abcdef0123" };

/** A clean repository on `main`. */
export function aRepositoryRead(
  changes: Partial<Repository> = {},
  head: Pick<Repository, "branch" | "commit"> = onMain,
): { readonly type: "read"; readonly repository: Repository } {
  const clean = { changes: [], commits: [], olderChanges: [], mergedBranches: [] };
  return { type: "read", repository: { ...head, ...clean, ...changes } };
}
