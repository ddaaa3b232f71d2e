import { seededRandom, type Random } from "./random";

/** One command of an invented user. */
export interface InventedCommand {
  /** Milliseconds since 1970 UTC. */
  readonly atMs: number;
  readonly command: string;
  readonly mode: string;
}

/** What kind of user to invent. */
export interface StreamOptions {
  readonly seed: number;
  readonly length: number;
  /** Commands that could be used at all. */
  readonly vocabulary?: number;
  /** Workflows the user knows. */
  readonly workflows?: number;
  /** Probability, 0–1, that a command belongs to no workflow. */
  readonly noise?: number;
  /** Probability, 0–1, that the last command is simply run again. */
  readonly repeats?: number;
}

const tools = ["git", "npm", "docker", "make", "cargo", "kubectl", "python", "go", "ls", "vim"];
const modes = ["design", "debug", "review"];
const minute = 60_000;
const firstDay = Date.UTC(2026, 0, 5, 9);

interface Workflow {
  readonly commands: readonly number[];
  readonly mode: string;
  /** Weights of what follows each command, and, where it matters, each pair of commands. */
  readonly afterOne: readonly (readonly number[])[];
  readonly afterTwo: readonly (readonly (readonly number[] | undefined)[])[];
  /** Indices into `commands` of the last two; −1 before the first. */
  last: number;
  beforeLast: number;
}

/**
 * Invents what one user ran: several workflows with loops and branches of their own, left for each
 * other and taken up again, chance commands, returns to what was used last, favourites that change
 * over the weeks, workflows that are replaced, new commands, sessions, and pauses that depend on what
 * follows what. The same options always give the same stream.
 */
export function commandStream(options: StreamOptions): readonly InventedCommand[] {
  return [...new InventedUser(options).commands(options.length)];
}

class InventedUser {
  private readonly random: Random;
  private readonly names: readonly string[];
  private readonly popularity: readonly number[];
  /** Commands below this are in use; others come with time. */
  private known: number;
  private readonly workflows: Workflow[];
  private readonly favour: number[];
  private readonly interrupted: number[] = [];
  private readonly recent: number[] = [];
  private active = 0;
  private readonly noise: number;
  private readonly repeats: number;

  constructor({
    seed,
    vocabulary = 130,
    workflows = 9,
    noise = 0.15,
    repeats = 0.04,
  }: StreamOptions) {
    this.random = seededRandom(seed * 7919);
    const count = Math.max(12, Math.round(this.about(vocabulary)));
    this.names = Array.from({ length: count }, (_, at) => {
      const tool = tools[this.random.int(0, tools.length - 1)] ?? "";
      return `${tool} ${at}`;
    });
    this.popularity = this.names.map((_, at) => (at + 2) ** -1.3);
    this.known = Math.ceil(count * 0.35);
    const kinds = Math.max(3, Math.round(this.about(workflows)));
    this.workflows = Array.from({ length: kinds }, () => this.workflow());
    this.favour = this.workflows.map((_, at) => (at + 1) ** -1.2);
    this.noise = Math.min(0.6, this.about(noise));
    this.repeats = Math.min(0.8, this.about(repeats));
  }

  *commands(length: number): Generator<InventedCommand> {
    const { random } = this;
    let atMs = firstDay;
    let left = 0;
    let last = -1;
    for (let count = 0; count < length; count++) {
      if (left-- <= 0) {
        left = 3 + Math.round(this.waiting(40));
        atMs += (1 + random.int(0, 14)) * 60 * minute;
        this.active = this.draw(this.favour);
        this.interrupted.length = 0;
      }
      this.drift();
      const switched = random.chance(0.12) && this.change();
      const command = last >= 0 && random.chance(this.repeats) ? last : this.next();
      this.remember(command);
      atMs += this.pauseMs(last, command) * (switched ? 5 : 1);
      last = command;
      const mode = this.workflows[this.active]?.mode ?? "";
      yield { atMs: Math.round(atMs), command: this.names[command] ?? "", mode };
    }
  }

  private next(): number {
    const { random } = this;
    if (random.chance(this.noise)) return this.anyCommand();
    if (this.recent.length > 0 && random.chance(0.1)) {
      let depth = 0;
      while (depth < this.recent.length - 1 && random.chance(0.6)) depth++;
      return this.recent[depth] ?? 0;
    }
    const workflow = this.workflows[this.active];
    if (workflow === undefined) throw new RangeError("No workflow is active.");
    const { last, beforeLast } = workflow;
    const weights = workflow.afterTwo[beforeLast]?.[last] ?? workflow.afterOne[last];
    workflow.beforeLast = last;
    workflow.last = weights === undefined ? 0 : this.draw(weights);
    return workflow.commands[workflow.last] ?? 0;
  }

  /** Turns to another workflow, or back to one that was left. */
  private change(): true {
    const back = this.random.chance(0.5) ? this.interrupted.pop() : undefined;
    if (back === undefined) this.interrupted.push(this.active);
    if (this.interrupted.length > 3) this.interrupted.shift();
    this.active = back ?? this.draw(this.favour);
    return true;
  }

  /** Favourites change, workflows are replaced, new commands come into use. */
  private drift(): void {
    const { random } = this;
    const any = random.int(0, this.workflows.length - 1);
    if (random.chance(0.01)) this.favour[any] = (random.int(1, 20) / 10) * (any + 1) ** -1;
    if (random.chance(0.001)) this.workflows[any] = this.workflow();
    const unknown = 1 - this.known / this.names.length;
    if (random.chance(unknown * 0.02)) this.known++;
  }

  private workflow(): Workflow {
    const { random } = this;
    const size = random.int(4, 6);
    const chosen = new Set<number>();
    while (chosen.size < size) {
      chosen.add(random.chance(0.75) ? this.anyCommand() : random.int(0, this.known - 1));
    }
    const commands = [...chosen];
    const row = (): readonly number[] => random.shuffle(commands.map((_, rank) => 0.18 ** rank));
    const afterOne = commands.map(row);
    const afterTwo = commands.map(() =>
      commands.map(() => (random.chance(0.6) ? row() : undefined)),
    );
    return { commands, mode: random.pick(modes), afterOne, afterTwo, last: -1, beforeLast: -1 };
  }

  private anyCommand(): number {
    return this.draw(this.popularity.slice(0, this.known));
  }

  private remember(command: number): void {
    const at = this.recent.indexOf(command);
    if (at >= 0) this.recent.splice(at, 1);
    this.recent.unshift(command);
    if (this.recent.length > 12) this.recent.pop();
  }

  /** Some commands follow others at once, some after a while: each pair has a time of its own. */
  private pauseMs(before: number, command: number): number {
    const typical = 1_500 * Math.exp((((before + 7) * 31 + command * 17) % 97) / 28);
    return typical * Math.exp(this.random.next() * 2 - 1);
  }

  private draw(weights: readonly number[]): number {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    let left = this.random.next() * total;
    return Math.max(
      0,
      weights.findIndex((weight) => (left -= weight) <= 0),
    );
  }

  /** The same order of magnitude: users differ. */
  private about(value: number): number {
    return value * Math.exp((this.random.next() - 0.5) * 0.7);
  }

  /** An exponential waiting time with this mean. */
  private waiting(mean: number): number {
    return -Math.log(1 - this.random.next()) * mean;
  }
}
