import type { GitWork } from "../../../analysis/gitWork";
import type { GitFailure } from "../../../git/model";
import { isRecord } from "./record";

/** What the report tells of git, or why it tells nothing. */
export type GitPart =
  | {
      readonly type: "read";
      readonly work: GitWork;
      /** There were too many commits: days before this one are left out. Milliseconds since 1970 UTC. */
      readonly cutAtMs?: number;
    }
  | { readonly type: "not-read"; readonly why: "untrusted" | "no-folder" }
  | GitFailure;

/** Whether every part the page draws is there; the parts themselves come from the same build. */
export function isGitPart(value: unknown): value is GitPart {
  if (!isRecord(value)) return false;
  switch (value["type"]) {
    case "read":
      return isWork(value["work"]);
    case "not-read":
      return value["why"] === "untrusted" || value["why"] === "no-folder";
    case "failed":
      return typeof value["reason"] === "string";
    case "no-repository":
    case "no-git":
    case "timeout":
      return true;
    default:
      return false;
  }
}

function isWork(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { velocity, unit, buckets, days, ties } = value;
  return (
    isRecord(velocity) &&
    ["commits", "merges", "conventional", "breaking"].every(
      (name) => typeof velocity[name] === "number",
    ) &&
    (unit === "day" || unit === "week") &&
    [buckets, days, velocity["days"], velocity["weeks"]].every(Array.isArray) &&
    isRecord(ties)
  );
}
