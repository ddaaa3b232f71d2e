import type { Disposable, Event } from "../base/event";
import type { Recommendation, RecommendContext } from "../recommend/model";
import type { Snapshot } from "../snapshot/snapshot";
import { optional } from "../tracker/completion";
import {
  completionRate,
  outcomes,
  parseSkillKey,
  skillKinds,
  type FinalOutcome,
  type Invocation,
  type SkillKey,
  type SkillRef,
} from "../tracker/model";
import type { Phases } from "../tracker/phases";
import type { SkillsTracker } from "../tracker/tracker";

/** The API that `activate` returns; its published types are in docs/api.d.ts. */
export interface SessionBuddyApi {
  readonly version: 1;
  track(request: ApiTrackRequest): ApiCompleter;
  recommend(request?: ApiRecommendRequest): Promise<readonly Recommendation[]>;
  /** This session's invocations, newest first. */
  invocations(): readonly Invocation[];
  summary(): ApiSummary;
  readonly onDidChange: (listener: (summary: ApiSummary) => void) => Disposable;
}

export interface ApiTrackRequest {
  /** A name (then it is of kind `skill`), a key such as `tool:search`, or both parts. */
  readonly skill: string | SkillRef;
  readonly agent?: string;
  readonly phase?: string;
  readonly command?: string;
  readonly query?: string;
  readonly workflowPath?: string;
  readonly workflowStepId?: string;
  readonly alternatives?: readonly SkillKey[];
  readonly selectionRank?: number;
}

export interface ApiCompletion {
  readonly outcome?: FinalOutcome;
  readonly errorType?: string;
  readonly followUps?: readonly string[];
  readonly durationMs?: number;
}

export interface ApiCompleter {
  (completion?: ApiCompletion): void;
  readonly id: string;
}

export interface ApiRecommendRequest {
  readonly query?: string;
  readonly phase?: string;
  readonly limit?: number;
}

export interface ApiSummary {
  readonly sessionId: string;
  readonly tracking: Snapshot["tracking"];
  readonly counts: Snapshot["session"]["counts"];
  readonly completionRate?: number;
  readonly phase?: string;
  readonly totalInvocations: number;
}

/** What the API is made of. */
export interface ApiParts {
  readonly tracker: SkillsTracker;
  readonly phases: Phases;
  readonly source: {
    readonly current: Snapshot;
    readonly onDidChange: Event<Snapshot>;
    context(overrides: Partial<RecommendContext>): RecommendContext;
  };
  readonly history: {
    recommend(context: RecommendContext): Promise<readonly Recommendation[]>;
  };
}

/** @returns the API. Wrong arguments are a TypeError with a sentence, at the call. */
export function createApi(parts: ApiParts): SessionBuddyApi {
  const { tracker, phases, source, history } = parts;
  return Object.freeze({
    version: 1,
    track: (request: ApiTrackRequest): ApiCompleter => {
      const skill = readSkill(field(request, "skill"));
      const rank = readNumber(request, "selectionRank", 1);
      const agentName = readText(request, "agent");
      const given = readText(request, "phase");
      const complete = tracker.track({
        skill,
        source: "api",
        author: agentName === undefined ? { kind: "user" } : { kind: "agent", agentName },
        ...optional("phase", phases.phaseFor({ skill, ...optional("phase", given) })),
        ...optional("command", readText(request, "command")),
        ...optional("query", readText(request, "query")),
        ...optional("workflowPath", readText(request, "workflowPath")),
        ...optional("workflowStepId", readText(request, "workflowStepId")),
        ...optional("alternatives", readKeys(field(request, "alternatives"))),
        ...optional("selectionRank", rank),
      });
      const end = (completion: ApiCompletion = {}): void => {
        complete({
          ...optional("outcome", readOutcome(field(completion, "outcome"))),
          ...optional("errorType", readText(completion, "errorType")),
          ...optional("followUps", readTexts(completion, "followUps")),
          ...optional("durationMs", readNumber(completion, "durationMs", 0)),
        });
      };
      return Object.assign(end, { id: complete.id });
    },
    recommend: async (request: ApiRecommendRequest = {}) => {
      const limit = readNumber(request, "limit", 1);
      return history.recommend(
        source.context({
          ...optional("query", readText(request, "query")),
          ...optional("phase", readText(request, "phase")),
          ...optional("limit", limit === undefined ? undefined : Math.min(100, Math.floor(limit))),
        }),
      );
    },
    invocations: () => tracker.invocations,
    summary: () => summarize(source.current),
    onDidChange: (listener: (summary: ApiSummary) => void) =>
      source.onDidChange((value) => listener(summarize(value))),
  });
}

function summarize({ session, tracking, phases, totalInvocations }: Snapshot): ApiSummary {
  return {
    sessionId: session.id,
    tracking,
    counts: session.counts,
    totalInvocations,
    ...optional("completionRate", completionRate(session.counts)),
    ...optional("phase", phases.current),
  };
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) {
    throw new TypeError("Session Buddy's API takes an object here.");
  }
  return Reflect.get(value, name);
}

function readSkill(value: unknown): SkillRef {
  if (typeof value === "string" && value.trim() !== "") {
    return parseSkillKey(value) ?? { kind: "skill", name: value };
  }
  if (typeof value === "object" && value !== null) {
    const kind = skillKinds.find((known) => known === Reflect.get(value, "kind"));
    const name: unknown = Reflect.get(value, "name");
    if (kind !== undefined && typeof name === "string" && name.trim() !== "") return { kind, name };
  }
  throw new TypeError(
    `"skill" must be a name or { kind, name }, with kind one of ${skillKinds.join(", ")}.`,
  );
}

function readText(from: object, name: string): string | undefined {
  const value = field(from, name);
  if (value === undefined || typeof value === "string") return value;
  throw new TypeError(`"${name}" must be a text.`);
}

function readTexts(from: object, name: string): readonly string[] | undefined {
  const value = field(from, name);
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value;
  throw new TypeError(`"${name}" must be a list of texts.`);
}

function readNumber(from: object, name: string, least: number): number | undefined {
  const value = field(from, name);
  if (value === undefined) return undefined;
  if (typeof value === "number" && Number.isFinite(value) && value >= least) return value;
  throw new TypeError(`"${name}" must be a number of at least ${least}.`);
}

function readOutcome(value: unknown): FinalOutcome | undefined {
  if (value === undefined) return undefined;
  const found = outcomes.find((known) => known === value);
  if (found !== undefined && found !== "running") return found;
  throw new TypeError(`"outcome" must be completed, failed, abandoned or unknown.`);
}

function readKeys(value: unknown): readonly SkillKey[] | undefined {
  if (value === undefined) return undefined;
  const keys = Array.isArray(value) ? value.map(toKey) : [undefined];
  if (keys.every((key) => key !== undefined)) return keys;
  throw new TypeError(`"alternatives" must be a list of skill keys, for example "tool:search".`);
}

function toKey(value: unknown): SkillKey | undefined {
  const skill = typeof value === "string" ? parseSkillKey(value) : undefined;
  return skill === undefined ? undefined : `${skill.kind}:${skill.name}`;
}
