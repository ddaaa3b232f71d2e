import type { TextDocument } from "./document";
import { documentMarkdown } from "./documentMarkdown";
import { documentPlain } from "./documentPlain";

/** `skills`: what was used; `workflow`: phase by phase; `heatmap`: skills against phases. */
export const textReportKinds = ["skills", "workflow", "heatmap"] as const;
export type TextReportKind = (typeof textReportKinds)[number];

export const textFormats = ["text", "markdown"] as const;
export type TextFormat = (typeof textFormats)[number];

/** @returns the document in a format; plain text is at most 80 columns wide. */
export function documentIn(format: TextFormat, document: TextDocument): string {
  switch (format) {
    case "text":
      return documentPlain(document);
    case "markdown":
      return documentMarkdown(document);
  }
}
