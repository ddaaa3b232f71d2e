import * as vscode from "vscode";
import { DisposableStore } from "../../base/dispose";
import { toolNames, type ToolName } from "../../contributions";
import {
  readDays,
  readRecommendInput,
  readRecordInput,
  recordFromChat,
  type RecordInput,
} from "../../serve/chat";
import { optional } from "../../tracker/completion";
import { recommendationText, recordedText, toolContext, englishWords } from "../model/chat/results";
import { reportSummary } from "../model/chat/reportSummary";
import { codeBlock, escapeMarkdown } from "../model/markdown";
import { outcomeLook } from "../model/outcomeLook";
import { prepareMeanings, reportOf, type ChatParts } from "./chatParts";
import { chatInterfaces } from "./interfaces";
import { unlessCancelled } from "./unlessCancelled";

/** A tool without the editor's wrapping. Both throw a TypeError with a sentence for wrong input. */
interface Tool {
  /** What the chat shows while it runs, and what it asks before. */
  prepare(input: unknown): vscode.PreparedToolInvocation;
  answer(input: unknown, token: vscode.CancellationToken): Promise<string>;
}

/** Registers the tools that language models call in chats, where the editor has such tools. */
export function registerTools(parts: ChatParts): vscode.Disposable {
  const own = new DisposableStore();
  const register = chatInterfaces().lm?.registerTool;
  if (register === undefined) return own;
  const tools = toolsOf(parts);
  for (const name of toolNames) {
    const { prepare, answer } = tools[name];
    own.register(
      register<unknown>(name, {
        prepareInvocation: ({ input }) => prepare(input),
        invoke: async ({ input }, token) => {
          const text = await unlessCancelled(inWords(parts, answer(input, token)), token);
          return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
        },
      }),
    );
  }
  return own;
}

function toolsOf(parts: ChatParts): Readonly<Record<ToolName, Tool>> {
  const { t } = vscode.l10n;
  const { source, history, clock, settings } = parts;
  return {
    session_buddy_recommend: {
      prepare: () => ({ invocationMessage: t("Looking up what worked here") }),
      answer: async (input, token) => {
        const { query, limit } = readRecommendInput(input);
        if (query !== undefined) await prepareMeanings(parts, token);
        const found = await history.recommend(
          source.context({ limit, isForAgent: true, ...optional("query", query) }),
        );
        const { skills, totalInvocations, isLoading } = source.current;
        const isEmpty = totalInvocations === 0 && !isLoading;
        return recommendationText(found, { isEmpty, query }, toolContext(skills, clock.nowMs()));
      },
    },
    session_buddy_record: {
      prepare: (input) => confirmation(parts, readRecordInput(input)),
      answer: (input, token) => {
        const given = readRecordInput(input);
        if (token.isCancellationRequested) throw new vscode.CancellationError();
        const current = (): typeof source.current => source.current;
        const argumentDetail = () => settings.get("sessionBuddy.arguments");
        const ended = recordFromChat({ ...parts, current, argumentDetail }, given);
        return Promise.resolve(recordedText(ended));
      },
    },
    session_buddy_report: {
      prepare: () => ({ invocationMessage: t("Reading the workflow report") }),
      answer: async (input) => reportSummary(await reportOf(parts, readDays(input)), englishWords),
    },
  };
}

function confirmation(
  { context }: ChatParts,
  { skill, outcome, command }: RecordInput,
): vscode.PreparedToolInvocation {
  const { t } = vscode.l10n;
  const { word } = outcomeLook(outcome, context().words);
  const question = t("Keep in this workspace's history that “{0}” ended as {1}?", skill, word);
  const more = command === undefined ? "" : `\n\n${codeBlock(command)}`;
  return {
    invocationMessage: t("Recording a result"),
    confirmationMessages: {
      title: t("Record a Result"),
      message: new vscode.MarkdownString(escapeMarkdown(question) + more),
    },
  };
}

/** What is not the caller's fault is logged, and told in one sentence. */
async function inWords({ log }: ChatParts, answer: Promise<string>): Promise<string> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof TypeError || error instanceof vscode.CancellationError) throw error;
    log.error(error instanceof Error ? error : String(error));
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`The history could not be read: ${message}`, { cause: error });
  }
}
