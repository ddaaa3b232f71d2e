import type { Disposable, Event } from "../base/event";
import type { Recommendation, RecommendContext } from "../recommend/model";
import type { BackendInUse } from "../remote/backend";
import type { Snapshot } from "../snapshot/snapshot";
import { optional } from "../tracker/completion";
import {
  completionRate,
  skillKinds,
  type FinalOutcome,
  type Invocation,
  type SkillKey,
  type SkillKind,
  type SkillRef,
} from "../tracker/model";
import type { Phases } from "../tracker/phases";
import type { SkillsTracker } from "../tracker/tracker";
import {
  field,
  readAuthor,
  readKeys,
  readListener,
  readNumber,
  readOneOf,
  readOutcome,
  readSkill,
  readText,
  readTexts,
} from "./arguments";
import { createUsageApi, type UsageApi, type UsageParts } from "./usage";

const authorKinds = ["user", "agent"] as const;
/** The most recommendations one call answers with. */
const mostRecommendations = 100;

/** The API that `activate` returns; its published types are in docs/api.d.ts. */
export interface SessionBuddyApi extends UsageApi {
  readonly version: 1;
  track(request: ApiTrackRequest): ApiCompleter;
  recommend(request?: ApiRecommendRequest): Promise<readonly Recommendation[]>;
  /** This session's invocations, newest first. */
  invocations(): readonly Invocation[];
  summary(): ApiSummary;
  /** Where what is recorded goes now. */
  getBackend(): BackendInUse;
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
  readonly minSimilarity?: number;
  readonly kind?: SkillKind;
  readonly author?: "user" | "agent";
  readonly session?: string;
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
  readonly backend: { readonly inUse: BackendInUse };
  readonly history: UsageParts["history"] & {
    recommend(context: RecommendContext): Promise<readonly Recommendation[]>;
  };
}

/**
 * @returns the API. Wrong arguments are a TypeError with a sentence, at the call; `recommend`
 * rejects with it. What it hands out are copies: nobody changes the tracker's own values.
 */
export function createApi(parts: ApiParts): SessionBuddyApi {
  const { tracker, source, history } = parts;
  return Object.freeze({
    version: 1,
    track: (request: ApiTrackRequest) => track(parts, request),
    recommend: async (request: ApiRecommendRequest = {}) =>
      history.recommend(source.context(readRecommend(parts, request))),
    invocations: () => structuredClone(tracker.invocations),
    summary: () => summarize(source.current),
    ...createUsageApi({ history, ownSession: () => tracker.sessionId }),
    getBackend: () => parts.backend.inUse,
    onDidChange: (listener: (summary: ApiSummary) => void) => {
      const hear = readListener(listener);
      return source.onDidChange((snapshot) => hear(summarize(snapshot)));
    },
  });
}

function track({ tracker, phases }: ApiParts, request: ApiTrackRequest): ApiCompleter {
  const skill = readSkill(field(request, "skill"));
  const complete = tracker.track({
    skill,
    source: "api",
    author: readAuthor(request),
    ...optional(
      "phase",
      phases.phaseFor({ skill, ...optional("phase", readText(request, "phase")) }),
    ),
    ...optional("command", readText(request, "command")),
    ...optional("query", readText(request, "query")),
    ...optional("workflowPath", readText(request, "workflowPath")),
    ...optional("workflowStepId", readText(request, "workflowStepId")),
    ...optional("alternatives", readKeys(field(request, "alternatives"))),
    ...optional("selectionRank", readNumber(request, "selectionRank", 1)),
  });
  const end = (completion: ApiCompletion = {}): void => {
    complete({
      ...optional("outcome", readOutcome(field(completion, "outcome"))),
      ...optional("errorType", readText(completion, "errorType")),
      ...optional("followUps", readTexts(completion, "followUps")),
      ...optional("durationMs", readNumber(completion, "durationMs", 0)),
    });
  };
  return Object.freeze(Object.assign(end, { id: complete.id }));
}

/** A phase that the setting does not name is left out, as in `track`. */
function readRecommend(
  { phases }: ApiParts,
  request: ApiRecommendRequest,
): Partial<RecommendContext> {
  const limit = readNumber(request, "limit", 1);
  const phase = readText(request, "phase");
  const query = readText(request, "query")?.trim();
  const only = {
    ...optional("kinds", listOf(readOneOf(request, "kind", skillKinds))),
    ...optional("authors", listOf(readOneOf(request, "author", authorKinds))),
    ...optional("sessionId", readText(request, "session")),
  };
  return {
    ...optional("minSimilarity", readNumber(request, "minSimilarity", 0)),
    ...(Object.keys(only).length === 0 ? {} : { only }),
    ...optional("query", query === "" ? undefined : query),
    ...optional(
      "phase",
      phases.all.find((known) => known === phase),
    ),
    ...optional(
      "limit",
      limit === undefined ? undefined : Math.min(mostRecommendations, Math.floor(limit)),
    ),
  };
}

function listOf<T>(value: T | undefined): readonly T[] | undefined {
  return value === undefined ? undefined : [value];
}

function summarize({ session, tracking, phases, totalInvocations }: Snapshot): ApiSummary {
  return {
    sessionId: session.id,
    tracking,
    counts: { ...session.counts },
    totalInvocations,
    ...optional("completionRate", completionRate(session.counts)),
    ...optional("phase", phases.current),
  };
}
