import { commandStream } from "../../support/commandStreams";
import type { UserStream } from "./streams";

const users = 24;
const eventsEach = 1_500;

/** Streams to measure on where no file is given: the same on every machine. */
export function generatedStreams(): readonly UserStream[] {
  return Array.from({ length: users }, (_, at) => ({
    user: `generated ${at + 1}`,
    events: commandStream({ seed: at + 1, length: eventsEach }),
  }));
}
