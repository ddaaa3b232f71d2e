// Writes a transcript as Claude Code does: node standInClaude.mjs <file> <cwd>
//
// Each line of standard input is a step: `start <id> <tool> <command>`, `end <id>`, `refuse <id>`.
import { appendFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";

const [file, cwd] = process.argv.slice(2);
mkdirSync(path.dirname(file), { recursive: true });

const common = () => ({
  sessionId: "5d0a6c0e-0000-4000-8000-000000000001",
  version: "2.1.80",
  gitBranch: "main",
  isSidechain: false,
  userType: "external",
  cwd,
  timestamp: new Date().toISOString(),
});
const write = (entry) => appendFileSync(file, `${JSON.stringify({ ...common(), ...entry })}\n`);
const result = (id, more) => ({ type: "tool_result", tool_use_id: id, ...more });
const refusal =
  "The user doesn't want to proceed with this tool use. The tool use was rejected (eg. if it was a file edit, the new_string was NOT written to the file).";

const steps = {
  start: (id, name, ...words) => {
    const input = name === "Bash" ? { command: words.join(" ") } : {};
    const content = [{ type: "tool_use", id, name, input }];
    write({ type: "assistant", message: { role: "assistant", content } });
  },
  end: (id) => {
    const content = [result(id, { content: "done", is_error: false })];
    write({ type: "user", message: { role: "user", content } });
  },
  refuse: (id) => {
    const content = [result(id, { content: refusal, is_error: true })];
    write({ type: "user", message: { role: "user", content } });
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const [step, ...rest] = line.split(" ");
  steps[step](...rest);
}
