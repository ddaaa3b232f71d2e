import { coverageOf, type CoverageReading } from "./model";
import { countIn, type XmlRoot } from "./xmlRoot";

/**
 * Reads what the root element of a Cobertura report counts. A rate without counts, as its first
 * versions wrote it, is not enough: nobody could check it.
 */
export function readCobertura({ name, attributes }: XmlRoot): CoverageReading {
  if (name !== "coverage") {
    return { problem: `It is no report of Cobertura: its root is not “coverage”.` };
  }
  return coverageOf("cobertura", "lines", {
    covered: countIn(attributes, "lines-covered"),
    total: countIn(attributes, "lines-valid"),
    branchesCovered: countIn(attributes, "branches-covered"),
    branchesTotal: countIn(attributes, "branches-valid"),
  });
}
