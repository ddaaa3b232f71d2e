import * as z from "zod/v4";
import { optional, type Completion } from "../../../tracker/completion";
import type { FinalOutcome } from "../../../tracker/model";
import { defineTool } from "../tool";
import { ToolError } from "../toolError";
import { kind, secondsOf, secondsOrNull } from "../values";

/** What `complete_invocation` takes. */
export interface CompleteInput {
  readonly completed?: boolean | undefined;
  readonly outcome?: FinalOutcome | undefined;
  readonly error_type?: string | undefined;
  readonly follow_ups?: readonly string[] | undefined;
  readonly duration_seconds?: number | null | undefined;
}

/**
 * How it ended, in one of two ways of saying so. `completed: false` is a failure where an error is
 * named, and abandoned where none is.
 *
 * @throws ToolError when neither is said, or both and they contradict each other.
 */
export function outcomeOf({ completed, outcome, error_type }: CompleteInput): FinalOutcome {
  if (completed === undefined && outcome === undefined) {
    throw new ToolError("Say how it ended: completed (true or false) or an outcome.");
  }
  if (completed === undefined || outcome === undefined) {
    return outcome ?? (completed === true ? "completed" : error_type ? "failed" : "abandoned");
  }
  if (completed === (outcome === "completed")) return outcome;
  throw new ToolError(`completed: ${completed} and outcome: ${outcome} contradict each other.`);
}

/**
 * @returns what the tracker is told; without a duration it takes the time since the beginning, with
 * null it keeps none.
 */
export function completionOf(
  input: CompleteInput,
): Completion & { readonly outcome: FinalOutcome } {
  const seconds = input.duration_seconds;
  return {
    outcome: outcomeOf(input),
    ...optional("errorType", input.error_type),
    ...optional("followUps", input.follow_ups),
    ...(seconds === null
      ? { durationMs: "unknown" }
      : optional("durationMs", seconds === undefined ? undefined : seconds * 1000)),
  };
}

export const completeInvocation = defineTool({
  name: "complete_invocation",
  title: "End an invocation",
  description:
    "Records how an invocation that track_invocation began has ended. Say completed: true, or " +
    "false (then it failed if error_type is given, else it was abandoned), or one outcome. " +
    "Saying the same twice changes nothing.",
  input: {
    invocation_id: z.string().trim().min(1).max(100),
    completed: z.boolean().optional(),
    outcome: z.enum(["completed", "failed", "abandoned", "unknown"]).optional(),
    error_type: z.string().max(4000).optional().describe("For example TimeoutError"),
    follow_ups: z.array(z.string().max(4000)).max(100).optional().describe("What you did next"),
    duration_seconds: z
      .number()
      .min(0)
      .max(31_536_000)
      .nullable()
      .optional()
      .describe("If you measured it; else the time since it began counts; null: not known"),
  },
  output: {
    invocation_id: z.string(),
    skill_name: z.string(),
    kind,
    outcome: z.enum(["completed", "failed", "abandoned", "unknown"]),
    duration_seconds: secondsOrNull,
    had_ended: z.boolean().describe("It had ended so before; nothing was changed"),
  },
  writes: true,
  run: (place, input) => {
    const completion = completionOf(input);
    const { invocation, hadEnded } = place.recording.complete(input.invocation_id, completion);
    const { id, skill, durationMs } = invocation;
    const { outcome } = completion;
    return Promise.resolve({
      message: hadEnded
        ? `${skill.name} had already ended as ${outcome}.`
        : `${skill.name} ended as ${outcome}.`,
      data: {
        invocation_id: id,
        skill_name: skill.name,
        kind: skill.kind,
        outcome,
        duration_seconds: secondsOf(durationMs),
        had_ended: hadEnded,
      },
    });
  },
});
