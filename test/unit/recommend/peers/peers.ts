import { createHmac } from "node:crypto";
import { hashUser, type HmacSha256 } from "../../../../src/recommend/peers/identity";
import type { SkillRecord, UserBaseline } from "../../../../src/recommend/peers/model";
import type { SkillKey } from "../../../../src/tracker/model";
import type { Random } from "../../../support/random";

export const hmac: HmacSha256 = (key, text) => createHmac("sha256", key).update(text).digest("hex");

/** The hash of a person's name with the salt that all tests use. */
export const user = (name: string): string => hashUser(name, "salt of the team", hmac);

export function aRecord(skill: SkillKey, changes: Partial<SkillRecord> = {}): SkillRecord {
  return { skill, runs: 10, finished: 10, completed: 9, ...changes };
}

export function aBaseline(name: string, skills: readonly (SkillKey | SkillRecord)[]): UserBaseline {
  return {
    user: user(name),
    skills: skills.map((skill) => (typeof skill === "string" ? aRecord(skill) : skill)),
  };
}

export const manySkills = Array.from({ length: 12 }, (_, at): SkillKey => `task:${at}`);

export function randomRecord(random: Random, skill: SkillKey): SkillRecord {
  const finished = random.int(1, 30);
  return {
    skill,
    runs: finished + random.int(0, 5),
    finished,
    completed: random.chance(0.2) ? 0 : random.int(0, finished),
    ...(random.chance(0.7) ? { medianMs: random.int(1, 10_000) } : {}),
    ...(random.chance(0.7) ? { phase: random.pick(["setup", "execution", "rollback"]) } : {}),
  };
}

/** Baselines of different users named 0, 1, 2, … */
export function randomBaselines(random: Random, count: number): UserBaseline[] {
  return Array.from({ length: count }, (_, at) => ({
    user: user(`${at}`),
    skills: manySkills.filter(() => random.chance(0.5)).map((skill) => randomRecord(random, skill)),
  }));
}
