import * as vscode from "vscode";

/** The editor's interfaces for chats. Editors built on VS Code may lack any of them, or a part. */
export interface ChatInterfaces {
  readonly lm?: Partial<typeof vscode.lm> | undefined;
  readonly chat?: Partial<typeof vscode.chat> | undefined;
  readonly McpStdioServerDefinition?: typeof vscode.McpStdioServerDefinition | undefined;
}

/** @returns what this editor has of them. */
export function chatInterfaces(): ChatInterfaces {
  return vscode;
}
