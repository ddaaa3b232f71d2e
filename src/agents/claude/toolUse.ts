import type { Fields } from "../../base/fields";
import { fieldsIn, isName, nameIn, textIn } from "../line";
import type { AgentRunStarted } from "../model";

/** A tool the agent called: what is known of it before it ran. */
export type ToolUse = Pick<AgentRunStarted, "runId" | "kind" | "name" | "command">;

/** Names of the tool that launches subagents, before version 2.1 and since. */
const agentTools = new Set(["Task", "Agent"]);

/** @returns undefined: without an id or a name it is not of the form the Messages API gives. */
export function toolUseOf(block: Fields): ToolUse | undefined {
  const runId = nameIn(block, "id");
  const tool = nameIn(block, "name");
  if (runId === undefined || tool === undefined) return undefined;
  const input = fieldsIn(block, "input") ?? {};
  if (agentTools.has(tool))
    return { runId, kind: "agent", name: nameIn(input, "subagent_type") ?? tool };
  // Called `command` where skills were new.
  if (tool === "Skill")
    return {
      runId,
      kind: "skill",
      name: nameIn(input, "skill") ?? nameIn(input, "command") ?? tool,
    };
  if (tool === "SlashCommand") return { runId, kind: "command", name: commandOf(input) ?? tool };
  if (tool !== "Bash") return { runId, kind: "tool", name: tool };
  return { runId, kind: "tool", name: tool, command: textIn(input, "command") };
}

/** The command without its arguments. */
function commandOf(input: Fields): string | undefined {
  const [name] = (textIn(input, "command") ?? "").trimStart().split(/\s/, 1);
  return name !== undefined && isName(name) ? name : undefined;
}
