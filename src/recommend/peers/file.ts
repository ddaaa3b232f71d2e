import { isFields } from "../../base/fields";
import { parseSkillKey, type SkillKey } from "../../tracker/model";
import { isUserHash } from "./identity";
import type { SkillRecord, UserBaseline } from "./model";

/** What a baseline file says it is. */
const baselineFormat = "session-buddy-baseline";
const baselineVersion = 1;

/** The text of a file that shares these baselines; ends with a line break. */
export function formatBaselines(users: readonly UserBaseline[]): string {
  const file = { format: baselineFormat, version: baselineVersion, users };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** Why a file cannot be used: one sentence, without the file's name. */
export class BaselineError extends Error {
  override readonly name = "BaselineError";
}

/**
 * Reads a baseline file; what it does not know is ignored, so that later versions may add to it.
 *
 * @throws BaselineError when any of it is wrong: half a file is no baseline.
 */
export function parseBaselines(text: string): readonly UserBaseline[] {
  const file = jsonOf(text);
  if (!isFields(file) || file["format"] !== baselineFormat) {
    throw new BaselineError("It is not a Session Buddy baseline.");
  }
  const version = file["version"];
  if (version !== baselineVersion) {
    throw new BaselineError(
      typeof version === "number" && version > baselineVersion
        ? `It has version ${version}; this Session Buddy reads version ${baselineVersion}.`
        : "Its version is not valid.",
    );
  }
  const users = file["users"];
  if (!Array.isArray(users)) throw new BaselineError("It has no list of users.");
  const baselines = users.map(userOf);
  if (new Set(baselines.map(({ user }) => user)).size < baselines.length) {
    throw new BaselineError("It names a user twice.");
  }
  return baselines;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BaselineError("It is not valid JSON.");
  }
}

function userOf(value: unknown, at: number): UserBaseline {
  const user = isFields(value) ? value["user"] : undefined;
  // The text itself is not repeated: it may be the very id that should not be there.
  if (!isFields(value) || !isUserHash(user)) {
    throw new BaselineError(`User ${at + 1} is not named by a salted hash.`);
  }
  const skills = value["skills"];
  if (!Array.isArray(skills)) throw new BaselineError(`User ${at + 1} has no list of skills.`);
  const records = skills.map((skill, place) =>
    recordOf(skill, `Skill ${place + 1} of user ${at + 1}`),
  );
  if (new Set(records.map(({ skill }) => skill)).size < records.length) {
    throw new BaselineError(`User ${at + 1} has a skill twice.`);
  }
  return { user, skills: records };
}

function recordOf(value: unknown, where: string): SkillRecord {
  if (!isFields(value)) throw new BaselineError(`${where} is not an object.`);
  const { skill, runs, finished, completed, medianMs, phase } = value;
  if (!isSkillKey(skill)) throw new BaselineError(`${where} is not named by kind and name.`);
  if (!isCount(runs) || !isCount(finished) || !isCount(completed)) {
    throw new BaselineError(`${where} has a count that is not a whole number.`);
  }
  if (completed > finished || finished > runs || finished === 0) {
    throw new BaselineError(`${where} has counts that do not fit together.`);
  }
  if (medianMs !== undefined && !isDuration(medianMs)) {
    throw new BaselineError(`${where} has a duration that is not one.`);
  }
  if (phase !== undefined && (typeof phase !== "string" || phase === "")) {
    throw new BaselineError(`${where} has a phase without a name.`);
  }
  return {
    skill,
    runs,
    finished,
    completed,
    ...(medianMs === undefined ? {} : { medianMs }),
    ...(phase === undefined ? {} : { phase }),
  };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** JSON has no infinity, but 1e999 is read as one. */
function isDuration(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

function isSkillKey(value: unknown): value is SkillKey {
  return typeof value === "string" && parseSkillKey(value) !== undefined;
}
