import type { TrackRequest } from "./completion";
import type { ArgumentDetail, Recognition, ShellName } from "./recognition";

/** What is known of a run when its phase is asked for. */
export type Described = Pick<
  TrackRequest,
  "skill" | "category" | "phase" | "command" | "background"
>;

/** How runs come to their names, phases and folders. */
export interface RunNaming {
  readonly recognize: (
    line: string,
    options: { readonly shell: ShellName; readonly arguments: ArgumentDetail },
  ) => Recognition | undefined;
  readonly argumentDetail: () => ArgumentDetail;
  /** The phase an invocation belongs to, given what the catalog says. */
  readonly phaseFor: (subject: Described) => string | undefined;
  /** A path as it may be kept: relative to the workspace; undefined outside of it. */
  readonly shortenPath: (path: string) => string | undefined;
  /** Skills the user never wants recorded. */
  readonly isIgnored: (name: string) => boolean;
}
