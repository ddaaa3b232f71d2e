import type { GitPart } from "../report/gitPart";
import {
  gitFacts,
  gitFinding,
  gitNote,
  strengthName,
  tieCaption,
  tieRows,
} from "../report/gitWords";
import type { Words } from "../report/words";
import { list, tableOf, text, type Section } from "./document";
import { isoDay } from "./localDay";

/** Commits, and what goes together with them, as on the page; days without either are left out. */
export function gitSection(git: GitPart, words: Words): Section {
  const { t, count, decimal, chance } = words;
  const title = t("Git");
  const finding = text(gitFinding(git, words));
  if (git.type !== "read" || git.work.velocity.commits === 0) return { title, blocks: [finding] };
  const { work } = git;
  const busy = work.buckets.filter(({ runs, commits }) => runs + commits > 0);
  return {
    title,
    blocks: [
      finding,
      text(gitNote(git, words) ?? ""),
      list(gitFacts(work, words)),
      tableOf(busy, [
        { title: t("Start"), of: ({ startMs }) => isoDay(startMs) },
        { title: t("Runs"), of: ({ runs }) => count(runs), isFigure: true },
        { title: t("Commits"), of: ({ commits }) => count(commits), isFigure: true },
      ]),
      text(tieCaption(work, words)),
      tableOf(tieRows(work, words), [
        { title: t("With commits"), of: ({ name }) => name },
        { title: t("Days"), of: ({ tie }) => count(tie.n), isFigure: true },
        { title: t("r"), of: ({ tie }) => decimal(tie.r), isFigure: true },
        {
          title: t("95% interval"),
          of: ({ tie }) => `${decimal(tie.interval[0])} – ${decimal(tie.interval[1])}`,
          isFigure: true,
        },
        { title: t("Spearman’s ρ"), of: ({ tie }) => decimal(tie.rho), isFigure: true },
        { title: t("p-value"), of: ({ tie }) => chance(tie.pValue), isFigure: true },
        { title: t("Strength"), of: ({ tie }) => strengthName(tie, words) },
      ]),
    ],
  };
}
