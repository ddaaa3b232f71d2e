import * as vscode from "vscode";
import type { Candidate } from "../../recommend/predict/model";
import { optional } from "../../tracker/completion";
import type { SkillPreferenceSet } from "../../tracker/record";
import { outcomes, skillKey, type FinalOutcome, type SkillRef } from "../../tracker/model";
import { durationSentence, forecastSentence } from "../model/forecastWords";
import { escapeMarkdown } from "../model/markdown";
import { outcomeLook } from "../model/outcomeLook";
import { explanation } from "../model/reasonWords";
import { UserError } from "../userError";
import type { CommandParts, Handler } from "./parts";
import { targetOf } from "./target";

type Preference = Omit<SkillPreferenceSet, "type" | "skill" | "atMs">;

/** What a person says about a run or a skill. */
export function editingCommands(parts: CommandParts) {
  const { tracker, source, clock } = parts;
  const { t } = vscode.l10n;

  const prefer = (skill: SkillRef, preference: Preference): void => {
    tracker.note({ type: "preference", skill, atMs: clock.nowMs(), ...preference });
  };

  return {
    "sessionBuddy.markOutcome": async (given) => {
      const { invocationId, skill } = targetOf(parts, given);
      if (invocationId === undefined) throw new UserError(t("Choose a run in the Session view."));
      const outcome = await askOutcome(parts, t("How Did “{0}” End?", skill.name));
      if (outcome !== undefined) tracker.amend(invocationId, { outcome });
    },
    "sessionBuddy.recordResult": () => recordResult(parts),
    "sessionBuddy.notUseful": (given) => {
      const { skill } = targetOf(parts, given);
      const last = tracker.invocations[0]?.skill;
      tracker.note({
        type: "rejected",
        sessionId: tracker.sessionId,
        skill,
        atMs: clock.nowMs(),
        ...(last === undefined ? {} : { after: last }),
      });
    },
    "sessionBuddy.pin": (given) => prefer(targetOf(parts, given).skill, { pinned: true }),
    "sessionBuddy.unpin": (given) => prefer(targetOf(parts, given).skill, { pinned: null }),
    "sessionBuddy.hideSkill": async (given) => {
      const { skill } = targetOf(parts, given);
      prefer(skill, { hidden: true });
      const undo = t("Undo");
      const told = t("“{0}” is hidden from the views and from recommendations.", skill.name);
      if ((await vscode.window.showInformationMessage(told, undo)) === undo) {
        prefer(skill, { hidden: null });
      }
    },
    "sessionBuddy.showHiddenSkills": async () => {
      const hidden = source.current.skills.filter((skill) => skill.hidden);
      if (hidden.length === 0) throw new UserError(t("No skill is hidden."));
      const chosen = await vscode.window.showQuickPick(
        hidden.map((skill) => ({ label: skill.label, description: skill.category, skill })),
        { canPickMany: true, title: t("Show Hidden Skills") },
      );
      for (const { skill } of chosen ?? []) prefer(skill, { hidden: null });
    },
    "sessionBuddy.renameSkill": async (given) => {
      const { skill } = targetOf(parts, given);
      const known = source.current.skills.find(
        ({ kind, name }) => kind === skill.kind && name === skill.name,
      );
      const label = await vscode.window.showInputBox({
        title: t("Rename “{0}”", skill.name),
        prompt: t("Leave empty to go back to its own name"),
        value: known?.label ?? skill.name,
        validateInput: (value) => (value.length > 200 ? t("At most 200 characters") : undefined),
      });
      if (label !== undefined) prefer(skill, { label: label.trim() || null });
    },
    "sessionBuddy.setSkillPhase": async (given) => {
      const { skill } = targetOf(parts, given);
      const inferred = t("$(sparkle) As the catalog says");
      const phase = await vscode.window.showQuickPick([inferred, ...parts.phases.all], {
        title: t("Phase of “{0}”", skill.name),
        placeHolder: t("Its runs from now on belong to this phase"),
      });
      if (phase === undefined) return;
      parts.phases.assign(skill, phase === inferred ? undefined : phase);
      prefer(skill, { phase: phase === inferred ? null : phase });
    },
    "sessionBuddy.explain": async (given) => {
      const { skill } = targetOf(parts, given);
      const found = source.current.recommended.find(
        (one) => one.skill.kind === skill.kind && one.skill.name === skill.name,
      );
      if (found === undefined) throw new UserError(t("It is not recommended any more."));
      const forecast = await parts.history.forecast(candidateOf(parts, skill));
      const context = parts.context();
      const likely = escapeMarkdown(forecastSentence(forecast, context.words));
      const takes = escapeMarkdown(durationSentence(forecast, context.words));
      const why = explanation(found, context);
      const content = `# ${t("Why This?")}\n\n${why}\n\n${likely}\n\n${takes}\n`;
      const document = await vscode.workspace.openTextDocument({ language: "markdown", content });
      await vscode.commands.executeCommand("markdown.showPreview", document.uri);
    },
  } satisfies Record<string, Handler>;
}

/** A run of the skill by the user, now, as it would be recorded. */
function candidateOf({ tracker, source, phases, clock }: CommandParts, skill: SkillRef): Candidate {
  const known = source.current.skills.find(
    ({ kind, name }) => kind === skill.kind && name === skill.name,
  );
  return {
    skill: skillKey(skill),
    sessionId: tracker.sessionId,
    author: "user",
    nowMs: clock.nowMs(),
    ...optional("phase", phases.phaseFor({ skill, phase: known?.phase })),
  };
}

async function askOutcome(parts: CommandParts, title: string): Promise<FinalOutcome | undefined> {
  const { words } = parts.context();
  const items = outcomes.flatMap((outcome) =>
    outcome === "running"
      ? []
      : [
          {
            label: `$(${outcomeLook(outcome, words).icon}) ${outcomeLook(outcome, words).word}`,
            outcome,
          },
        ],
  );
  return (await vscode.window.showQuickPick(items, { title }))?.outcome;
}

/** For what no observer sees: a manual check, a review, work in another program. */
async function recordResult(parts: CommandParts): Promise<void> {
  const { t } = vscode.l10n;
  if (parts.source.current.tracking !== "on") {
    throw new UserError(t("Nothing is recorded now: start or resume recording first."));
  }
  const name = await vscode.window.showInputBox({
    title: t("Record a Result by Hand (1/3)"),
    prompt: t("What did you do? For example: manual smoke test"),
    validateInput: (value) => (value.trim() === "" ? t("Give it a name") : undefined),
  });
  if (name === undefined) return;
  const outcome = await askOutcome(parts, t("How Did It End? (2/3)"));
  if (outcome === undefined) return;
  const query = await vscode.window.showInputBox({
    title: t("What Was It For? (3/3)"),
    prompt: t("Optional; it is found again by these words"),
  });
  if (query === undefined) return;
  const skill = { kind: "skill", name: name.trim() } as const;
  const phase = parts.phases.phaseFor({ skill });
  parts.tracker.track({
    skill,
    source: "hand",
    category: "By hand",
    ...(phase === undefined ? {} : { phase }),
    ...(query.trim() === "" ? {} : { query: query.trim() }),
  })({ outcome, reason: "by-hand", durationMs: "unknown" });
}
