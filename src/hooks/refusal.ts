import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** What is known of a request before its body is read. */
export interface RequestHead {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** What a request has to be like. */
export interface Expected {
  readonly port: number;
  readonly token: string;
  /** For example `/hooks/claude`. */
  readonly paths: readonly string[];
  readonly maxBodyBytes: number;
}

/**
 * @returns the HTTP status a request is refused with; undefined: its body may be read.
 *
 * A page in a browser can reach this port, also under a name of its own that it resolves to
 * 127.0.0.1: it then names that host, or an origin. Neither does an agent.
 */
export function refusalOf(
  { method, url, headers }: RequestHead,
  { port, token, paths, maxBodyBytes }: Expected,
): number | undefined {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (headers.origin !== undefined || !hosts.includes(headers.host?.toLowerCase() ?? ""))
    return 403;
  if (!paths.includes(url ?? "")) return 404;
  if (method !== "POST") return 405;
  if (!isSame(headers.authorization ?? "", `Bearer ${token}`)) return 401;
  if (!/^application\/json\b/i.test(headers["content-type"] ?? "")) return 415;
  return Number(headers["content-length"] ?? 0) > maxBodyBytes ? 413 : undefined;
}

/** In a time that does not depend on how much of it is right. */
function isSame(left: string, right: string): boolean {
  const hash = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(left), hash(right));
}
