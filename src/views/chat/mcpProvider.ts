import type * as vscode from "vscode";
import { DisposableStore } from "../../base/dispose";
import { Emitter, type Event } from "../../base/event";
import { mcpProviderId } from "../../contributions";
import type { McpLaunch } from "../model/mcpLaunch";
import { chatInterfaces } from "./interfaces";

/** What the editor is told of our MCP server. */
export interface McpProviderParts {
  /** How to start it now; undefined where there is to be none. */
  readonly launch: () => McpLaunch | undefined;
  /** Hears that this may have changed. */
  readonly onDidChange: Event<unknown>;
}

/** Offers the MCP server to the agents inside of the editor; to none where it cannot list servers. */
export function registerMcpServer(parts: McpProviderParts): vscode.Disposable {
  const own = new DisposableStore();
  const { lm, McpStdioServerDefinition: Definition } = chatInterfaces();
  const register = lm?.registerMcpServerDefinitionProvider;
  if (register === undefined || Definition === undefined) return own;
  const changed = own.register(new Emitter<void>());
  let told: string | undefined;
  const now = (): string => JSON.stringify(parts.launch() ?? {});
  own.register(
    parts.onDidChange(() => {
      if (told !== undefined && told !== now()) changed.fire();
    }),
  );
  own.register(
    register(mcpProviderId, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: () => {
        told = now();
        const launch = parts.launch();
        if (launch === undefined) return [];
        const { command, args, env, version } = launch;
        return [new Definition("Session Buddy", command, [...args], { ...env }, version)];
      },
    }),
  );
  return own;
}
