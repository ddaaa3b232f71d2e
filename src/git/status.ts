import type { Change, Status } from "./model";

/** How many fields stand before the path in each kind of entry. */
const fieldsBefore = { "1": 8, "2": 9, u: 10 } as const;

/**
 * Reads what `git status --porcelain=v2 --branch -z` writes. Entries nobody knows are left out.
 * Source: git-status(1), “Porcelain Format Version 2”.
 */
export function parseStatus(output: string): Status {
  const entries = output.split("\0");
  const changes: Change[] = [];
  let branch: string | undefined;
  let commit: string | undefined;
  for (let at = 0; at < entries.length; at++) {
    const entry = entries[at] ?? "";
    const kind = entry[0];
    if (kind === "#") {
      const [, name, value = ""] = /^# branch\.(head|oid) (.*)$/s.exec(entry) ?? [];
      if (name === "head" && value !== "(detached)") branch = value;
      if (name === "oid" && value !== "(initial)") commit = value;
    } else if (kind === "?") {
      changes.push({ ...unchanged, path: entry.slice(2), untracked: true });
    } else if (kind === "1" || kind === "2" || kind === "u") {
      // The path a file had before comes as an entry of its own.
      const from = kind === "2" ? entries[++at] : undefined;
      changes.push({
        ...unchanged,
        path: entry.split(" ").slice(fieldsBefore[kind]).join(" "),
        ...(kind === "u" ? { conflicted: true } : stateOf(entry)),
        ...(from === undefined ? {} : { from }),
      });
    }
  }
  return {
    ...(branch === undefined ? {} : { branch }),
    ...(commit === undefined ? {} : { commit }),
    changes,
  };
}

const unchanged = { staged: false, modified: false, untracked: false, conflicted: false };

/** The second field says how the index, then how the file differs; “.” where it does not. */
function stateOf(entry: string): Pick<Change, "staged" | "modified"> {
  return { staged: entry[2] !== ".", modified: entry[3] !== "." };
}
