import { readFileSync } from "node:fs";
import { requireFromHost } from "../../host/lib/installed.mjs";
import type { Frame } from "../../host/lib/playwright";

/** A rule of axe that does not hold, and where. */
export interface Violation {
  readonly rule: string;
  readonly targets: readonly string[];
}

/**
 * Checks the accessibility of a document, or of the part of it that a selector names.
 *
 * @returns what axe found wrong; colours are judged as the current theme paints them
 */
export async function findAxeViolations(frame: Frame, selector = "html"): Promise<Violation[]> {
  const source = readFileSync(requireFromHost.resolve("axe-core/axe.min.js"), "utf8");
  await frame.evaluate(source);
  return frame.evaluate<Violation[]>(`axe.run(${JSON.stringify(selector)}).then(({ violations }) =>
    violations.map(({ id, nodes }) => ({
      rule: id,
      targets: nodes.map((node) => node.target.join(" ")),
    })))`);
}
