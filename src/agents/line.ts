import { isFields, type Fields } from "../base/fields";

/** Characters a name or an id may have. Whatever is longer is some other text in its place. */
const maxNameLength = 200;

/** With a zone: a time without one would depend on where it is read. */
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/;

/** @returns the object a line of JSON holds, or undefined: not JSON, or not an object. */
export function parseLine(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isFields(value) ? value : undefined;
  } catch {
    // A torn line, or not a log of this format: the caller counts it.
    return undefined;
  }
}

/** @returns the text of a field, which may be empty. */
export function textIn(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === "string" ? value : undefined;
}

/** @returns the text of a field that is a name or an id: 1–200 characters, on one line. */
export function nameIn(fields: Fields, name: string): string | undefined {
  const value = textIn(fields, name);
  return value !== undefined && isName(value) ? value : undefined;
}

export function isName(value: string): boolean {
  return value !== "" && value.length <= maxNameLength && !/[\r\n]/.test(value);
}

/** @returns the number of a field, when it is finite. */
export function numberIn(fields: Fields, name: string): number | undefined {
  const value = fields[name];
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** @returns the object of a field. */
export function fieldsIn(fields: Fields, name: string): Fields | undefined {
  const value = fields[name];
  return isFields(value) ? value : undefined;
}

/** @returns the items of a field that is a list and are objects; none where it is no list. */
export function itemsIn(fields: Fields, name: string): readonly Fields[] {
  const value: unknown = fields[name];
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** @returns milliseconds since 1970 UTC of a field in ISO 8601 with a zone. */
export function timeIn(fields: Fields, name: string): number | undefined {
  const value = fields[name];
  if (typeof value !== "string" || !isoTime.test(value)) return undefined;
  const atMs = Date.parse(value);
  return Number.isNaN(atMs) ? undefined : atMs;
}
