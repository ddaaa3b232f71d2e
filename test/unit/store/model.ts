import type { Invocation, SkillRef } from "../../../src/tracker/model";
import type { MeasuredCoverage } from "../../../src/tracker/coverage";
import type {
  CoverageMeasured,
  ForgetScope,
  InvocationAmended,
  InvocationEnded,
  InvocationStarted,
  JournalRecord,
  RecommendationRejected,
  SkillPreferenceSet,
} from "../../../src/tracker/record";

/** What a set of records should add up to, worked out the slow and obvious way. */
export interface Expected {
  readonly invocations: readonly Invocation[];
  /** By "kind:name": the decisions that stand. */
  readonly preferences: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly rejections: readonly string[];
  /** By path and time. */
  readonly coverage: readonly MeasuredCoverage[];
}

const keyOf = ({ kind, name }: SkillRef): string => `${kind}:${name}`;

function ofType<T extends JournalRecord["type"]>(
  records: readonly JournalRecord[],
  type: T,
): Extract<JournalRecord, { type: T }>[] {
  return records.filter((r): r is Extract<JournalRecord, { type: T }> => r.type === type);
}

export function expectedOf(records: readonly JournalRecord[]): Expected {
  const scopes = ofType(records, "forgotten").map(({ what }) => what);
  const ends = ofType(records, "ended");
  const amendments = ofType(records, "amended");
  const invocations = ofType(records, "started")
    .map((start) => ({
      start,
      ends: ends.filter(({ id }) => id === start.id),
      amendments: amendments.filter(({ id }) => id === start.id),
    }))
    .filter((parts) => !isForgotten(parts, scopes))
    .map(resolve)
    .sort((a, b) => a.startedAtMs - b.startedAtMs || (a.id < b.id ? -1 : 1));
  return {
    invocations: uniqueById(invocations),
    preferences: preferencesOf(ofType(records, "preference"), scopes),
    rejections: rejectionsOf(ofType(records, "rejected"), scopes),
    coverage: coverageOf(ofType(records, "coverage-measured"), scopes),
  };
}

interface Parts {
  readonly start: InvocationStarted;
  readonly ends: readonly InvocationEnded[];
  readonly amendments: readonly InvocationAmended[];
}

function isForgotten({ start, ends, amendments }: Parts, scopes: readonly ForgetScope[]): boolean {
  const earliest = Math.min(
    start.atMs,
    ...ends.map((e) => e.atMs),
    ...amendments.map((a) => a.atMs),
  );
  const skills = [
    start.skill,
    ...ends.flatMap(({ corrected }) => (corrected ? [corrected.skill] : [])),
    ...amendments.flatMap(({ skill }) => (skill ? [skill] : [])),
  ].map(keyOf);
  return scopes.some((scope) => {
    switch (scope.type) {
      case "invocation":
        return scope.id === start.id;
      case "session":
        return scope.sessionId === start.sessionId;
      case "skill":
        return skills.includes(keyOf(scope.skill)) && earliest <= scope.untilMs;
      case "everything":
        return earliest <= scope.untilMs;
    }
  });
}

const endCodes = ["running", "completed", "failed", "abandoned", "unknown"];
const reasonCodes = [
  "",
  "reported",
  "cancelled",
  "superseded",
  "terminal-closed",
  "window-closed",
  "host-lost",
  "by-hand",
  "rejected",
];

function least<T>(
  items: readonly T[],
  orderOf: (item: T) => readonly [number, string],
): T | undefined {
  return [...items].sort((a, b) => {
    const [timeA, textA] = orderOf(a);
    const [timeB, textB] = orderOf(b);
    return timeA - timeB || (textA < textB ? -1 : textA > textB ? 1 : 0);
  })[0];
}

function resolve({ start, ends, amendments }: Parts): Invocation {
  const end = least(ends, (e) => [
    e.atMs,
    JSON.stringify([
      endCodes.indexOf(e.outcome),
      reasonCodes.indexOf(e.reason),
      e.durationMs ?? null,
      e.exitCode ?? null,
      e.errorType ?? null,
      e.followUps && e.followUps.length > 0 ? JSON.stringify(e.followUps) : null,
      e.wallMs ?? null,
    ]),
  ]);
  const corrected = least(
    ends.filter((e) => e.corrected),
    ({ atMs, corrected: c }) => [
      atMs,
      JSON.stringify([
        c?.skill.kind,
        c?.skill.name,
        c?.phase ?? null,
        c?.category ?? null,
        c?.command ?? null,
        c?.background ?? false,
      ]),
    ],
  )?.corrected;
  const ordered = [...amendments].sort(
    (a, b) => a.atMs - b.atMs || (a.amendmentId < b.amendmentId ? -1 : 1),
  );
  const last = <F extends keyof InvocationAmended>(field: F): InvocationAmended[F] | undefined =>
    ordered.findLast((amendment) => amendment[field] !== undefined)?.[field];
  const said = corrected ?? start;
  const outcome = last("outcome");
  const invocation: Record<string, unknown> = {
    id: start.id,
    sessionId: start.sessionId,
    skill: last("skill") ?? said.skill,
    startedAtMs: start.atMs,
    outcome: outcome ?? end?.outcome ?? "running",
    endReason: outcome ? "by-hand" : end?.reason,
    durationMs: end?.durationMs,
    wallMs: end?.wallMs,
    exitCode: end?.exitCode,
    author: start.author,
    source: last("source") ?? start.source,
    background: said.background ?? false,
    phase: last("phase") ?? said.phase,
    command: said.command,
    cwd: start.cwd,
    parentId: start.parentId,
    query: start.query,
    alternatives: start.alternatives ?? [],
    selectionRank: start.selectionRank,
    followUps: [...(end?.followUps ?? []), ...ordered.flatMap((a) => a.followUps ?? [])],
    errorType: last("errorType") ?? end?.errorType,
  };
  for (const field of Object.keys(invocation)) {
    if (invocation[field] === undefined) Reflect.deleteProperty(invocation, field);
  }
  return invocation as unknown as Invocation;
}

function uniqueById(invocations: readonly Invocation[]): readonly Invocation[] {
  return invocations.filter(({ id }, at) => invocations[at - 1]?.id !== id);
}

function isSkillForgotten(skill: SkillRef, atMs: number, scopes: readonly ForgetScope[]): boolean {
  return scopes.some(
    (scope) =>
      (scope.type === "everything" && atMs <= scope.untilMs) ||
      (scope.type === "skill" && keyOf(scope.skill) === keyOf(skill) && atMs <= scope.untilMs),
  );
}

function preferencesOf(
  records: readonly SkillPreferenceSet[],
  scopes: readonly ForgetScope[],
): Expected["preferences"] {
  const standing: Record<string, Record<string, unknown>> = {};
  const order = (a: SkillPreferenceSet, b: SkillPreferenceSet): number => a.atMs - b.atMs;
  for (const field of ["hidden", "pinned", "label", "phase"] as const) {
    const said = records
      .filter(({ skill, atMs }) => !isSkillForgotten(skill, atMs, scopes))
      .filter((record) => record[field] !== undefined)
      .sort(
        (a, b) => order(a, b) || (JSON.stringify(a[field]) < JSON.stringify(b[field]) ? -1 : 1),
      );
    for (const record of said) (standing[keyOf(record.skill)] ??= {})[field] = record[field];
  }
  return standing;
}

function rejectionsOf(
  records: readonly RecommendationRejected[],
  scopes: readonly ForgetScope[],
): readonly string[] {
  const kept = records
    .filter(({ skill, atMs }) => !isSkillForgotten(skill, atMs, scopes))
    .filter(({ after, atMs }) => !after || !isSkillForgotten(after, atMs, scopes))
    .filter(
      ({ sessionId }) =>
        !scopes.some((scope) => scope.type === "session" && scope.sessionId === sessionId),
    )
    .map((r) => [r.sessionId, r.atMs, keyOf(r.skill), r.after ? keyOf(r.after) : ""].join(" "));
  return [...new Set(kept)].sort();
}

/** A measurement is gone when anybody who told it is; of several that differ the greatest holds. */
function coverageOf(
  records: readonly CoverageMeasured[],
  scopes: readonly ForgetScope[],
): readonly MeasuredCoverage[] {
  const isGone = ({ sessionId, atMs }: CoverageMeasured): boolean =>
    scopes.some(
      (scope) =>
        (scope.type === "session" && scope.sessionId === sessionId) ||
        (scope.type === "everything" && atMs <= scope.untilMs),
    );
  const keyOfReport = ({ path, atMs }: CoverageMeasured): string => `${path} ${atMs}`;
  const weight = ({ format, unit, covered, total, branches }: CoverageMeasured): string =>
    [format, unit, covered, total, branches?.covered ?? 0, branches?.total ?? 0].join(" ");
  return [...new Set(records.map(keyOfReport))].sort().flatMap((key) => {
    const same = records.filter((record) => keyOfReport(record) === key);
    if (same.some(isGone)) return [];
    const [greatest] = same.sort((a, b) => (weight(a) > weight(b) ? -1 : 1));
    if (greatest === undefined) return [];
    const { path, atMs, format, unit, covered, total, branches } = greatest;
    const numbers = { path, atMs, format, unit, covered, total };
    return [branches === undefined ? numbers : { ...numbers, branches }];
  });
}
