import type { Fields } from "../../base/fields";
import { fieldsIn, nameIn, parseLine, textIn } from "../line";
import { isAbsolutePath } from "../path";
import { commandLineOf } from "./argv";

/** A tool the agent called. */
export interface Call {
  readonly runId: string;
  readonly name: string;
  readonly command: string | undefined;
  /** Absolute. Undefined: the thread's own. */
  readonly cwd: string | undefined;
  /** The shell session a tool asks on about, where a command runs on after its call returned. */
  readonly shellSession: string | undefined;
}

/** Tools that run a command line, by their names in versions since 2025. */
const shellTools = new Set([
  "container.exec",
  "exec_command",
  "local_shell",
  "shell",
  "shell_command",
]);

export function isShellTool(name: string): boolean {
  return shellTools.has(name) || name === "write_stdin";
}

/** @returns undefined: without an id or a name it is not of the form the Responses API gives. */
export function callOf(item: Fields): Call | undefined {
  const runId = nameIn(item, "call_id");
  const name = nameOf(item);
  if (runId === undefined || name === undefined) return undefined;
  const given = isShellTool(name) ? argumentsOf(item) : {};
  const session = given["session_id"];
  return {
    runId,
    name,
    command: shellTools.has(name) ? commandOf(given) : undefined,
    cwd: absoluteIn(given, "workdir") ?? absoluteIn(given, "working_directory"),
    shellSession: typeof session === "number" ? String(session) : nameIn(given, "session_id"),
  };
}

/** A tool of an MCP server has the server's name apart from its own, in some versions. */
function nameOf(item: Fields): string | undefined {
  if (item["type"] === "local_shell_call") return "local_shell";
  if (item["type"] === "tool_search_call") return "tool_search";
  const name = nameIn(item, "name");
  const space = nameIn(item, "namespace");
  if (name === undefined || space === undefined) return name;
  return `${space}${space.endsWith("__") ? "" : "__"}${name}`;
}

function argumentsOf(item: Fields): Fields {
  const text = textIn(item, "arguments") ?? textIn(item, "input");
  const parsed = text === undefined ? undefined : parseLine(text);
  return parsed ?? fieldsIn(item, "action") ?? {};
}

function commandOf(given: Fields): string | undefined {
  const command = given["command"] ?? given["cmd"];
  if (typeof command === "string") return command;
  return argvOf(command);
}

/** @returns the command line of a list of words; undefined: it is no such list. */
export function argvOf(value: unknown): string | undefined {
  const words: readonly unknown[] = Array.isArray(value) ? value : [];
  const argv = words.filter((word) => typeof word === "string");
  return argv.length === 0 || argv.length < words.length ? undefined : commandLineOf(argv);
}

/** @returns the absolute path of a field. */
export function absoluteIn(fields: Fields, name: string): string | undefined {
  const path = textIn(fields, name);
  return path !== undefined && isAbsolutePath(path) ? path : undefined;
}
