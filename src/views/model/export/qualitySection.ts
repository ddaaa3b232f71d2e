import { qualityDays } from "../report/qualityChart";
import type { QualityPart } from "../report/qualityPart";
import {
  coverageHint,
  qualityFacts,
  qualityFinding,
  qualityNote,
  unitName,
} from "../report/qualityWords";
import type { Words } from "../report/words";
import { list, tableOf, text, type Section } from "./document";
import { isoDay } from "./localDay";

/** So many days are listed, the newest; the JSON export has all of them. */
const mostDays = 50;

/** Checks and coverage as on the page; days without either are left out. */
export function qualitySection(part: QualityPart, words: Words): Section {
  const { t, count, percent, percentTenths } = words;
  const title = t("Quality");
  const finding = text(qualityFinding(part, words));
  if (part.type !== "read") return { title, blocks: [finding] };
  const { quality } = part;
  const days = qualityDays(quality).filter(
    ({ checks, coverage }) => checks.finished > 0 || coverage !== undefined,
  );
  return {
    title,
    blocks: [
      finding,
      text(qualityNote(words)),
      list(qualityFacts(quality, words)),
      text(coverageHint(quality, words) ?? ""),
      tableOf(quality.coverage.length > 1 ? quality.coverage : [], [
        { title: t("Report"), of: ({ path }) => path },
        { title: t("Coverage"), of: ({ newest }) => percentTenths(newest.share), isFigure: true },
        { title: t("Of"), of: ({ unit }) => unitName(unit, words) },
        { title: t("Written"), of: ({ newest }) => isoDay(newest.measuredAtMs) },
        {
          title: t("Measurements"),
          of: ({ measurements }) => count(measurements),
          isFigure: true,
        },
      ]),
      tableOf(days.slice(-mostDays), [
        { title: t("Day"), of: ({ startMs }) => isoDay(startMs) },
        {
          title: t("Coverage"),
          of: ({ coverage }) => (coverage === undefined ? "" : percentTenths(coverage.share)),
          isFigure: true,
        },
        {
          title: t("Checks passed"),
          of: ({ checks }) => (checks.rate === undefined ? "" : percent(checks.rate)),
          isFigure: true,
        },
        { title: t("Finished"), of: ({ checks }) => count(checks.finished), isFigure: true },
      ]),
    ],
  };
}
