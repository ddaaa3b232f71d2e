import { assertNever } from "../../../base/assert";
import { leftovers } from "../../../git/leftovers";
import type { Change, Commit, Repository } from "../../../git/model";
import { redact } from "../../../tracker/redact";
import { list, text, type Block } from "../export/document";
import { clock } from "../export/localDay";
import type { Words } from "../report/words";
import type { Changes } from "./checkpoint";
import { firstOf } from "./sentences";

/** So many commits, paths and candidates are named. */
const mostNamed = 10;

/** What changed in the work tree and in the history of git; or what is missing, and why. */
export function changesBlocks(changes: Changes, words: Words): readonly Block[] {
  const { t } = words;
  switch (changes.type) {
    case "read":
      return repositoryBlocks(changes.repository, words);
    case "no-repository":
      return [text(t("The folder is not in a git repository."))];
    case "no-git":
      return [text(t("Not known: the program git was not found."))];
    case "timeout":
      return [text(t("Not known: git took too long."))];
    case "failed":
      return [text(t("Not known: git says “{reason}”", { reason: redact(changes.reason) }))];
    case "not-read":
      return [text(notReadSentence(changes.why, words))];
    default:
      return assertNever(changes);
  }
}

function notReadSentence(why: "closing" | "untrusted" | "no-folder", { t }: Words): string {
  switch (why) {
    case "closing":
      return t("Git is not asked while a window closes.");
    case "untrusted":
      return t("Not known: git is not started in a folder that is not trusted.");
    case "no-folder":
      return t("Not known: no folder on this machine is open.");
    default:
      return assertNever(why);
  }
}

function repositoryBlocks(repository: Repository, words: Words): readonly Block[] {
  const { t, count } = words;
  const { branch, commit, changes, commits } = repository;
  const many = (passes: (change: Change) => boolean): string =>
    count(changes.filter(passes).length);
  const head =
    commit === undefined
      ? t("Branch {branch}, without a commit yet.", { branch: branch ?? "" })
      : branch === undefined
        ? t("No branch: HEAD is detached at {commit}.", { commit: commit.slice(0, 10) })
        : t("Branch {branch}.", { branch });
  return [
    text(head),
    text(
      commits.length === 0
        ? t("No commit since the session began.")
        : t("Commits since the session began: {count}.", { count: count(commits.length) }),
    ),
    list(firstOf(commits.map(commitLine), mostNamed, words)),
    text(
      changes.length === 0
        ? t("Nothing is uncommitted.")
        : t("Uncommitted: {staged} staged, {modified} modified, {untracked} untracked.", {
            staged: many(({ staged }) => staged),
            modified: many(({ modified }) => modified),
            untracked: many(({ untracked }) => untracked),
          }),
    ),
    list(
      firstOf(
        changes.map((change) => changeLine(change, words)),
        mostNamed,
        words,
      ),
    ),
  ];
}

function commitLine({ hash, subject, atMs }: Commit): string {
  return `${clock(atMs)} ${hash} ${redact(subject)}`;
}

function changeLine(change: Change, { t }: Words): string {
  const states = [
    ...(change.conflicted ? [t("in conflict")] : []),
    ...(change.staged ? [t("staged")] : []),
    ...(change.modified ? [t("modified")] : []),
    ...(change.untracked ? [t("untracked")] : []),
  ];
  const path = change.from === undefined ? change.path : `${change.from} → ${change.path}`;
  return `${path} (${states.join(", ")})`;
}

/** What could be cleaned up, by name; nobody deletes it but the user. */
export function cleanUpBlocks(changes: Changes, words: Words): readonly Block[] {
  const { t } = words;
  if (changes.type !== "read") return [text(t("Not looked for: nothing is known of git here."))];
  const { mergedBranches, changes: changed } = changes.repository;
  const files = leftovers(changed);
  if (mergedBranches.length === 0 && files.length === 0)
    return [text(t("None found among merged branches and untracked files."))];
  return [
    text(t("Found, not deleted.")),
    ...named(t("Branches whose commits are all in this one:"), mergedBranches, words),
    ...named(t("Untracked files that look left behind:"), files, words),
  ];
}

function named(title: string, names: readonly string[], words: Words): readonly Block[] {
  return names.length === 0 ? [] : [text(title), list(firstOf(names, mostNamed, words))];
}
