import * as vscode from "vscode";
import { skillKey, type SkillKey } from "../tracker/model";
import type { Launch } from "../tracker/signal";
import { againOf } from "./model/again";
import { offeredLine } from "./model/offered";
import type { RowTarget } from "./model/row";
import { typeInto } from "./typeInto";
import { UserError } from "./userError";

/** What the launcher needs of the rest. */
export interface LauncherParts {
  /** Joins this choice to the run that will follow. */
  readonly expect: (run: { skill: RowTarget["skill"]; line?: string }, launch: Launch) => void;
  /** Times a command that is run here, and ends it as it ends. */
  readonly trackCommand: (
    id: string,
    launch: Launch,
    run: () => Thenable<unknown>,
  ) => Promise<void>;
  readonly runsImmediately: () => boolean;
  /** Whether something runs in that terminal: text sent there would go to it. */
  readonly isBusy: (terminal: object) => boolean;
  /** What is offered just now, best first. */
  readonly offered: () => readonly SkillKey[];
}

/** What a choice was made from: the list that was shown, and what was asked of it. */
export interface ChosenFrom {
  /** What is offered everywhere, when absent. */
  readonly shown?: readonly SkillKey[];
  readonly query?: string;
}

/** Runs skills again: command lines in a terminal, tasks, debug configurations and commands. */
export class Launcher {
  constructor(private readonly parts: LauncherParts) {}

  /** `enter` also runs a command line; without it, it is inserted for the user to check. */
  async run(
    target: RowTarget,
    enter = this.parts.runsImmediately(),
    chosen: ChosenFrom = {},
  ): Promise<void> {
    if (target.fromOthers === true) return this.insertOffered(target, chosen);
    const again = againOf(target.skill, target.command);
    const launch = this.launch(target, chosen);
    switch (again?.type) {
      case undefined:
        throw new UserError(
          vscode.l10n.t("Nothing was kept that could run “{0}” again.", target.skill.name),
        );
      case "task":
        this.parts.expect({ skill: target.skill }, launch);
        return runTask(again.name);
      case "debug":
        this.parts.expect({ skill: target.skill }, launch);
        return startDebugging(again.name);
      case "command":
        return this.runCommand(again.id, [], launch);
      case "terminal":
        this.parts.expect({ skill: target.skill, line: again.text }, launch);
        // What an untrusted folder put into its history is for the user to read before it runs.
        return typeInto(
          again.text,
          target.cwd,
          enter && again.isComplete && vscode.workspace.isTrusted,
          this.parts.isBusy,
        );
    }
  }

  /** Runs a command of the editor or of an extension and waits for its end. */
  async runCommand(
    id: string,
    args: readonly unknown[],
    launch: Launch = { alternatives: [] },
  ): Promise<void> {
    const run = (): Thenable<unknown> => vscode.commands.executeCommand(id, ...args);
    await this.parts.trackCommand(id, launch, run);
  }

  /** Runs a command line that was typed for this, so with Enter. */
  async runLine(line: string, enter = true): Promise<void> {
    await typeInto(line, undefined, enter, this.parts.isBusy);
  }

  /** Puts the command line into a terminal, without Enter. */
  async insert(target: RowTarget, chosen: ChosenFrom = {}): Promise<void> {
    if (target.command === undefined) return this.run(target, false, chosen);
    const line = againOf({ kind: "terminal", name: target.skill.name }, target.command);
    if (line?.type !== "terminal") return;
    this.parts.expect({ skill: target.skill, line: line.text }, this.launch(target, chosen));
    await typeInto(line.text, target.cwd, false, this.parts.isBusy);
  }

  /** Nothing that others named is run: the user reads it first, and Enter is theirs. */
  private async insertOffered(target: RowTarget, chosen: ChosenFrom): Promise<void> {
    const line = offeredLine(target.skill);
    if (line === undefined) {
      throw new UserError(
        vscode.l10n.t(
          "“{0}” has not run here, so nothing is kept that could run it. Run it once yourself; then it can be run again from here.",
          target.skill.name,
        ),
      );
    }
    this.parts.expect({ skill: target.skill, line }, this.launch(target, chosen));
    await typeInto(line, undefined, false, this.parts.isBusy);
  }

  private launch(target: RowTarget, { query, shown }: ChosenFrom): Launch {
    const taken = skillKey(target.skill);
    return {
      alternatives: (shown ?? this.parts.offered()).filter((key) => key !== taken),
      ...(target.rank === undefined ? {} : { selectionRank: target.rank }),
      ...(query === undefined ? {} : { query }),
    };
  }
}

async function runTask(name: string): Promise<void> {
  const tasks = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t("Finding the task…") },
    () => vscode.tasks.fetchTasks(),
  );
  const task = tasks.find(
    (one) => (one.source === "Workspace" ? one.name : `${one.source}: ${one.name}`) === name,
  );
  if (task === undefined) {
    throw new UserError(vscode.l10n.t("There is no task “{0}” in this workspace any more.", name));
  }
  await vscode.tasks.executeTask(task);
}

async function startDebugging(name: string): Promise<void> {
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const launch = vscode.workspace.getConfiguration("launch", folder.uri);
    const configurations: unknown = launch.get("configurations");
    const isThere =
      Array.isArray(configurations) &&
      configurations.some((one: unknown) => isNamed(one) && one.name === name);
    if (isThere) {
      await vscode.debug.startDebugging(folder, name);
      return;
    }
  }
  throw new UserError(vscode.l10n.t("There is no debug configuration “{0}” any more.", name));
}

function isNamed(value: unknown): value is { readonly name: unknown } {
  return typeof value === "object" && value !== null && "name" in value;
}
