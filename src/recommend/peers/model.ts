import type { SkillKey } from "../../tracker/model";

/** A user in a shared file: 64 hexadecimal digits that nobody can turn back without the salt. */
export type UserHash = string;

/** What one user did with one skill. */
export interface SkillRecord {
  readonly skill: SkillKey;
  /** All runs; `finished` of them completed, failed or were abandoned; `completed` completed. */
  readonly runs: number;
  readonly finished: number;
  readonly completed: number;
  /** Median over completed foreground runs, milliseconds; absent without any. */
  readonly medianMs?: number;
  /** The phase it ran in most often. */
  readonly phase?: string;
}

/** What one user shares. A skill is in the set of completed ones when `completed` is above 0. */
export interface UserBaseline {
  readonly user: UserHash;
  readonly skills: readonly SkillRecord[];
}

/** Every user known from shared files, once, in the order of their hashes. */
export interface Community {
  readonly users: readonly UserBaseline[];
}

/** One skill over all users, told only when enough of them back it. */
export interface SkillBaseline {
  readonly skill: SkillKey;
  /** Distinct users with at least one finished run. */
  readonly totalUsers: number;
  readonly totalInvocations: number;
  /** completed ÷ finished over all users, 0–1. */
  readonly completionRate: number;
  /** 100 · (skills with a strictly lower rate) ÷ (skills), among those told, 0–100. */
  readonly percentile: number;
  /** Median of the users' medians; absent where too few measured any. */
  readonly medianDurationMs?: number;
  /** The phase most users name; absent where too few name the same one. */
  readonly commonPhase?: string;
}

/** A skill that others complete and this user does not know. */
export interface PeerOffer {
  readonly skill: SkillKey;
  /** `neighbours`: users with similar skills; `everyone`: all users, where too few are similar. */
  readonly source: "neighbours" | "everyone";
  /** 0–1: the rate times the share of them who use it. */
  readonly score: number;
  /** Smoothed completion rate among them, more than 0 and less than 1. */
  readonly completionRate: number;
  /** How many distinct users completed it; never fewer than k. */
  readonly users: number;
}
