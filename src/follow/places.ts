import { join } from "node:path";
import type { AgentName } from "../agents/model";
import { sha256 } from "../base/sha256";

/** The formats that are read, by what `LogFormat` calls them. */
export type FormatId =
  | "aider-history"
  | "claude-transcript"
  | "codex-hook-inbox"
  | "codex-rollout"
  | "copilot-chat-session"
  | "copilot-events"
  | "copilot-hook-inbox"
  | "gemini-session"
  | "gemini-session-log";

/** One file that an agent writes. */
export interface AgentFile {
  readonly path: string;
  readonly format: FormatId;
  /** It belongs to this workspace whatever it says of folders, or is silent about them. */
  readonly isOwn: boolean;
}

/** What says where agents keep their logs. */
export interface Surroundings {
  /** The user's home folder, absolute. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folders of the workspace and of its worktrees, absolute. */
  readonly folders: readonly string[];
  /** What the editor keeps for this workspace, absolute: Copilot's chats lie in it. */
  readonly editorStorage?: string | undefined;
  readonly names: (folder: string) => readonly string[];
}

/** Where one agent keeps what can be followed. */
export interface AgentPlace {
  readonly agent: AgentName;
  /** The exact folders and files that are read, absolute; for the user to see before they agree. */
  readonly paths: readonly string[];
  /** @returns all files there now. */
  readonly list: () => readonly AgentFile[];
}

/** @returns where each agent would be looked for, whether it was ever used or not. */
export function agentPlaces(around: Surroundings): readonly AgentPlace[] {
  return [claude(around), codex(around), copilot(around), gemini(around), aider(around)];
}

/** One folder for each folder that Claude Code was started in, named after it. */
function claude({ home, env, folders, names }: Surroundings): AgentPlace {
  const root = join(env["CLAUDE_CONFIG_DIR"] ?? join(home, ".claude"), "projects");
  const encoded = folders.map((folder) => folder.replace(/[^A-Za-z0-9]/g, "-"));
  return {
    agent: "claude",
    paths: encoded.map((name) => `${join(root, name)}*`),
    list: () =>
      names(root)
        // Also those of folders within: the entries say where each run really was.
        .filter((name) => encoded.some((start) => name === start || name.startsWith(`${start}-`)))
        .flatMap((name) => transcripts(join(root, name), names)),
  };
}

function transcripts(folder: string, names: Surroundings["names"]): readonly AgentFile[] {
  return names(folder).flatMap((name): readonly AgentFile[] => {
    if (name.endsWith(".jsonl")) return [claudeFile(join(folder, name))];
    const helpers = join(folder, name, "subagents");
    return names(helpers)
      .filter((helper) => helper.endsWith(".jsonl"))
      .map((helper) => claudeFile(join(helpers, helper)));
  });
}

const claudeFile = (path: string): AgentFile => ({
  path,
  format: "claude-transcript",
  isOwn: false,
});

/** By day; which folder a session worked in stands in the file. */
function codex({ home, env, names }: Surroundings): AgentPlace {
  const root = env["CODEX_HOME"] ?? join(home, ".codex");
  const [sessions, archive] = [join(root, "sessions"), join(root, "archived_sessions")];
  const within = (folder: string) => names(folder).map((name) => join(folder, name));
  const days = () => within(sessions).flatMap(within).flatMap(within);
  return {
    agent: "codex",
    paths: [sessions, archive],
    list: () =>
      [...days(), archive]
        .flatMap(within)
        .filter((path) => /rollout-[^\\/]*\.jsonl$/.test(path))
        .map((path) => ({ path, format: "codex-rollout" as const, isOwn: false })),
  };
}

/** What the command line and the agent host write, and what the editor keeps for this workspace. */
function copilot({ home, env, editorStorage, names }: Surroundings): AgentPlace {
  const root = join(env["COPILOT_HOME"] ?? join(home, ".copilot"), "session-state");
  const storage = editorStorage === undefined ? [] : [editorStorage];
  const transcriptFolders = storage.map((path) => join(path, "GitHub.copilot-chat", "transcripts"));
  const chatFolders = storage.map((path) => join(path, "chatSessions"));
  return {
    agent: "copilot",
    paths: [root, ...transcriptFolders, ...chatFolders],
    list: () => {
      const sessions = names(root).map((name) => {
        const path = name.endsWith(".jsonl") ? name : join(name, "events.jsonl");
        return { path: join(root, path), format: "copilot-events" as const, isOwn: false };
      });
      const own = transcriptFolders.flatMap((folder) =>
        names(folder)
          .filter((name) => name.endsWith(".jsonl"))
          .map((name) => ({
            path: join(folder, name),
            format: "copilot-events" as const,
            isOwn: true,
          })),
      );
      const told = new Set(transcriptFolders.flatMap((folder) => names(folder)));
      // The same chat again, with less in it: only where there is no transcript.
      const chats = chatFolders.flatMap((folder) =>
        names(folder)
          .filter((name) => name.endsWith(".jsonl") && !told.has(name))
          .map((name) => ({
            path: join(folder, name),
            format: "copilot-chat-session" as const,
            isOwn: true,
          })),
      );
      return [...sessions, ...own, ...chats];
    },
  };
}

/** One folder for each project, named by the SHA-256 of its path. */
function gemini({ home, folders, names }: Surroundings): AgentPlace {
  const chats = folders.map((folder) => join(home, ".gemini", "tmp", sha256(folder), "chats"));
  return {
    agent: "gemini",
    paths: chats,
    list: () =>
      chats.flatMap((folder) =>
        names(folder).flatMap((name): readonly AgentFile[] => {
          const path = join(folder, name);
          if (name.endsWith(".jsonl")) return [{ path, format: "gemini-session-log", isOwn: true }];
          return name.endsWith(".json") ? [{ path, format: "gemini-session", isOwn: true }] : [];
        }),
      ),
  };
}

function aider({ folders }: Surroundings): AgentPlace {
  const paths = folders.map((folder) => join(folder, ".aider.chat.history.md"));
  return {
    agent: "aider",
    paths,
    list: () => paths.map((path) => ({ path, format: "aider-history" as const, isOwn: true })),
  };
}
