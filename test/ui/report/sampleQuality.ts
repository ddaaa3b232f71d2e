import type { Quality } from "../../../src/analysis/quality";
import type { MeasuredCoverage } from "../../../src/tracker/coverage";
import type { History } from "../../../src/tracker/history";
import { aMeasurement } from "../../support/coverage";
import { day, hour } from "../../support/history";
import { aQuality } from "../../support/quality";
import { sampleNowMs } from "./sample";

const categories: Readonly<Record<string, string>> = {
  "npm test": "Testing",
  tsc: "Lint & format",
  eslint: "Lint & format",
  build: "Build",
};

/** Every other day a report: 79.3 % at first, 81.4 % at last, and one beside it for some time. */
function sampleMeasurements(): readonly MeasuredCoverage[] {
  return Array.from({ length: 15 }, (_, at): readonly MeasuredCoverage[] => {
    const atMs = sampleNowMs - (2 * at + 1) * day + hour;
    const covered = at === 0 ? 814 : at === 14 ? 793 : 800 + ((7 * at) % 11);
    const whole = { atMs, covered, total: 1000 };
    const path = "coverage/<b>cobertura</b>.xml";
    return [
      aMeasurement({ ...whole, branches: { covered: 61, total: 80 } }),
      ...(at < 4 ? [aMeasurement({ ...whole, path, format: "cobertura" })] : []),
    ];
  }).flat();
}

/** What is known of the quality of a sample's code; its checks have the categories they would have. */
export function sampleQuality(
  history: History,
  measured: readonly MeasuredCoverage[] = sampleMeasurements(),
): Quality {
  const skills = history.skills.map((skill) => ({
    ...skill,
    category: categories[skill.name] ?? skill.category,
  }));
  return aQuality({ ...history, skills }, measured, {}, sampleNowMs);
}
