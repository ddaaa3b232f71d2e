import * as vscode from "vscode";
import type { Recommendation } from "../../recommend/model";
import { picks, recommendedPick, type PickAction } from "../model/picks";
import { problemSentence } from "../problems";
import { choose, type Choice } from "../quickPick";
import { runnablePicks } from "../runnablePicks";
import { UserError } from "../userError";
import type { ChosenFrom } from "../launcher";
import type { CommandParts, Handler } from "./parts";
import { chosenFrom, targetOf } from "./target";

/** Everything that makes something run. */
export function runningCommands(parts: CommandParts) {
  const { launcher, source, context, history } = parts;
  const { t } = vscode.l10n;

  const act = async (choice: Choice, chosen: ChosenFrom = {}): Promise<void> => {
    const { action, insert } = choice;
    if (action.type === "run" && insert) return launcher.insert(action.target, chosen);
    if (action.type === "run") return launcher.run(action.target, undefined, chosen);
    if (action.type === "typed") return launcher.runLine(action.line);
    await vscode.commands.executeCommand(commandFor(action));
  };

  const describe = async (): Promise<void> => {
    const search = async (words: string): Promise<ReturnType<typeof recommendedPick>[]> => {
      const trimmed = words.trim();
      const found: readonly Recommendation[] = await history.recommend(
        source.context({ limit: 20, ...(trimmed === "" ? {} : { query: trimmed }) }),
      );
      if (found.length === 0) return [{ label: t("Nothing here has solved that yet") }];
      return found.map((one) => recommendedPick(one, context()));
    };
    const isSettled = async (): Promise<boolean> => {
      const { state, missing } = await history.prepareSearch();
      return (state === "failed" || state === "ready") && missing === 0;
    };
    // A model that is on its way need not wait for the first word.
    void isSettled().catch(() => true);
    const choice = await choose({
      title: t("Describe a Problem"),
      placeholder: t("For example: tests fail on CI"),
      items: source.current.recommended.map((one) => recommendedPick(one, context())),
      search,
      isSettled,
    });
    if (choice === undefined) return;
    const { words, shown } = choice;
    await act(choice, { shown, ...(words === "" ? {} : { query: words }) });
  };

  return {
    "sessionBuddy.showQuickPick": async () => {
      const choice = await choose({
        title: "Session Buddy",
        placeholder: t("Choose what to run; a command line is inserted, and Enter is yours"),
        items: picks(source.current, context()),
      });
      if (choice?.action.type === "problems") showProblems(parts);
      else if (choice !== undefined) await act(choice);
    },
    "sessionBuddy.describeProblem": describe,
    "sessionBuddy.runAndTrack": async () => {
      const { items, search } = await runnablePicks();
      const choice = await choose({
        title: t("Run and Track"),
        placeholder: t("A task, a debug configuration, a command, or a line for the terminal"),
        items,
        search,
      });
      if (choice !== undefined) await act(choice);
    },
    "sessionBuddy.run": (given) => runGiven(parts, given),
    "sessionBuddy.rerun": (given, chosen) =>
      launcher.run(targetOf(parts, given), undefined, chosenFrom(chosen)),
    "sessionBuddy.insert": (given) => launcher.insert(targetOf(parts, given)),
    "sessionBuddy.openTerminal": (given) => {
      const { invocationId } = targetOf(parts, given);
      const terminal = invocationId === undefined ? undefined : parts.terminalOf(invocationId);
      if (terminal === undefined) throw new UserError(t("Its terminal is closed."));
      terminal.show();
    },
    "sessionBuddy.copyCommand": async (given) => {
      const { command } = targetOf(parts, given);
      if (command === undefined) throw new UserError(t("No command line was kept."));
      await vscode.env.clipboard.writeText(command);
    },
  } satisfies Record<string, Handler>;
}

function commandFor(action: Exclude<PickAction, { type: "run" | "typed" }>): string {
  const ids = {
    describe: "sessionBuddy.describeProblem",
    phase: "sessionBuddy.setPhase",
    report: "sessionBuddy.openReport",
    pause: "sessionBuddy.pauseTracking",
    resume: "sessionBuddy.resumeTracking",
    start: "sessionBuddy.startTracking",
    problems: "sessionBuddy.showLog",
  } as const satisfies Record<typeof action.type, string>;
  return ids[action.type];
}

function showProblems({ source, log }: CommandParts): void {
  const sentences = source.current.problems.map(problemSentence);
  void vscode.window
    .showWarningMessage(sentences.join(" "), vscode.l10n.t("Show Log"))
    .then((answer) => {
      if (answer !== undefined) log.show();
    });
}

/** `sessionBuddy.run` from keybindings.json: one of `command`, `terminal`, `task`, `debug`. */
async function runGiven({ launcher }: CommandParts, given: unknown): Promise<void> {
  const { t } = vscode.l10n;
  const wrong = new UserError(
    t("sessionBuddy.run needs one of: “command”, “terminal”, “task” or “debug”, each with a text."),
  );
  if (typeof given !== "object" || given === null) throw wrong;
  const text = (name: string): string | undefined => {
    const value: unknown = Reflect.get(given, name);
    return typeof value === "string" && value.trim() !== "" ? value : undefined;
  };
  const [command, line, task, debug] = ["command", "terminal", "task", "debug"].map(text);
  if (command !== undefined) {
    const args: unknown = Reflect.get(given, "args");
    return launcher.runCommand(
      command,
      args === undefined ? [] : Array.isArray(args) ? args : [args],
    );
  }
  if (line !== undefined) return launcher.runLine(line, Reflect.get(given, "enter") !== false);
  if (task !== undefined) return launcher.run({ skill: { kind: "task", name: task } });
  if (debug !== undefined) return launcher.run({ skill: { kind: "debug", name: debug } });
  throw wrong;
}
