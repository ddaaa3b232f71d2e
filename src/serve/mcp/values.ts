import * as z from "zod/v4";
import { skillKinds, type OutcomeCounts } from "../../tracker/model";

// How times, rates and counts stand in answers: ISO 8601 in UTC, seconds, 0–1, null for "not known".

export const moment = z.iso.datetime().describe("UTC");
export const momentOrNull = moment.nullable();
export const rateOrNull = z.number().min(0).max(1).nullable();
export const secondsOrNull = z.number().min(0).nullable();
export const count = z.int().min(0);
export const kind = z.enum(skillKinds);
export const warnings = z.array(z.string()).describe("What is missing from this answer, and why");
export const outcomeCounts = z.strictObject({
  running: count,
  completed: count,
  failed: count,
  abandoned: count,
  unknown: count,
});

/** How many entries a list may have. */
export const listLimit = (usual: number) => z.int().min(1).max(100).default(usual);

/** A skill by its name or by its key. */
export const skillName = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .describe("Name of a skill, or its key such as `task:build`");

export const iso = (ms: number): string => new Date(ms).toISOString();

export function isoOrNull(ms: number | undefined): string | null {
  return ms === undefined ? null : iso(ms);
}

/** Milliseconds as seconds, to the millisecond. */
export function secondsOf(ms: number | undefined): number | null {
  return ms === undefined ? null : Math.round(ms) / 1000;
}

export function countsOf({ running, completed, failed, abandoned, unknown }: OutcomeCounts) {
  return { running, completed, failed, abandoned, unknown };
}

/** “1 run”, “2 runs”. */
export function plural(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** A rate for a person; “–” where nothing finished. */
export function percent(rate: number | null | undefined): string {
  return rate === null || rate === undefined ? "–" : `${Math.round(rate * 100)} %`;
}
