import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { errorCode } from "./problem";

/** Which process it was, in a form that another process can check later, perhaps on another machine. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Host name and, where there is one, the machine id: two machines may share a name. */
  readonly host: string;
  /** Id of this run of the operating system; only Linux has one, elsewhere "". */
  readonly boot: string;
  /** Process ids mean nothing outside their namespace: containers share folders but not processes. */
  readonly pidNamespace: string;
  /** When the process started, in the system's own units; "" where unknown. Tells reused ids apart. */
  readonly startTime: string;
}

/** `unknown`: it cannot be proven either way, for instance in another container. */
export type Liveness = "alive" | "dead" | "unknown";

/** Knows this process and whether others live. */
export interface Processes {
  self(): ProcessIdentity;
  /** `dead` and `alive` only when proven. */
  liveness(other: ProcessIdentity): Liveness;
}

function textOf(read: () => string): string {
  try {
    return read().trim();
  } catch {
    return ""; // not Linux, or a system without this file
  }
}

/** State letter and start time (fields 3 and 22 of proc(5) stat); the name before may hold anything. */
function statOf(pid: number): readonly string[] {
  const stat = textOf(() => readFileSync(`/proc/${pid}/stat`, "latin1"));
  return stat === "" ? [] : stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function startTimeOf(pid: number): string {
  return statOf(pid)[19] ?? "";
}

/** The processes of this machine, by way of /proc where there is one. */
export class SystemProcesses implements Processes {
  private readonly me: ProcessIdentity;

  constructor() {
    const machine = textOf(() => readFileSync("/etc/machine-id", "latin1"));
    this.me = {
      pid: process.pid,
      host: machine === "" ? hostname() : `${hostname()}/${machine}`,
      boot: textOf(() => readFileSync("/proc/sys/kernel/random/boot_id", "latin1")),
      pidNamespace: textOf(() => readlinkSync("/proc/self/ns/pid")),
      startTime: startTimeOf(process.pid),
    };
  }

  self(): ProcessIdentity {
    return this.me;
  }

  liveness(other: ProcessIdentity): Liveness {
    if (other.host !== this.me.host) return "unknown";
    if (other.boot !== this.me.boot) {
      // No process outlives its operating system, whatever its namespace.
      return other.boot !== "" && this.me.boot !== "" ? "dead" : "unknown";
    }
    if (other.pidNamespace !== this.me.pidNamespace) return "unknown";
    try {
      process.kill(other.pid, 0);
    } catch (error) {
      if (errorCode(error) === "ESRCH") return "dead";
    }
    const stat = statOf(other.pid);
    // A zombie has ended: it writes no more.
    if (stat[0] === "Z" || stat[0] === "X") return "dead";
    const startTime = stat[19] ?? "";
    if (other.startTime === "" || startTime === "") return "unknown";
    return startTime === other.startTime ? "alive" : "dead";
  }
}
