import * as vscode from "vscode";
import { iconText } from "./model/iconText";
import type { Pick } from "./model/picks";

/** So many are shown while typing. */
const most = 50;

/** @returns everything that can be launched and tracked exactly, and a search over it. */
export async function runnablePicks(): Promise<{
  readonly items: readonly Pick[];
  readonly search: (words: string) => Promise<readonly Pick[]>;
}> {
  const { t } = vscode.l10n;
  const [tasks, commands] = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: t("Finding tasks and commands…") },
    () => Promise.all([knownTasks(), commandPicks()]),
  );
  const section = (label: string, picks: readonly Pick[]): readonly Pick[] =>
    picks.length === 0 ? [] : [{ label, isSeparator: true }, ...picks];
  const groups: readonly [string, readonly Pick[]][] = [
    [t("Tasks"), tasks.map(taskPick)],
    [t("Debug configurations"), debugPicks()],
    [t("Commands"), commands],
  ];
  const items = groups.flatMap(([label, picks]) => section(label, picks.slice(0, most)));
  const search = (words: string): Promise<readonly Pick[]> => {
    const wanted = words.trim().toLowerCase().split(/\s+/);
    const fits = ({ label, description = "" }: Pick): boolean => {
      const text = `${label} ${description}`.toLowerCase();
      return wanted.every((word) => text.includes(word));
    };
    const found = groups.flatMap(([label, picks]) =>
      section(label, picks.filter(fits).slice(0, most)),
    );
    const line = words.trim();
    const typed: Pick = {
      label: `$(terminal) ${iconText(line)}`,
      description: t("run in the terminal"),
      action: { type: "typed", line },
    };
    return Promise.resolve(
      line === "" ? items : [...found, { label: "", isSeparator: true }, typed],
    );
  };
  return { items, search };
}

/** Looking for tasks runs code of the workspace: VS Code would ask to trust it first. */
async function knownTasks(): Promise<readonly vscode.Task[]> {
  return vscode.workspace.isTrusted ? vscode.tasks.fetchTasks() : [];
}

function taskPick(task: vscode.Task): Pick {
  const name = task.source === "Workspace" ? task.name : `${task.source}: ${task.name}`;
  return {
    label: `$(tools) ${iconText(name)}`,
    ...(task.detail === undefined ? {} : { description: task.detail }),
    action: { type: "run", target: { skill: { kind: "task", name } } },
  };
}

function debugPicks(): readonly Pick[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.flatMap((folder) => {
    const found: unknown = vscode.workspace
      .getConfiguration("launch", folder.uri)
      .get("configurations");
    if (!Array.isArray(found)) return [];
    return found.flatMap((one: { name?: unknown } | null) =>
      typeof one?.name === "string"
        ? [
            {
              label: `$(debug-alt) ${iconText(one.name)}`,
              action: {
                type: "run" as const,
                target: { skill: { kind: "debug" as const, name: one.name } },
              },
            },
          ]
        : [],
    );
  });
}

/** Commands with the titles their extensions give them; the editor's own show their id. */
async function commandPicks(): Promise<readonly Pick[]> {
  const titles = new Map<string, string>();
  for (const { packageJSON } of vscode.extensions.all) {
    const manifest = packageJSON as { contributes?: { commands?: unknown } };
    const commands = manifest.contributes?.commands;
    for (const one of Array.isArray(commands) ? commands : []) {
      const { command, title, category } = one as Record<string, unknown>;
      if (typeof command !== "string" || typeof title !== "string") continue;
      titles.set(command, typeof category === "string" ? `${category}: ${title}` : title);
    }
  }
  const ids = await vscode.commands.getCommands(true);
  return ids
    .filter((id) => !id.startsWith("sessionBuddy.") && /^[\w-]+(\.[\w-]+)+$/.test(id))
    .sort(
      (left, right) =>
        Number(titles.has(right)) - Number(titles.has(left)) || (left < right ? -1 : 1),
    )
    .map((id) => ({
      label: `$(symbol-event) ${iconText(titles.get(id) ?? id)}`,
      ...(titles.has(id) ? { description: id } : {}),
      action: { type: "run", target: { skill: { kind: "command", name: id } } },
    }));
}
