import * as vscode from "vscode";
import { parseSkillKey, type SkillKey } from "../../tracker/model";
import { parseKey } from "../model/report/filter";
import { skillLabel } from "../model/report/names";
import { routineSteps } from "../model/report/routineWords";
import { routineTasks, type RoutineStep, type TaskEntry } from "../model/routineTask";
import { UserError } from "../userError";
import { insightOf } from "./insights";
import type { CommandParts, Handler } from "./parts";

/** Making one task of what is run in a row by hand. */
export function routineCommands(parts: CommandParts) {
  const { t } = vscode.l10n;
  return {
    "sessionBuddy.makeTask": async (given) => {
      const keys = keysIn(parts, given) ?? (await askRoutine(parts));
      if (keys === undefined) return;
      const folder = vscode.workspace.workspaceFolders?.[0];
      if (folder === undefined) throw new UserError(t("Open a folder first: tasks belong to one."));
      const { skills } = parts.source.current;
      const label = (key: SkillKey): string => skillLabel(key, skills);
      const title = routineSteps({ skills: keys }, label);
      const configuration = vscode.workspace.getConfiguration("tasks", folder.uri);
      const before = existing(configuration);
      const tasks = routineTasks(
        keys.map((key) => stepOf(parts, key)),
        title,
        labelsIn(before),
      );
      if (tasks === undefined) {
        throw new UserError(
          t("Not every step is a task or a command line, so no task can run them all."),
        );
      }
      const yes = t("Add Task");
      const question = t("Add a task “{0}” to this folder's tasks?", title);
      const detail = tasks.flatMap(({ command }) => command ?? []).join("\n");
      const options = { modal: true, detail };
      if ((await vscode.window.showInformationMessage(question, options, yes)) !== yes) return;
      await write(configuration, [...before, ...tasks]);
      const [run, undo] = [t("Run"), t("Undo")];
      const told = t("Added the task “{0}”.", tasks.at(-1)?.label ?? title);
      const next = await vscode.window.showInformationMessage(told, run, undo);
      if (next === undo) await write(configuration, before);
      if (next === run) {
        await vscode.commands.executeCommand("workbench.action.tasks.runTask", tasks.at(-1)?.label);
      }
    },
  } satisfies Record<string, Handler>;
}

/** The skills a menu or the report handed over; undefined where there were none. */
function keysIn(parts: CommandParts, given: unknown): readonly SkillKey[] | undefined {
  if (Array.isArray(given)) {
    const keys = given.map(parseKey);
    const known = keys.filter((key) => key !== undefined);
    if (known.length > 0 && known.length === keys.length) return known;
  }
  const detail = insightOf(parts, given)?.detail;
  return detail?.type === "routine" ? detail.routine.skills : undefined;
}

async function askRoutine({ source }: CommandParts): Promise<readonly SkillKey[] | undefined> {
  const { t } = vscode.l10n;
  const { insights, skills } = source.current;
  const label = (key: SkillKey): string => skillLabel(key, skills);
  const items = (insights?.insights ?? []).flatMap(({ detail }) =>
    detail.type === "routine"
      ? [{ label: routineSteps(detail.routine, label), keys: detail.routine.skills }]
      : [],
  );
  if (items.length === 0) {
    throw new UserError(t("No sequence of skills is run often enough to be worth a task."));
  }
  const options = { title: t("Make a Task of a Routine") };
  return (await vscode.window.showQuickPick(items, options))?.keys;
}

function stepOf({ source }: CommandParts, key: SkillKey): RoutineStep {
  const known = source.current.skills.find((skill) => skill.key === key);
  if (known !== undefined) return known;
  const { kind, name } = parseSkillKey(key) ?? { kind: "command", name: key };
  return { kind, name, label: name };
}

function existing(configuration: vscode.WorkspaceConfiguration): readonly unknown[] {
  const tasks: unknown = configuration.get("tasks");
  return Array.isArray(tasks) ? tasks : [];
}

function labelsIn(tasks: readonly unknown[]): ReadonlySet<string> {
  return new Set(tasks.map((task) => String(Object(task)["label"])));
}

async function write(
  configuration: vscode.WorkspaceConfiguration,
  tasks: readonly (unknown | TaskEntry)[],
): Promise<void> {
  const target = vscode.ConfigurationTarget.WorkspaceFolder;
  if (configuration.get("version") === undefined)
    await configuration.update("version", "2.0.0", target);
  await configuration.update("tasks", tasks.length === 0 ? undefined : tasks, target);
}
