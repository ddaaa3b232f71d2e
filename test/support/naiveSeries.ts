import type { SeriesBucket } from "../../src/analysis/series";
import type { SkillKey } from "../../src/tracker/model";
import { minute, type Run } from "./history";
import { naiveQuantile, naiveRate, naiveTypical, withoutUndefined } from "./naive";

const quarter = 15 * minute;

/**
 * Slow and obvious: walks back by quarters of an hour and begins a bucket wherever the local clock shows
 * another hour or day than the quarter before. Right where clocks change at full quarters.
 */
export function naiveSeries(
  runs: readonly Run[],
  skill: SkillKey | undefined,
  { unit, count, nowMs }: { unit: "hour" | "day"; count: number; nowMs: number },
): readonly SeriesBucket[] {
  const starts: number[] = [];
  for (let ms = Math.floor(nowMs / quarter) * quarter; starts.length < count; ms -= quarter) {
    if (shownAt(ms, unit) !== shownAt(ms - quarter, unit)) starts.unshift(ms);
  }
  return starts.map((startMs, at) => {
    const name = shownAt(startMs, unit);
    const endMs = starts[at + 1] ?? Infinity;
    const own = runs.filter(
      (run) =>
        run.at >= startMs &&
        run.at < endMs &&
        shownAt(run.at, unit) === name &&
        (skill === undefined || run.skill === skill),
    );
    return withoutUndefined<SeriesBucket>({
      startMs,
      sessions: new Set(own.map(({ session }) => session)).size,
      ...naiveRate(own),
      medianDurationMs: naiveQuantile(naiveTypical(own), 0.5),
    });
  });
}

/** The date, and for hours the hour and the distance to UTC: an hour may come twice on a day. */
function shownAt(ms: number, unit: "hour" | "day"): string {
  const date = new Date(ms);
  const day = `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
  return unit === "day" ? day : `${day} ${date.getHours()} ${date.getTimezoneOffset()}`;
}
