import { coverageOf, type CoverageReading } from "./model";
import { attributesAt, countIn, type XmlRoot } from "./xmlRoot";

/**
 * Reads the counters that stand directly in the root of a JaCoCo report; those of its packages and
 * methods are parts of them. They come after the last group or package.
 *
 * Source: report.dtd of JaCoCo 0.8, `<!ELEMENT report (sessioninfo*, (group* | package*), counter*)>`.
 */
export function readJacoco(text: string, { name, contentAt }: XmlRoot): CoverageReading {
  if (name !== "report") {
    return { problem: `It is no report of JaCoCo: its root is not “report”.` };
  }
  const from = Math.max(
    contentAt,
    ...["</package>", "</group>"].map((end) => text.lastIndexOf(end)),
  );
  const counters = new Map<string, { readonly covered: number; readonly missed: number }>();
  for (const { index } of text.slice(from).matchAll(/<counter(?=\s)/g)) {
    const { attributes } = attributesAt(text, from + index + "<counter".length);
    const type = attributes.get("type");
    const covered = countIn(attributes, "covered");
    const missed = countIn(attributes, "missed");
    if (type === undefined || covered === undefined || missed === undefined) continue;
    counters.set(type, { covered, missed });
  }
  const lines = counters.get("LINE");
  const branches = counters.get("BRANCH");
  return coverageOf("jacoco", "lines", {
    covered: lines?.covered,
    total: lines && lines.covered + lines.missed,
    branchesCovered: branches?.covered,
    branchesTotal: branches && branches.covered + branches.missed,
  });
}
