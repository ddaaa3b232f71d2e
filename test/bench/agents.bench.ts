import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { claudeTranscript } from "../../src/agents/claude/transcript";
import { codexRollout } from "../../src/agents/codex/rollout";
import { copilotEvents } from "../../src/agents/copilot/events";
import type { LogFormat } from "../../src/agents/model";
import { nodeLogFiles, type LogFiles } from "../../src/follow/files";
import { Follower } from "../../src/follow/follower";
import { prompt, toolResult, toolUse } from "../support/claudeEntries";
import type { Row } from "./row";
import { seeded } from "./workload";

const logBytes = 200 << 20;
const calls = 400;

/** Follows one log of each agent: from its beginning, and after one more call. */
export async function run(): Promise<readonly Row[]> {
  return [
    ...(await measure("Claude Code", claudeTranscript, claudeLines)),
    ...(await measure("Codex", codexRollout, codexLines)),
    ...(await measure("Copilot", copilotEvents, copilotLines)),
  ];
}

type Lines = (from: number, random: () => number) => string;

async function measure(name: string, format: LogFormat, lines: Lines): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "agent-logs-"));
  try {
    const path = join(folder, "log.jsonl");
    const random = seeded(5);
    writeFileSync(path, head(format));
    for (let from = 0; statSync(path).size < logBytes; from += calls) {
      appendFileSync(path, lines(from, random));
    }
    return await follow(name, format, path, lines(1e9, random));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function follow(
  name: string,
  format: LogFormat,
  path: string,
  news: string,
): Promise<readonly Row[]> {
  let signals = 0;
  let bytesRead = 0;
  let mostBytes = 0;
  const files: LogFiles = {
    ...nodeLogFiles,
    read: (file, offset, take, pieceBytes) => {
      const count = (bytes: Buffer): boolean => {
        bytesRead += bytes.length;
        mostBytes = Math.max(mostBytes, process.memoryUsage.rss());
        return take(bytes);
      };
      return nodeLogFiles.read(file, offset, count, pieceBytes);
    },
  };
  const follower = new Follower({
    files,
    list: () => [{ path, format, isOwn: true }],
    isHere: () => true,
    sinceMs: () => 0,
    deliver: (batch) => {
      signals += batch.length;
      return Promise.resolve();
    },
    onError: (error) => {
      throw error;
    },
  });
  const rssBefore = process.memoryUsage.rss();
  const cpuBefore = process.cpuUsage();
  while (await follower.poll());
  const { user, system } = process.cpuUsage(cpuBefore);
  const { size } = statSync(path);
  const grown = (mostBytes - rssBefore) / 2 ** 20;
  appendFileSync(path, news);
  bytesRead = 0;
  const before = performance.now();
  await follower.poll();
  const tookMs = performance.now() - before;
  const mebibytes = size / 2 ** 20;
  const about = `${Math.round(mebibytes)} MiB, ${signals.toLocaleString("en")} starts and ends, results of 0.1–8 kB, a tenth not ASCII`;
  return [
    {
      what: `read a log of ${name}`,
      value: mebibytes / ((user + system) / 1e6),
      unit: "MiB per CPU-s",
      how: about,
    },
    {
      what: "memory while reading it",
      value: grown,
      unit: "MiB",
      how: "greatest RSS, less before",
    },
    {
      what: `${Math.round(news.length / 1024)} KiB more`,
      value: tookMs,
      unit: "ms",
      how: `${Math.round(bytesRead / 1024)} KiB read for them`,
    },
  ];
}

function head(format: LogFormat): string {
  const timestamp = new Date(0).toISOString();
  const id = "019fc8be-3658-7ca3-9e29-000000000000";
  if (format === codexRollout) {
    const payload = { id, cwd: "/work/app", originator: "cli", cli_version: "0.146.0" };
    return `${JSON.stringify({ timestamp, type: "session_meta", payload })}\n`;
  }
  if (format !== copilotEvents) return "";
  const data = { sessionId: "s1", startTime: timestamp, context: { cwd: "/work/app" } };
  return `${JSON.stringify({ type: "session.start", data, id: "e", timestamp, parentId: null })}\n`;
}

/** Source text as tools print it; a tenth of it has signs beyond ASCII, which are slower to read. */
function aText(random: () => number): string {
  const line =
    random() < 0.1 ? "  ✓ total() of the corner shop\n" : "  const total = sum(items);\n";
  return line.repeat(4 + Math.floor(280 * random() ** 2));
}

function claudeLines(from: number, random: () => number): string {
  return Array.from({ length: calls }, (_, n) => {
    const [id, at] = [`toolu_${from + n}`, from + n];
    return [
      prompt(aText(random), { at }),
      toolUse(id, n % 3 === 0 ? "Bash" : "Read", { command: "npm test -- --run" }, { at }),
      toolResult(id, { content: aText(random) }, { at: at + 1 }),
    ]
      .map((line) => `${line}\n`)
      .join("");
  }).join("");
}

function codexLines(from: number, random: () => number): string {
  return Array.from({ length: calls }, (_, n) => {
    const timestamp = new Date((from + n) * 1000).toISOString();
    const call = { call_id: `call_${from + n}` };
    const args = JSON.stringify({ cmd: "npm test -- --run" });
    const items = [
      { type: "function_call", name: "exec_command", arguments: args, ...call },
      { type: "function_call_output", output: `Exit code: 0\nOutput:\n${aText(random)}`, ...call },
      {
        type: "message",
        role: "assistant",
        content: [{ type: "output_text", text: aText(random) }],
      },
    ];
    return items
      .map((payload) => `${JSON.stringify({ timestamp, type: "response_item", payload })}\n`)
      .join("");
  }).join("");
}

function copilotLines(from: number, random: () => number): string {
  return Array.from({ length: calls }, (_, n) => {
    const timestamp = new Date((from + n) * 1000).toISOString();
    const toolCallId = `call_${from + n}`;
    const events = [
      { type: "assistant.message", data: { messageId: "m", content: aText(random) } },
      {
        type: "tool.execution_start",
        data: { toolCallId, toolName: "bash", arguments: { command: "npm test -- --run" } },
      },
      {
        type: "tool.execution_complete",
        data: { toolCallId, success: true, result: { content: aText(random) } },
      },
    ];
    return events
      .map((event, at) => {
        const id = `e${from + n}-${at}`;
        return `${JSON.stringify({ ...event, id, timestamp, parentId: null })}\n`;
      })
      .join("");
  }).join("");
}
