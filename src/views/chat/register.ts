import * as vscode from "vscode";
import { DisposableStore } from "../../base/dispose";
import { refreshLauncher } from "../../hooks/mcpJson";
import { optional } from "../../tracker/completion";
import { sharedFolderOf } from "../editor";
import { mcpLaunch, type McpLaunch } from "../model/mcpLaunch";
import type { ChatParts } from "./chatParts";
import { registerTools } from "./lmTools";
import { registerMcpServer } from "./mcpProvider";
import { registerParticipant } from "./participant";

const extensionId = "session-buddy.session-buddy";

/**
 * Registers what chats of the editor use: tools, the participant and the MCP server. An editor that
 * lacks one of them, or refuses it, has the others.
 */
export function registerChat(parts: ChatParts): vscode.Disposable {
  const own = new DisposableStore();
  const { log, source, mcpLauncher } = parts;
  const version = versionOf(vscode.extensions.getExtension(extensionId)?.packageJSON);
  const launch = (): McpLaunch | undefined => launchOf(parts, version);
  for (const register of [
    () => registerTools(parts),
    () => registerParticipant(parts),
    () => registerMcpServer({ launch, onDidChange: source.onDidChange }),
  ]) {
    try {
      own.register(register());
    } catch (error) {
      log.info(`Not offered to chats: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  refreshLauncher(mcpLauncher).catch((error: unknown) => log.warn(String(error)));
  return own;
}

function launchOf(parts: ChatParts, version: string): McpLaunch | undefined {
  const { mcpLauncher, history, settings, source, phases } = parts;
  const hasFolder = (vscode.workspace.workspaceFolders ?? []).length > 0;
  if (!vscode.workspace.isTrusted || !hasFolder) return undefined;
  return mcpLaunch({
    execPath: process.execPath,
    server: mcpLauncher.server,
    dataFolder: history.folder,
    version,
    records: source.current.tracking === "on",
    phases: phases.all,
    ...optional("sharedFolder", sharedFolderOf(settings)),
  });
}

function versionOf(manifest: unknown): string {
  return String(Reflect.get(Object(manifest), "version"));
}
