import * as vscode from "vscode";
import { DisposableStore } from "../../base/dispose";
import { commandIds, type CommandId } from "../../contributions";
import { guarded } from "../guarded";
import { hookCommands } from "./agents";
import { checkpointCommands } from "./checkpoint";
import { dataCommands } from "./data";
import { editingCommands } from "./editing";
import { experimentCommands } from "./experiments";
import { agentCommands } from "./followAgents";
import { insightCommands } from "./insights";
import { mcpJsonCommands } from "./mcpJson";
import type { CommandParts, Handler } from "./parts";
import { rankingCommands } from "./ranking";
import { recordingCommands } from "./recording";
import { routineCommands } from "./routines";
import { runningCommands } from "./running";
import { sharingCommands } from "./sharing";

/** Registers every contributed command; leaving one out does not compile. */
export function registerCommands(parts: CommandParts): vscode.Disposable {
  const handlers = {
    ...recordingCommands(parts),
    ...runningCommands(parts),
    ...rankingCommands(parts),
    ...experimentCommands(parts),
    ...editingCommands(parts),
    ...insightCommands(parts),
    ...routineCommands(parts),
    ...sharingCommands(parts),
    ...agentCommands(parts),
    ...hookCommands(parts),
    ...mcpJsonCommands(parts),
    ...dataCommands(parts),
    ...checkpointCommands(parts),
  } satisfies Record<CommandId, Handler>;
  const registered = new DisposableStore();
  for (const id of commandIds) {
    const handler: Handler = handlers[id];
    registered.register(vscode.commands.registerCommand(id, guarded(id, parts.log, handler)));
  }
  return registered;
}
