/** One run of a stream: when, what, and the mode or phase it ran in. */
export interface StreamEvent {
  /** Milliseconds since 1970 UTC; NaN where the stream does not tell. */
  readonly atMs: number;
  readonly command: string;
  readonly mode?: string;
}

/** What one user ran, oldest first. */
export interface UserStream {
  readonly user: string;
  readonly events: readonly StreamEvent[];
}

/** A line of a stream file cannot be read; the message is one sentence with the line's number. */
export class StreamFormatError extends Error {
  override readonly name = "StreamFormatError";

  constructor(
    readonly line: number,
    what: string,
  ) {
    super(`Line ${line}: ${what}.`);
  }
}

/**
 * Reads one user a line: `{"user": "…", "events": [[unixSeconds, "command", mode?], …]}`, where an
 * event may also be the command alone. Blank lines are left out; a mode is a text or a number.
 *
 * @throws StreamFormatError at the first line that is something else.
 */
export function parseStreams(text: string): readonly UserStream[] {
  return text
    .split("\n")
    .flatMap((line, at) => (line.trim() === "" ? [] : [parseLine(line, at + 1)]));
}

function parseLine(text: string, line: number): UserStream {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new StreamFormatError(line, "this is not JSON");
  }
  if (typeof value !== "object" || value === null) {
    throw new StreamFormatError(line, "this is not an object with a user and events");
  }
  const { user, events } = value as { readonly user?: unknown; readonly events?: unknown };
  if (typeof user !== "string") throw new StreamFormatError(line, '"user" is not a text');
  if (!Array.isArray(events)) throw new StreamFormatError(line, '"events" is not a list');
  return { user, events: events.map((event: unknown, at) => parseEvent(event, line, at + 1)) };
}

function parseEvent(event: unknown, line: number, number: number): StreamEvent {
  if (typeof event === "string" && event !== "") return { atMs: Number.NaN, command: event };
  if (!Array.isArray(event)) {
    throw new StreamFormatError(
      line,
      `event ${number} is neither a command nor [unixSeconds, "command", mode?]`,
    );
  }
  const [seconds, command, mode] = event as readonly unknown[];
  if (typeof seconds !== "number" || !Number.isFinite(seconds)) {
    throw new StreamFormatError(line, `event ${number} has no time in seconds`);
  }
  if (typeof command !== "string" || command === "") {
    throw new StreamFormatError(line, `event ${number} has no command`);
  }
  const atMs = seconds * 1000;
  if (mode === undefined || mode === null) return { atMs, command };
  if (typeof mode !== "string" && typeof mode !== "number") {
    throw new StreamFormatError(line, `event ${number} has a mode that is no text`);
  }
  return { atMs, command, mode: String(mode) };
}

/** Without the events that only repeat the one before. */
export function collapsed({ user, events }: UserStream): UserStream {
  return {
    user,
    events: events.filter(({ command }, at) => command !== events[at - 1]?.command),
  };
}
