import { compareText } from "../../analysis/ranking";
import { BaselineError, parseBaselines } from "./file";
import type { Community, SkillRecord, UserBaseline, UserHash } from "./model";

/** A file as it was read. */
export interface BaselineFile {
  readonly name: string;
  readonly text: string;
}

/** A file that was left out, and why in one sentence. */
export interface FileProblem {
  readonly file: string;
  readonly problem: string;
}

/** Reads every file it can. The result does not depend on the order of the files. */
export function readCommunity(files: readonly BaselineFile[]): {
  readonly community: Community;
  readonly problems: readonly FileProblem[];
} {
  const baselines: UserBaseline[] = [];
  const problems: FileProblem[] = [];
  for (const { name, text } of files) {
    try {
      baselines.push(...parseBaselines(text));
    } catch (error) {
      if (!(error instanceof BaselineError)) throw error;
      problems.push({ file: name, problem: error.message });
    }
  }
  problems.sort((one, other) => compareText(one.file, other.file));
  return { community: communityOf(baselines), problems };
}

/**
 * Makes one baseline of all those of the same user. Of a skill that is in several of them the
 * record with the most runs counts and the others do not: a copied file must not count twice.
 */
export function communityOf(baselines: readonly UserBaseline[]): Community {
  const users = new Map<string, Map<string, SkillRecord>>();
  for (const { user, skills } of baselines) {
    const records = users.get(user) ?? new Map<string, SkillRecord>();
    users.set(user, records);
    for (const record of skills) {
      const known = records.get(record.skill);
      if (known === undefined || compareRecords(record, known) > 0) {
        records.set(record.skill, record);
      }
    }
  }
  const merged = [...users].map(([user, records]) => ({
    user,
    skills: [...records.values()].sort((one, other) => compareText(one.skill, other.skill)),
  }));
  return { users: merged.sort((one, other) => compareText(one.user, other.user)) };
}

/**
 * Everyone but one user. What is told to a user is counted among the others, so that nobody can
 * take away their own part and see what is left of two.
 */
export function othersThan({ users }: Community, me: UserHash): Community {
  return { users: users.filter(({ user }) => user !== me) };
}

/** A total order, so that the choice between two does not depend on which came first. */
function compareRecords(one: SkillRecord, other: SkillRecord): number {
  return (
    one.runs - other.runs ||
    one.finished - other.finished ||
    one.completed - other.completed ||
    (one.medianMs ?? -1) - (other.medianMs ?? -1) ||
    compareText(one.phase ?? "", other.phase ?? "")
  );
}
