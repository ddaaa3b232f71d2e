import { Emitter, type Disposable, type Event } from "../base/event";
import { isFields } from "../base/fields";
import { numberIn, textIn } from "../agents/line";
import { parseReceipt, type Receipt } from "./config/receipt";
import { readText, removeFile, replaceText } from "./files";
import { HookError } from "./problem";
import { hookedAgents, type Connection, type HookedAgent, type HookTarget } from "./target";

/** A change of a settings file, to be shown before it is made. */
export interface HookPlan {
  readonly agent: HookedAgent;
  /** The file, absolute. */
  readonly path: string;
  /** Its text now; undefined: it is not there. */
  readonly before: string | undefined;
  /** Its text then; undefined: it will not be there. */
  readonly after: string | undefined;
  readonly receipt?: Receipt;
}

/** The part of the editor's memory that is used. */
export interface State {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** What the connections to agents are made of. */
export interface AgentHooksParts {
  /** @returns the agent's file and hooks. @throws HookError: it has no place in this window. */
  readonly target: (agent: HookedAgent) => HookTarget;
  /** What is remembered of an agent: for the workspace or for the user, as its file is. */
  readonly state: (agent: HookedAgent) => State;
  readonly isTrusted: () => boolean;
}

/** Connects agents to this window, and disconnects them; each change is planned, then made. */
export class AgentHooks implements Disposable {
  private readonly changed = new Emitter<void>();
  private readonly targets = new Map<HookedAgent, HookTarget>();

  constructor(private readonly parts: AgentHooksParts) {}

  /** Hears that an agent was connected or disconnected. */
  readonly onDidChange: Event<void> = this.changed.event;

  /** The agents that are connected; none in a workspace that is not trusted. */
  get connected(): readonly HookedAgent[] {
    return this.parts.isTrusted() ? hookedAgents.filter((agent) => this.isConnected(agent)) : [];
  }

  isConnected(agent: HookedAgent): boolean {
    return this.connection(agent) !== undefined;
  }

  /**
   * @returns what connecting would change; nothing is changed yet. An entry of ours that is there
   *   already is replaced.
   * @throws HookError
   */
  async planConnect(agent: HookedAgent): Promise<HookPlan> {
    const { target, former } = this.allowed(agent);
    const before = await readText(target.path);
    await target.prepare(former);
    try {
      const clean = before === undefined ? undefined : target.remove(before, former?.receipt);
      const { text, receipt } = target.add(clean);
      return { agent, path: target.path, before, after: text, receipt };
    } catch (error) {
      await this.drop(agent);
      throw error;
    }
  }

  /**
   * Makes the change and finds out whether a report arrives. If none does, the file is as it was.
   *
   * @throws HookError
   */
  async connect(plan: HookPlan): Promise<void> {
    const { agent, path, before, after, receipt } = plan;
    const { target, former } = this.allowed(agent);
    if (after === undefined || receipt === undefined) return;
    await requireUnchanged(plan);
    const made = await replaceText(path, after);
    const madeFolder = made ?? former?.madeFolder;
    const written = (await readText(path)) ?? "";
    if (!(await target.verify(written))) {
      if (before === undefined) await removeFile(path, made);
      else await replaceText(path, before);
      await this.drop(agent);
      throw new HookError({ type: "no-answer", detail: path });
    }
    await this.remember(agent, { path, receipt, madeFolder, ...(await target.keep()) });
  }

  /** Leaves everything as it is after a plan that the user does not want. */
  async drop(agent: HookedAgent): Promise<void> {
    if (!this.isConnected(agent)) await this.targets.get(agent)?.release();
  }

  /**
   * @returns what disconnecting would change.
   * @throws HookError also when it is not connected.
   */
  async planDisconnect(agent: HookedAgent): Promise<HookPlan> {
    const { target, former } = this.allowed(agent);
    if (former === undefined) throw new HookError({ type: "not-connected", detail: "" });
    const before = await readText(target.path);
    const after = before === undefined ? undefined : target.remove(before, former.receipt);
    return { agent, path: target.path, before, after };
  }

  /** Makes the change, and stops to listen. @throws HookError */
  async disconnect(plan: HookPlan): Promise<void> {
    const { agent, path, before, after } = plan;
    const { target, former } = this.allowed(agent);
    await requireUnchanged(plan);
    if (after === undefined) await removeFile(path, former?.madeFolder);
    else if (after !== before) await replaceText(path, after);
    await this.remember(agent, undefined);
    await target.release();
  }

  /**
   * Listens again to what was connected before, in another place where it has to. An agent whose
   * hooks somebody took out is not connected any more.
   *
   * @returns `"moved"`: its file was changed to say the new place; `"elsewhere"`: another window of
   *   the same folder listens, as long as it is open.
   * @throws HookError
   */
  async resume(agent: HookedAgent): Promise<"listening" | "moved" | "elsewhere" | "none"> {
    const former = this.connection(agent);
    if (former === undefined || !this.parts.isTrusted()) return "none";
    const target = this.target(agent);
    if (former.path !== target.path) return "none";
    await target.prepare(former);
    const text = await readText(target.path);
    const standing = text === undefined ? "none" : target.standing(text);
    if (text === undefined || standing === "none") {
      await this.remember(agent, undefined);
      await target.release();
      return "none";
    }
    if (standing === "current") return "listening";
    if (await target.isHeardElsewhere(former)) {
      target.stop();
      return "elsewhere";
    }
    const { text: after, receipt } = target.add(target.remove(text, former.receipt));
    await replaceText(target.path, after);
    await this.remember(agent, { ...former, receipt, ...(await target.keep()) });
    return "moved";
  }

  dispose(): void {
    for (const target of this.targets.values()) target.stop();
    this.changed.dispose();
  }

  private target(agent: HookedAgent): HookTarget {
    const known = this.targets.get(agent) ?? this.parts.target(agent);
    this.targets.set(agent, known);
    return known;
  }

  private connection(agent: HookedAgent): Connection | undefined {
    return parseConnection(this.parts.state(agent).get(keyOf(agent)));
  }

  private async remember(agent: HookedAgent, connection: Connection | undefined): Promise<void> {
    await this.parts.state(agent).update(keyOf(agent), connection);
    this.changed.fire();
  }

  private allowed(agent: HookedAgent): { target: HookTarget; former: Connection | undefined } {
    if (!this.parts.isTrusted()) throw new HookError({ type: "untrusted", detail: "" });
    return { target: this.target(agent), former: this.connection(agent) };
  }
}

const keyOf = (agent: HookedAgent): string => `agentHooks.${agent}`;

async function requireUnchanged({ path, before }: HookPlan): Promise<void> {
  if ((await readText(path)) !== before)
    throw new HookError({ type: "changed-meanwhile", detail: path });
}

function parseConnection(value: unknown): Connection | undefined {
  if (!isFields(value)) return undefined;
  const path = textIn(value, "path");
  const receipt = parseReceipt(value["receipt"]);
  if (path === undefined || receipt === undefined) return undefined;
  return {
    ...{ path, receipt },
    madeFolder: textIn(value, "madeFolder"),
    port: numberIn(value, "port"),
  };
}
