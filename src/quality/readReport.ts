import { isFields } from "../base/fields";
import { readCobertura } from "./cobertura";
import { readCoveragePy } from "./coveragePy";
import { readCoverageSummary } from "./coverageSummary";
import { readGoProfile } from "./goProfile";
import { readJacoco } from "./jacoco";
import { readLcov } from "./lcov";
import type { CoverageReading } from "./model";
import { xmlRoot } from "./xmlRoot";

/**
 * Reads a coverage report in any of the known formats. The text decides which it is: programs agree
 * on formats, and less on names of files.
 */
export function readReport(text: string): CoverageReading {
  const content = text.replace(/^\ufeff?\s*/, "");
  if (content.startsWith("{")) return readJson(content);
  if (content.startsWith("<")) return readXml(content);
  return content.startsWith("mode:") ? readGoProfile(content) : readLcov(content);
}

function readJson(text: string): CoverageReading {
  let report: unknown;
  try {
    report = JSON.parse(text);
  } catch {
    return { problem: "It is not valid JSON; it may still have been being written." };
  }
  return isFields(report) && "totals" in report
    ? readCoveragePy(report)
    : readCoverageSummary(report);
}

function readXml(text: string): CoverageReading {
  const root = xmlRoot(text);
  if (root === undefined) return { problem: "It is not XML with an element." };
  return root.name === "report" ? readJacoco(text, root) : readCobertura(root);
}
