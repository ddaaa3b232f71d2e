import { completionRate } from "../../../tracker/model";
import { list, tableOf, text, type Block, type TextDocument } from "../export/document";
import { kindName } from "../report/names";
import type { Words } from "../report/words";
import { changesBlocks, cleanUpBlocks } from "./changes";
import type { Checkpoint, TimeShare } from "./checkpoint";
import { localMoment } from "./moment";
import { risksBlocks } from "./risks";

/** So many tools have a row; at the end of a session fewer. */
const mostTools = { checkpoint: 15, end: 5 } as const;

/** The account as a document. A section with nothing to tell says so, and what is missing. */
export function checkpointDocument(checkpoint: Checkpoint, words: Words): TextDocument {
  const { t } = words;
  const { kind, project, atMs, sinceMs, changes, next } = checkpoint;
  const isEnd = kind === "end";
  return {
    title: isEnd
      ? t("End of session: {project}", { project })
      : t("Checkpoint: {project}", { project }),
    lead: [
      text(localMoment(atMs)),
      text(t("The window is open since {moment}.", { moment: localMoment(sinceMs) })),
    ],
    sections: [
      { title: t("Outcomes"), blocks: outcomesBlocks(checkpoint, words) },
      { title: t("Time allocation"), blocks: timeBlocks(checkpoint, words) },
      { title: t("Tools used"), blocks: toolsBlocks(checkpoint, words) },
      { title: t("Changes"), blocks: changesBlocks(changes, words) },
      { title: t("Risks"), blocks: risksBlocks(checkpoint, words) },
      ...(isEnd
        ? []
        : [
            { title: t("Clean-up candidates"), blocks: cleanUpBlocks(changes, words) },
            { title: t("What to do next"), blocks: [nextBlock(next, words)] },
          ]),
    ],
  };
}

function outcomesBlocks({ counts, earlierRuns }: Checkpoint, words: Words): readonly Block[] {
  const { t, count, percent } = words;
  const finished = counts.completed + counts.failed + counts.abandoned;
  const total = finished + counts.running + counts.unknown;
  if (total === 0) return [text(t("Nothing ran in this window."))];
  const rate = completionRate(counts);
  const figures = {
    completed: count(counts.completed),
    failed: count(counts.failed),
    abandoned: count(counts.abandoned),
    running: count(counts.running),
    unknown: count(counts.unknown),
  };
  return [
    text(
      rate === undefined
        ? t("{runs}; none of them finished.", { runs: words.runs(total) })
        : t("{runs}; {rate} of {count} finished ones completed.", {
            runs: words.runs(total),
            rate: percent(rate),
            count: count(finished),
          }),
    ),
    list([
      t("Completed {completed}, failed {failed}, abandoned {abandoned}", figures),
      t("Still running {running}, without a known end {unknown}", figures),
    ]),
    text(
      earlierRuns > 0
        ? t("The sections below leave out the {count} oldest runs.", { count: count(earlierRuns) })
        : "",
    ),
  ];
}

function timeBlocks({ phases, categories }: Checkpoint, words: Words): readonly Block[] {
  const { t, count } = words;
  const sum = (of: (share: TimeShare) => number): number =>
    phases.reduce((all, share) => all + of(share), 0);
  const timed = sum((share) => share.timed);
  if (timed === 0) return [text(t("No run was timed."))];
  return [
    text(
      t("Timed in the foreground: {timed} of {runs}. Runs at the same time count each.", {
        timed: count(timed),
        runs: words.runs(sum((share) => share.runs)),
      }),
    ),
    shareTable(phases, t("Phase"), t("no phase"), words),
    shareTable(categories, t("Category"), t("not known"), words),
  ];
}

function shareTable(
  shares: readonly TimeShare[],
  title: string,
  nameless: string,
  words: Words,
): Block {
  const { t, count, percent, duration } = words;
  const allMs = shares.reduce((sum, { ms }) => sum + ms, 0);
  return tableOf(shares, [
    { title, of: ({ name }) => name ?? nameless },
    {
      title: t("Time"),
      of: ({ ms, timed }) => duration(timed === 0 ? undefined : ms),
      isFigure: true,
    },
    {
      title: t("Share"),
      of: ({ ms, timed }) => percent(timed === 0 || allMs === 0 ? undefined : ms / allMs),
      isFigure: true,
    },
    { title: t("Runs"), of: ({ runs }) => count(runs), isFigure: true },
  ]);
}

function toolsBlocks({ kind, tools }: Checkpoint, words: Words): readonly Block[] {
  const { t, count } = words;
  if (tools.length === 0) return [text(t("None."))];
  const most = mostTools[kind];
  return [
    tableOf(tools.slice(0, most), [
      { title: t("Skill"), of: ({ label }) => label },
      { title: t("Kind"), of: (tool) => kindName(tool.kind, words) },
      { title: t("Runs"), of: ({ runs }) => count(runs), isFigure: true },
      { title: t("By agents"), of: ({ byAgents }) => count(byAgents), isFigure: true },
      { title: t("Completed"), of: ({ counts }) => count(counts.completed), isFigure: true },
      { title: t("Failed"), of: ({ counts }) => count(counts.failed), isFigure: true },
      { title: t("Abandoned"), of: ({ counts }) => count(counts.abandoned), isFigure: true },
    ]),
    text(tools.length > most ? t("and {count} more", { count: count(tools.length - most) }) : ""),
  ];
}

function nextBlock(next: Checkpoint["next"], { t }: Words): Block {
  return next.length === 0
    ? text(t("Nothing is recommended yet."))
    : list(next.map(({ label, reason }) => t("{skill}: {reason}", { skill: label, reason })));
}
