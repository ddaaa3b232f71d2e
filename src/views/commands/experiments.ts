import * as vscode from "vscode";
import {
  defaults,
  leastMinimumUnits,
  PlanError,
  type ExperimentPlan,
} from "../../recommend/experiments/model";
import { defaultStrategy, strategies } from "../../recommend/experiments/strategies";
import { planProblemSentence, strategyName } from "../model/report/experimentWords";
import type { Words } from "../model/report/words";
import { UserError } from "../userError";
import type { CommandParts, Handler } from "./parts";

/** Comparing a ranking with the usual one, session by session. */
export function experimentCommands(parts: CommandParts) {
  const { experiments, source } = parts;
  const { t } = vscode.l10n;
  return {
    "sessionBuddy.startExperiment": async () => {
      const { words } = parts.context();
      if (experiments.open !== undefined) {
        throw new UserError(planProblemSentence("another-open", words));
      }
      if (parts.settings.isSet("sessionBuddy.ranking")) {
        throw new UserError(
          t("Your settings choose a ranking: remove “sessionBuddy.ranking” from them first."),
        );
      }
      const plan = await askPlan(words);
      if (plan === undefined) return;
      try {
        experiments.start(plan);
      } catch (error) {
        if (!(error instanceof PlanError)) throw error;
        throw new UserError(planProblemSentence(error.problem, words));
      }
      tellDatabase(parts);
      source.invalidate();
    },
    "sessionBuddy.stopExperiment": async () => {
      const { open } = experiments;
      if (open === undefined) throw new UserError(t("No experiment is running."));
      const yes = t("Stop");
      const question = t("Stop the experiment “{0}”? It cannot go on afterwards.", open.name);
      if ((await vscode.window.showWarningMessage(question, { modal: true }, yes)) !== yes) return;
      experiments.stop();
      tellDatabase(parts);
      source.invalidate();
    },
  } satisfies Record<string, Handler>;
}

/** A fold takes them along; where it fails, the next one does. */
function tellDatabase({ history, log }: CommandParts): void {
  history.fold().catch((error: unknown) => {
    log.error(error instanceof Error ? error : String(error));
  });
}

/** @returns undefined when the user gave up. */
async function askPlan(
  words: Words,
): Promise<Required<Pick<ExperimentPlan, "name" | "treatment" | "minimumUnits">> | undefined> {
  const { t } = vscode.l10n;
  const rankings = strategies.filter(({ id }) => id !== defaultStrategy);
  const chosen = await vscode.window.showQuickPick(
    rankings.map(({ id }) => ({ label: strategyName(id, words), id })),
    {
      title: t("Start Ranking Experiment (1/3)"),
      placeHolder: t("Compare the usual ranking with this one; each session gets one of them"),
    },
  );
  if (chosen === undefined) return undefined;
  const name = await vscode.window.showInputBox({
    title: t("Start Ranking Experiment (2/3)"),
    prompt: t("Give it a name"),
    value: chosen.label,
    validateInput: (value) =>
      value.trim() === "" ? planProblemSentence("name-empty", words) : undefined,
  });
  if (name === undefined) return undefined;
  const minimum = await vscode.window.showInputBox({
    title: t("Start Ranking Experiment (3/3)"),
    prompt: t("Sessions each group needs before anything is concluded"),
    value: String(defaults.minimumUnits),
    validateInput: (value) =>
      /^\d{1,6}$/.test(value) && Number(value) >= leastMinimumUnits
        ? undefined
        : planProblemSentence("minimum-out-of-range", words),
  });
  if (minimum === undefined) return undefined;
  return { treatment: chosen.id, name, minimumUnits: Number(minimum) };
}
