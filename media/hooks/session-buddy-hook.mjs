// What an agent's hook runs: node session-buddy-hook.mjs <agent> <event> <inbox folder>
//
// Reads what the agent tells the hook, keeps ids, names, times and the folder, and appends them as one
// short line to the inbox. What a tool was given and what it answered, prompts and command lines are
// not kept. Prints nothing and ends with 0 whatever happens: an agent must not notice it.
import { closeSync, openSync, writeSync } from "node:fs";
import path from "node:path";

/** Bytes of a payload that is looked at; of a longer one nothing is told. */
const maxBytes = 1 << 20;
const [agent, event, folder] = process.argv.slice(2);

process.exitCode = 0;
process.on("uncaughtException", () => process.exit(0));

let chunks = [];
let size = 0;
// Read to its end in any case: the agent would take a closed pipe for a failure.
process.stdin.on("data", (chunk) => {
  size += chunk.length;
  if (size <= maxBytes) chunks.push(chunk);
  else chunks = [];
});
process.stdin.on("end", () => {
  if (size > maxBytes || !/^(codex|copilot)$/.test(agent ?? "") || !path.isAbsolute(folder ?? ""))
    return;
  const at = Date.now();
  const payload = kept(JSON.parse(Buffer.concat(chunks).toString("utf8")));
  if (payload.session_id === undefined && payload.sessionId === undefined) return;
  const line = `${JSON.stringify({ v: 1, at, event: text(event, 64), payload })}\n`;
  append(path.join(folder, `${agent}-${new Date(at).toISOString().slice(0, 10)}.jsonl`), line);
});

/** One call, so that lines of several hooks do not mix. The folder is not made: without it, no line. */
function append(file, line) {
  const fd = openSync(file, "a", 0o600);
  try {
    writeSync(fd, line);
  } finally {
    closeSync(fd);
  }
}

/** What may be known of a payload. Codex writes names with `_`, Copilot in camel case. */
function kept(payload) {
  const { session_id, tool_use_id, tool_name, sessionId, toolName, timestamp, cwd } = payload;
  return {
    session_id: text(session_id),
    tool_use_id: text(tool_use_id),
    tool_name: text(tool_name),
    sessionId: text(sessionId),
    toolName: text(toolName),
    timestamp: Number.isFinite(timestamp) ? timestamp : undefined,
    cwd: text(cwd, 1024),
    toolArgs: named(payload.toolArgs),
  };
}

/** Of what a tool was given: which skill or subagent it is to run. Sometimes it is JSON in a text. */
function named(given) {
  const args = typeof given === "string" ? parsed(given) : given;
  return { skill: text(args?.skill), agent_type: text(args?.agent_type) };
}

function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    // a tool that takes plain text
    return undefined;
  }
}

/** A name, an id or a path: one short line. Whatever is not, is something else in its place. */
function text(value, maxLength = 200) {
  const isName = typeof value === "string" && value.length <= maxLength && !/[\r\n]/.test(value);
  return isName ? value : undefined;
}
