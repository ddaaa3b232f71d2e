import { secretMark } from "./redact/mark";
export function redact(text: string): string {
  return text.replace(/\bghp_\w{20,}/g, secretMark);
}
