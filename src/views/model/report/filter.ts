import type { HistoryFilter } from "../../../tracker/history";
import type { SessionId, SkillKey, SkillKind } from "../../../tracker/model";
import { parseSkillKey, skillKinds } from "../../../tracker/model";

/** How far back the report looks; `session` is this window since it opened. */
export const reportRanges = ["session", "7d", "30d", "90d", "all"] as const;
export type ReportRange = (typeof reportRanges)[number];

/** What the report page was asked to show. Relative to now, so that it can be kept and asked again. */
export interface ReportFilter {
  readonly range: ReportRange;
  readonly kind?: SkillKind;
  readonly author?: "user" | "agent";
  /** One agent, by its name in the history. */
  readonly agent?: string;
  readonly phase?: string;
  readonly skill?: SkillKey;
}

/** A field that narrows the report; a chip on the page takes it away again. */
export type Narrowing = Exclude<keyof ReportFilter, "range">;
export const narrowings: readonly Narrowing[] = ["kind", "author", "agent", "phase", "skill"];

/** What a page that nobody has filtered yet shows. */
export const defaultReportFilter: ReportFilter = { range: "30d" };

const daysOf = { "7d": 7, "30d": 30, "90d": 90 } as const;

/**
 * @returns the filter with absolute times. A range of n days is today and the n − 1 days before it,
 * from local midnight, so that the first column of a chart is a whole day.
 */
export function toHistoryFilter(
  filter: ReportFilter,
  now: { readonly nowMs: number; readonly sessionId: SessionId },
): HistoryFilter {
  const skill = filter.skill === undefined ? undefined : parseSkillKey(filter.skill);
  return {
    ...rangeOf(filter.range, now),
    ...(filter.kind === undefined ? {} : { kinds: [filter.kind] }),
    ...(filter.author === undefined ? {} : { authors: [filter.author] }),
    ...(filter.agent === undefined ? {} : { agent: filter.agent }),
    ...(filter.phase === undefined ? {} : { phase: filter.phase }),
    ...(skill === undefined ? {} : { skill }),
  };
}

function rangeOf(
  range: ReportRange,
  now: { readonly nowMs: number; readonly sessionId: SessionId },
): HistoryFilter {
  if (range === "all") return {};
  if (range === "session") return { sessionId: now.sessionId };
  return lastDays(daysOf[range], now.nowMs);
}

/** @returns today and the days before it, as many as `days` says, from local midnight. */
export function lastDays(days: number, nowMs: number): HistoryFilter {
  const midnight = new Date(nowMs);
  midnight.setHours(0, 0, 0, 0);
  midnight.setDate(midnight.getDate() - days + 1);
  return { fromMs: midnight.getTime() };
}

/** @returns the filter with one field set, or without it when the value is undefined or the same again. */
export function narrow<F extends Narrowing>(
  filter: ReportFilter,
  field: F,
  value: ReportFilter[F] | undefined,
): ReportFilter {
  const other = value === filter[field] ? undefined : value;
  return parseReportFilter({ ...filter, [field]: other }) ?? filter;
}

/** @returns the filter in `value`, or undefined when it is none. Fields nobody knows are dropped. */
export function parseReportFilter(value: unknown): ReportFilter | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const given = value as Readonly<Record<string, unknown>>;
  const range = reportRanges.find((known) => known === given["range"]);
  if (range === undefined) return undefined;
  const kind = skillKinds.find((known) => known === given["kind"]);
  const author = (["user", "agent"] as const).find((known) => known === given["author"]);
  const skill = parseKey(given["skill"]);
  return {
    range,
    ...(kind === undefined ? {} : { kind }),
    ...(author === undefined ? {} : { author }),
    ...(typeof given["agent"] === "string" ? { agent: given["agent"] } : {}),
    ...(typeof given["phase"] === "string" ? { phase: given["phase"] } : {}),
    ...(skill === undefined ? {} : { skill }),
  };
}

/** Whether both ask for the same. */
export function isSameFilter(one: ReportFilter, other: ReportFilter): boolean {
  return one.range === other.range && narrowings.every((field) => one[field] === other[field]);
}

/** @returns the value as a skill's key, or undefined when it is none. */
export function parseKey(value: unknown): SkillKey | undefined {
  return typeof value === "string" && parseSkillKey(value) !== undefined
    ? (value as SkillKey)
    : undefined;
}
