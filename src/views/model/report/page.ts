/** Id of the element that holds the messages of a page nobody talks to. */
export const embeddedDataId = "session-buddy-report";

export interface ReportPage {
  /** One value, made for this page alone: it says which script and styles are ours. */
  readonly nonce: string;
  /** What `default-src 'none'` is widened by for fonts: the webview's own source. Absent = none. */
  readonly cspSource?: string;
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  /** Addresses of the built page, or its text for a file that stands alone. */
  readonly script: { readonly uri: string } | { readonly text: string };
  readonly style: { readonly uri: string } | { readonly text: string };
  /** Messages the page reads at once, instead of from a host. */
  readonly messages?: readonly unknown[];
}

/**
 * The report page, for the editor, for an exported file and for tests: one markup, one policy.
 *
 * Nothing loads but what carries the nonce. The component library writes a style element of its own
 * and reads the nonce for it from `csp-nonce`.
 */
export function reportHtml(page: ReportPage): string {
  const nonce = escapeAttribute(page.nonce);
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${page.nonce}'`,
    `style-src 'nonce-${page.nonce}'`,
    ...(page.cspSource === undefined ? [] : [`font-src ${page.cspSource}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const style =
    "uri" in page.style
      ? `<link rel="stylesheet" nonce="${nonce}" href="${escapeAttribute(page.style.uri)}">`
      : `<style nonce="${nonce}">${rawText("style", page.style.text)}</style>`;
  const script =
    "uri" in page.script
      ? `<script nonce="${nonce}" src="${escapeAttribute(page.script.uri)}"></script>`
      : `<script nonce="${nonce}">${rawText("script", page.script.text)}</script>`;
  const data =
    page.messages === undefined
      ? ""
      : `<script type="application/json" id="${embeddedDataId}">${jsonText(page.messages)}</script>\n`;
  return `<!DOCTYPE html>
<html lang="${escapeAttribute(page.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" content="${nonce}">
<title>${escapeText(page.title)}</title>
${style}
</head>
<body>
${data}${script}
</body>
</html>
`;
}

/** JSON that cannot end the element it stands in: "<" is written as an escape. */
function jsonText(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

/**
 * Our own built text, which its element would end at `</script` or `</style`, wherever that stands.
 * It can only stand in a string there, where each language has an escape for "<".
 */
function rawText(element: "script" | "style", text: string): string {
  const escape = element === "script" ? "\\x3c" : "\\3c ";
  return text.replace(new RegExp(`<(?=/${element}|!--)`, "gi"), escape);
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', "&quot;");
}
