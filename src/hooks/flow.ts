import type { AgentHooks, HookPlan } from "./agentHooks";
import { hookedAgents, type HookedAgent } from "./target";

/** What is asked of the user and told to them. */
export interface HookDialogs {
  /** @returns undefined: the user does not want to choose. */
  pickAgent(agents: readonly HookedAgent[]): Promise<HookedAgent | undefined>;
  /** Shows the file before and after, and asks whether to make the change. */
  confirm(plan: HookPlan, to: "connect" | "disconnect"): Promise<boolean>;
  /** Says that it is done. */
  tell(plan: HookPlan, done: "connected" | "disconnected"): void;
}

type Hooks = Pick<
  AgentHooks,
  "planConnect" | "connect" | "drop" | "planDisconnect" | "disconnect" | "isConnected"
>;

/** Connects an agent of the user's choice, unless they do not agree to the change. @throws HookError */
export async function connectAgent(hooks: Hooks, dialogs: HookDialogs): Promise<void> {
  const agent = await dialogs.pickAgent(hookedAgents);
  if (agent === undefined) return;
  const plan = await hooks.planConnect(agent);
  let agreed = false;
  try {
    agreed = await dialogs.confirm(plan, "connect");
  } finally {
    if (!agreed) await hooks.drop(agent);
  }
  if (!agreed) return;
  await hooks.connect(plan);
  dialogs.tell(plan, "connected");
}

/**
 * Disconnects an agent of the user's choice. Where nothing of ours is left in its file there is
 * nothing to agree to.
 *
 * @throws HookError
 */
export async function disconnectAgent(hooks: Hooks, dialogs: HookDialogs): Promise<void> {
  const connected = hookedAgents.filter((agent) => hooks.isConnected(agent));
  const agent = await dialogs.pickAgent(connected);
  if (agent === undefined) return;
  const plan = await hooks.planDisconnect(agent);
  const changes = plan.before !== plan.after;
  if (changes && !(await dialogs.confirm(plan, "disconnect"))) return;
  await hooks.disconnect(plan);
  dialogs.tell(plan, "disconnected");
}
