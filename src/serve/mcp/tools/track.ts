import * as z from "zod/v4";
import { optional, type TrackRequest } from "../../../tracker/completion";
import {
  parseSkillKey,
  skillKey,
  type Author,
  type SkillKind,
  type SkillRef,
} from "../../../tracker/model";
import { defineTool } from "../tool";
import { kind, moment, skillName } from "../values";

const text = z.string().max(4000);

/** A skill by its key, or by its name and kind; without a kind it is a `skill`. */
export function skillOf(name: string, given?: SkillKind): SkillRef {
  if (given !== undefined) return { kind: given, name };
  return parseSkillKey(name) ?? { kind: "skill", name };
}

/** What `track_invocation` takes. */
export interface TrackInput {
  readonly skill_name: string;
  readonly kind?: SkillKind | undefined;
  readonly query?: string | undefined;
  readonly phase?: string | undefined;
  readonly workflow_path?: string | undefined;
  readonly workflow_step_id?: string | undefined;
  readonly alternatives?: readonly string[] | undefined;
  readonly selection_rank?: number | undefined;
  readonly command?: string | undefined;
  readonly invocation_id?: string | undefined;
  readonly started_at?: string | undefined;
  readonly agent?: string | null | undefined;
}

/** @returns what the tracker is asked for; it redacts every text. */
export function requestOf(input: TrackInput, caller: Author): Omit<TrackRequest, "source"> {
  const { invocation_id, started_at } = input;
  return {
    ...optional("id", invocation_id?.toLowerCase()),
    skill: skillOf(input.skill_name, input.kind),
    author: authorOf(input.agent, caller),
    ...optional("startedAtMs", started_at === undefined ? undefined : Date.parse(started_at)),
    ...optional("query", input.query),
    ...optional("phase", input.phase),
    ...optional("workflowPath", input.workflow_path),
    ...optional("workflowStepId", input.workflow_step_id),
    ...optional(
      "alternatives",
      input.alternatives?.map((name) => skillKey(skillOf(name))),
    ),
    ...optional("selectionRank", input.selection_rank),
    ...optional("command", input.command),
  };
}

function authorOf(agent: string | null | undefined, caller: Author): Author {
  if (agent === undefined) return caller;
  return agent === null ? { kind: "user" } : { kind: "agent", ...optional("agentName", agent) };
}

export const trackInvocation = defineTool({
  name: "track_invocation",
  title: "Begin an invocation",
  description:
    "Records that you begin to use a skill (a tool, a command, a workflow step). Answers with an " +
    "id: give it to complete_invocation when it ended. It is on disk when this answers. Secrets " +
    "in texts are replaced before anything is kept.",
  input: {
    skill_name: skillName,
    kind: kind.optional().describe("What sort of skill it is; `skill` when left out"),
    query: text.optional().describe("What you are trying to solve"),
    phase: z.string().max(200).optional().describe("Stage of the work, for example verification"),
    workflow_path: text.optional(),
    workflow_step_id: text.optional(),
    alternatives: z.array(skillName).max(100).optional().describe("Skills considered beside it"),
    selection_rank: z.int().min(1).max(1000).optional().describe("1: the first recommendation"),
    command: text.optional().describe("The command line it runs, kept redacted"),
    invocation_id: z
      .uuid()
      .optional()
      .describe("For who delivers what is recorded elsewhere: to say it again changes nothing"),
    started_at: moment.optional().describe("When it began, if not now"),
    agent: z
      .string()
      .max(200)
      .nullable()
      .optional()
      .describe("Who runs it, if not you; null for a person"),
  },
  output: {
    invocation_id: z.string(),
    session_id: z.string(),
    skill_name: z.string(),
    kind,
    phase: z.string().nullable(),
    started_at: moment,
  },
  writes: true,
  run: (place, input, caller) => {
    const { id, sessionId, skill, phase, startedAtMs } = place.recording.begin(
      requestOf(input, caller),
    );
    return Promise.resolve({
      message: `Began ${skill.name} as ${id}.`,
      data: {
        invocation_id: id,
        session_id: sessionId,
        skill_name: skill.name,
        kind: skill.kind,
        phase: phase ?? null,
        started_at: new Date(startedAtMs).toISOString(),
      },
    });
  },
});
