import { redact } from "../../../tracker/redact";
import { list, text, type Block } from "../export/document";
import { clock } from "../export/localDay";
import { severityName } from "../report/names";
import type { Words } from "../report/words";
import type { Checkpoint, Labelled } from "./checkpoint";
import { firstOf } from "./sentences";

/** So many runs, and so many files of a sentence, are named. */
const mostRuns = 10;
const mostFiles = 3;

/** What could go wrong next, worst first; or that nothing was found, and in what. */
export function risksBlocks(checkpoint: Checkpoint, words: Words): readonly Block[] {
  const { t } = words;
  const { failed, running, bottlenecks } = checkpoint;
  const items = [
    ...repositoryRisks(checkpoint, words),
    ...firstOf(
      failed.map((one) => failureSentence(one, words)),
      mostRuns,
      words,
    ),
    ...firstOf(
      running.map(({ label, run }) =>
        t("{skill} still runs, since {time}.", { skill: label, time: clock(run.startedAtMs) }),
      ),
      mostRuns,
      words,
    ),
    ...(bottlenecks ?? []).map(({ phase, abandonmentRate, finished, severity }) =>
      t("{severity}: {rate} of {count} finished runs of {phase} were abandoned in 30 days.", {
        severity: severityName(severity, words),
        rate: words.percent(abandonmentRate),
        count: words.count(finished),
        phase,
      }),
    ),
  ];
  return [
    items.length === 0 ? text(t("None found.")) : list(items),
    text(
      bottlenecks === undefined && checkpoint.kind === "checkpoint"
        ? t("Bottlenecks are not known: the history could not be read.")
        : "",
    ),
  ];
}

function repositoryRisks({ changes }: Checkpoint, words: Words): readonly string[] {
  if (changes.type !== "read") return [];
  const { t, count } = words;
  const { changes: changed, olderChanges, branch, commit } = changes.repository;
  const conflicts = changed.filter(({ conflicted }) => conflicted).map(({ path }) => path);
  const named = (paths: readonly string[]): Record<"count" | "paths", string> => ({
    count: count(paths.length),
    paths: firstOf(paths, mostFiles, words).join(", "),
  });
  return [
    ...(conflicts.length === 0
      ? []
      : [t("Files in conflict, {count}: {paths}.", named(conflicts))]),
    ...(branch === undefined && commit !== undefined
      ? [t("HEAD is detached: commits made now belong to no branch.")]
      : []),
    ...(olderChanges.length === 0
      ? []
      : [t("Uncommitted and older than the session, {count}: {paths}.", named(olderChanges))]),
  ];
}

function failureSentence({ label, run }: Labelled, { t }: Words): string {
  const { startedAtMs, errorType, exitCode } = run;
  const values = { skill: label, time: clock(startedAtMs) };
  if (errorType !== undefined)
    return t("{skill} failed when it last ran, at {time}: {error}.", {
      ...values,
      error: redact(errorType),
    });
  return exitCode === undefined
    ? t("{skill} failed when it last ran, at {time}.", values)
    : t("{skill} failed when it last ran, at {time}, with exit code {code}.", {
        ...values,
        code: String(exitCode),
      });
}
