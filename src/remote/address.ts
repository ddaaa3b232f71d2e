/** Where another Session Buddy server is reached. */
export type ServerAddress =
  | { readonly type: "http"; readonly url: string }
  | { readonly type: "command"; readonly command: string; readonly args: readonly string[] };

/** The value of `sessionBuddy.mcpServer`: a web address, or a program with its arguments. */
export type ServerSetting = string | readonly string[];

const loopbackHosts: readonly string[] = ["127.0.0.1", "[::1]", "localhost"];
/** Where servers listen that are given by host and port alone. */
const usualPath = "/mcp";
const maxWords = 100;
const maxLength = 4_000;

/**
 * Reads where the server is. What is recorded must not leave this machine: only its own addresses
 * are taken, without a password. A program is started as it stands, never by a shell.
 *
 * @returns undefined for what cannot be used.
 */
export function readAddress(raw: unknown): ServerAddress | undefined {
  return typeof raw === "string" ? readUrl(raw.trim()) : readCommand(raw);
}

/** Whether a web address is one of this machine's. */
export function isLoopback(url: URL): boolean {
  return /^https?:$/.test(url.protocol) && loopbackHosts.includes(url.hostname);
}

function readUrl(text: string): ServerAddress | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !isLoopback(url)) return undefined;
  if (url.username !== "" || url.password !== "") return undefined;
  if (url.pathname === "/") url.pathname = usualPath;
  return { type: "http", url: url.href };
}

function readCommand(raw: unknown): ServerAddress | undefined {
  if (!Array.isArray(raw) || raw.length > maxWords || !raw.every(isWord)) return undefined;
  const [command, ...args] = raw;
  return command === undefined || command.trim() === ""
    ? undefined
    : { type: "command", command, args };
}

function isWord(value: unknown): value is string {
  return typeof value === "string" && value.length <= maxLength && !value.includes("\0");
}
