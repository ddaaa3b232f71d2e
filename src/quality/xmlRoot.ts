/** The first element of an XML document, as far as it is needed here. */
export interface XmlRoot {
  readonly name: string;
  /** As they stand there: entities are not expanded. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Where its content begins. */
  readonly contentAt: number;
}

/**
 * Finds the root element. The rest of the document is not looked at, and need not be well-formed;
 * no entity is expanded and nothing is loaded.
 *
 * @returns undefined where no element begins.
 */
export function xmlRoot(text: string): XmlRoot | undefined {
  const at = endOfProlog(text);
  tagStart.lastIndex = at;
  const name = tagStart.exec(text)?.[1];
  if (name === undefined) return undefined;
  const { attributes, end } = attributesAt(text, tagStart.lastIndex);
  return { name, attributes, contentAt: end };
}

/** @returns the attributes from there to the end of the tag, and where that is. */
export function attributesAt(
  text: string,
  at: number,
): { readonly attributes: ReadonlyMap<string, string>; readonly end: number } {
  const attributes = new Map<string, string>();
  let end = at;
  for (attribute.lastIndex = at; ; end = attribute.lastIndex) {
    const found = attribute.exec(text);
    if (found === null) break;
    const [, name = "", inDouble, inSingle] = found;
    attributes.set(name, inDouble ?? inSingle ?? "");
  }
  const close = text.indexOf(">", end);
  return { attributes, end: close < 0 ? text.length : close + 1 };
}

/** @returns a count that an attribute holds; undefined where it holds none. */
export function countIn(attributes: ReadonlyMap<string, string>, name: string): number | undefined {
  const value = attributes.get(name)?.trim() ?? "";
  return /^\d+$/.test(value) ? Number(value) : undefined;
}

const tagStart = /<([A-Za-z_][\w.:-]*)/y;
const attribute = /\s+([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;

/** Skips what may stand before the root: a declaration, comments, a document type with its subset. */
function endOfProlog(text: string): number {
  let at = 0;
  for (;;) {
    while (/\s/.test(text.charAt(at))) at++;
    const end = text.startsWith("<?", at)
      ? after(text, "?>", at)
      : text.startsWith("<!--", at)
        ? after(text, "-->", at)
        : text.startsWith("<!DOCTYPE", at)
          ? endOfDoctype(text, at)
          : undefined;
    if (end === undefined) return at;
    at = end;
  }
}

function endOfDoctype(text: string, at: number): number {
  const end = after(text, ">", at);
  const subset = text.indexOf("[", at);
  if (subset < 0 || subset > end) return end;
  return after(text, ">", after(text, "]", subset));
}

function after(text: string, what: string, at: number): number {
  const found = text.indexOf(what, at);
  return found < 0 ? text.length : found + what.length;
}
