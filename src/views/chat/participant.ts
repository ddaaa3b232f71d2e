import * as vscode from "vscode";
import { DisposableStore } from "../../base/dispose";
import { chatCommands, participantId, type ChatCommand, type CommandId } from "../../contributions";
import type { Recommendation } from "../../recommend/model";
import { usualDays } from "../../serve/chat";
import { optional } from "../../tracker/completion";
import { skillKey } from "../../tracker/model";
import {
  daysIn,
  explainedAnswer,
  namedSkill,
  recommendedAnswer,
  suggestionButtons,
  unknownSkillAnswer,
} from "../model/chat/answers";
import { reportSummary } from "../model/chat/reportSummary";
import { problemOf, problemSentence } from "../problems";
import { prepareMeanings, reportOf, type ChatParts } from "./chatParts";
import { chatInterfaces } from "./interfaces";
import { unlessCancelled } from "./unlessCancelled";

/** Skills that are ranked to explain one of them. */
const mostRanked = 100;

/** Markdown, buttons below it, and the skill it is about first. */
interface Answer {
  readonly markdown: string;
  readonly buttons: readonly vscode.Command[];
  readonly about?: string;
}

type Answering = (
  parts: ChatParts,
  prompt: string,
  token: vscode.CancellationToken,
) => Promise<Answer>;

const answers = { recommend, report, explain } satisfies Record<ChatCommand, Answering>;

/**
 * `@buddy` in chats, where the editor has them. It answers by itself, no language model is asked, and
 * what was asked is kept only when the user runs what it offered, as from everywhere else.
 */
export function registerParticipant(parts: ChatParts): vscode.Disposable {
  const own = new DisposableStore();
  const create = chatInterfaces().chat?.createChatParticipant;
  if (create === undefined) return own;
  const participant = own.register(
    create(participantId, async ({ prompt, command }, _context, stream, token) => {
      const asked = chatCommands.find((known) => known === command) ?? "recommend";
      stream.progress(vscode.l10n.t("Reading the history…"));
      try {
        const answering = answers[asked](parts, prompt.trim(), token);
        const { markdown, buttons, about } = await unlessCancelled(answering, token);
        stream.markdown(markdown);
        for (const button of buttons) stream.button(button);
        return { metadata: { command: asked, ...optional("about", about) } };
      } catch (error) {
        if (error instanceof vscode.CancellationError) return {};
        parts.log.error(error instanceof Error ? error : String(error));
        return { errorDetails: { message: problemSentence(problemOf(error)) } };
      }
    }),
  );
  participant.iconPath = vscode.Uri.joinPath(parts.extensionUri, "media", "icon.png");
  participant.followupProvider = {
    provideFollowups: ({ metadata = {} }) => followUps(metadata["command"], metadata["about"]),
  };
  return own;
}

async function recommend(
  parts: ChatParts,
  prompt: string,
  token: vscode.CancellationToken,
): Promise<Answer> {
  const { history, source, context } = parts;
  const query = prompt === "" ? undefined : prompt;
  if (query !== undefined) await prepareMeanings(parts, token);
  const found = await history.recommend(source.context(optional("query", query)));
  const [best] = found;
  return {
    markdown: recommendedAnswer(found, query, context()),
    buttons: runButtons(parts, found, query),
    ...optional("about", best?.label),
  };
}

async function report(parts: ChatParts, prompt: string): Promise<Answer> {
  const { t } = vscode.l10n;
  const found = await reportOf(parts, daysIn(prompt) ?? usualDays);
  return {
    markdown: reportSummary(found, parts.context().words),
    buttons: [
      button("sessionBuddy.openReport", t("Open Workflow Report")),
      button("sessionBuddy.exportReport", t("Export Workflow Report…")),
    ],
  };
}

async function explain(parts: ChatParts, prompt: string): Promise<Answer> {
  const { history, source, context } = parts;
  const { skills } = source.current;
  const named = namedSkill(prompt, skills);
  const ranked = await history.recommend(source.context({ limit: mostRanked }));
  if (prompt !== "" && named === undefined)
    return { markdown: unknownSkillAnswer(prompt, skills, context()), buttons: [] };
  const found = named === undefined ? ranked[0] : ranked.find(({ key }) => key === named.key);
  const target = named ?? found?.skill;
  const { t } = vscode.l10n;
  const open = (skill: NonNullable<typeof target>): vscode.Command =>
    button("sessionBuddy.openSkillInReport", t("Open in Report"), {
      skill: { kind: skill.kind, name: skill.name },
    });
  return {
    markdown: explainedAnswer(named, found, context()),
    buttons: [
      ...(found === undefined ? [] : runButtons(parts, [found], undefined)),
      ...(target === undefined ? [] : [open(target)]),
    ],
  };
}

function runButtons(
  { context }: ChatParts,
  found: readonly Recommendation[],
  query: string | undefined,
): readonly vscode.Command[] {
  const shown = found.map(({ skill }) => skillKey(skill));
  const chosen = { shown, ...optional("query", query) };
  return suggestionButtons(found, context()).map(({ title, target }) =>
    button("sessionBuddy.rerun", title, target, chosen),
  );
}

function button(command: CommandId, title: string, ...given: unknown[]): vscode.Command {
  return { command, title, arguments: given };
}

/** @param about label of the skill that was offered first. */
function followUps(command: unknown, about: unknown): vscode.ChatFollowup[] {
  const { t } = vscode.l10n;
  const next = (to: ChatCommand, prompt: string, label: string): vscode.ChatFollowup => ({
    ...{ prompt, label, command: to },
  });
  return [
    ...(typeof about === "string" ? [next("explain", about, t("Why “{0}”?", about))] : []),
    ...(command === "recommend" ? [] : [next("recommend", "", t("What to run next?"))]),
    ...(command === "report"
      ? []
      : [next("report", t("the last {0} days", usualDays), t("How is it going?"))]),
  ];
}
