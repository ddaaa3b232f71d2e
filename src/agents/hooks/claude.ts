import { measured } from "../duration";
import { isFields, type Fields } from "../../base/fields";
import { nameIn, numberIn, textIn } from "../line";
import type { AgentDuration, AgentRunEnded, AgentRunId, AgentSignal } from "../model";
import { OpenRuns } from "../openRuns";
import { cancelled, completed, rejected, unjudged, type RunEnd } from "../runEnd";
import { toolResultOf } from "../claude/toolResult";
import { toolUseOf, type ToolUse } from "../claude/toolUse";
import { isCheck } from "./check";
import { hookOnlyId } from "./hookOnly";

/** One payload with what all of them carry. */
interface Told {
  readonly payload: Fields;
  readonly sessionId: string;
  readonly atMs: number;
}

/**
 * Turns what Claude Code tells its hooks into signals. Of a payload nothing is kept but ids, names,
 * the folder, and the command line of its shell tool.
 *
 * A tool's run has the id that it has in the transcript. It is told of when it has ended, so that
 * start and end come together. A subagent is the run of the tool that launched it: one that goes on
 * in the background ends with its `SubagentStop`; a shell command in the background has no end here.
 */
export class ClaudeHooks {
  /** Subagents in the background; the turn of each is the subagent's id. */
  private readonly background = new OpenRuns();

  /**
   * @param payload what was posted, anything at all.
   * @param atMs when it came, milliseconds since 1970 UTC: a payload has no time of its own.
   */
  read(payload: unknown, atMs: number): readonly AgentSignal[] {
    if (!isFields(payload) || isCheck(payload)) return [];
    const sessionId = nameIn(payload, "session_id");
    if (sessionId === undefined) return [];
    const told = { payload, sessionId, atMs };
    switch (payload["hook_event_name"]) {
      case "PostToolUse":
        return this.toolEnded(told);
      case "PostToolUseFailure":
        return this.toolFailed(told);
      case "PermissionDenied":
        return this.toolDenied(told);
      case "SubagentStop":
        return this.subagentStopped(told);
      case "UserPromptExpansion":
        return commanded(told);
      default:
        return [];
    }
  }

  private toolEnded(told: Told): readonly AgentSignal[] {
    const use = useOf(told.payload);
    if (use === undefined) return [];
    const response = { toolUseResult: told.payload["tool_response"] };
    const result = toolResultOf(response, {}, use.kind);
    if ("end" in result) return run(told, use, { ...result.end, ...measuredIn(told.payload, use) });
    const agentId = result.backgroundId;
    const { runId, kind, name } = use;
    const [started] = run(told, use, unjudged);
    if (kind === "agent" && agentId !== undefined)
      this.background.start(runId, { kind, name, atMs: told.atMs, turnId: agentId });
    return started === undefined ? [] : [started];
  }

  private toolFailed(told: Told): readonly AgentSignal[] {
    const { payload } = told;
    const use = useOf(payload);
    if (use === undefined) return [];
    const took = measuredIn(payload, use);
    if (payload["is_interrupt"] === true) return run(told, use, { ...cancelled, ...took });
    const block = { is_error: true, content: payload["error"] };
    const result = toolResultOf({}, block, use.kind);
    return "end" in result ? run(told, use, { ...result.end, ...took }) : [];
  }

  /** Denied by the agent's own rules; it never ran. */
  private toolDenied(told: Told): readonly AgentSignal[] {
    const use = useOf(told.payload);
    return use === undefined ? [] : run(told, use, rejected);
  }

  /** Also heard of subagents whose tool has yet to return, which tells more of them. */
  private subagentStopped({ payload, sessionId, atMs }: Told): readonly AgentSignal[] {
    const agentId = nameIn(payload, "agent_id");
    if (agentId === undefined) return [];
    return this.background.endAll(agentId).map(([runId, { atMs: startMs }]): AgentRunEnded => {
      const duration: AgentDuration = { ms: Math.max(0, atMs - startMs), kind: "wall" };
      const id: AgentRunId = { agent: "claude", sessionId, runId };
      return { type: "run-ended", ...id, atMs, ...completed, duration };
    });
  }
}

/** A slash command of the user. Nothing tells when it was done, or how. */
function commanded(told: Told): readonly AgentSignal[] {
  const { payload, atMs } = told;
  const command = nameIn(payload, "command_name");
  if (command === undefined || payload["expansion_type"] !== "slash_command") return [];
  const name = command.startsWith("/") ? command : `/${command}`;
  const runId = hookOnlyId(nameIn(payload, "prompt_id") ?? atMs, name);
  return run(told, { runId, kind: "command", name }, unjudged);
}

function useOf(payload: Fields): ToolUse | undefined {
  return toolUseOf({
    id: payload["tool_use_id"],
    name: payload["tool_name"],
    input: payload["tool_input"],
  });
}

/** Without the time it waited for a permission and for hooks. A skill's is that of its text being loaded. */
function measuredIn(payload: Fields, { kind }: ToolUse): { duration?: AgentDuration } {
  const duration = kind === "skill" ? undefined : measured(numberIn(payload, "duration_ms"));
  return duration === undefined ? {} : { duration };
}

/** A run that is told of when it is over. Where nobody took its time, it began when it ended. */
function run(
  { payload, sessionId, atMs }: Told,
  { runId, kind, name, command }: ToolUse,
  end: RunEnd,
): readonly AgentSignal[] {
  const id: AgentRunId = { agent: "claude", sessionId, runId };
  const startMs = atMs - (end.duration?.ms ?? 0);
  const cwd = textIn(payload, "cwd");
  return [
    { type: "run-started", ...id, kind, name, atMs: startMs, cwd, command },
    { type: "run-ended", ...id, atMs, ...end },
  ];
}
