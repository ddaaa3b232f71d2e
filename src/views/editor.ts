import { accessSync, constants } from "node:fs";
import * as vscode from "vscode";
import type { ContextKey, ContextKeys, SettingId } from "../contributions";
import { readEnvironment, type Overrides } from "../environment";
import { ignoreRule, readSettings, type Settings } from "../settings";
import { redact } from "../tracker/redact";
import { choosePlace, sharedFolder, type Place } from "../storagePlace";
import { wordsFor } from "./model/report/words";
import type { Words } from "./model/report/words";
import { When } from "./model/when";
import type { Log } from "./guarded";

/** The settings as they are now; changes are heard through `onDidChange`. */
export class LiveSettings implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Settings>();
  private readonly listening: vscode.Disposable;
  private settings: Settings;
  private ignores: (name: string) => boolean;
  private readonly told = new Set<string>();
  private readonly environment: Overrides;
  readonly onDidChange = this.changed.event;

  constructor(private readonly log: Log) {
    this.environment = readEnvironment(process.env, (sentence) => log.warn(sentence));
    this.settings = this.read();
    this.ignores = ignoreRule(this.settings["sessionBuddy.ignore"]);
    this.listening = vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration("sessionBuddy")) return;
      this.settings = this.read();
      this.ignores = ignoreRule(this.settings["sessionBuddy.ignore"]);
      this.changed.fire(this.settings);
    });
  }

  get<S extends SettingId>(id: S): Settings[S] {
    return this.settings[id];
  }

  /** The data folder that the environment names, absolute. */
  get dataFolder(): string | undefined {
    return this.environment.dataFolder;
  }

  /** Whether the environment decides it, whatever the setting says. */
  isFixed(id: SettingId): boolean {
    return id in this.environment.settings;
  }

  /** Whether somebody set it, be it to its default. */
  isSet(id: SettingId): boolean {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const set = vscode.workspace.getConfiguration(undefined, folder).inspect(id);
    return [set?.globalValue, set?.workspaceValue, set?.workspaceFolderValue].some(
      (value) => value !== undefined,
    );
  }

  /** Sets a switch to off, where it was set to on. */
  async turnOff(id: "sessionBuddy.notifyBelowBaseline"): Promise<void> {
    const configuration = vscode.workspace.getConfiguration();
    const isHere = configuration.inspect(id)?.workspaceValue !== undefined;
    const { Global, Workspace } = vscode.ConfigurationTarget;
    await configuration.update(id, false, isHere ? Workspace : Global);
  }

  /** Whether `sessionBuddy.ignore` names it. */
  isIgnored(name: string): boolean {
    return this.ignores(name);
  }

  dispose(): void {
    this.listening.dispose();
    this.changed.dispose();
  }

  private read(): Settings {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const configuration = vscode.workspace.getConfiguration(undefined, folder);
    return readSettings(
      (id) => Reflect.get(this.environment.settings, id) ?? configuration.get<unknown>(id),
      (id, value) => this.tell(id, value),
    );
  }

  /** Once for each wrong value, so that saving a file does not repeat it. */
  private tell(id: SettingId, value: unknown): void {
    const shown = redact(JSON.stringify(value)).slice(0, 60);
    const key = `${id}=${shown}`;
    if (this.told.has(key)) return;
    this.told.add(key);
    this.log.warn(`${id} cannot be ${shown}`);
    const { t } = vscode.l10n;
    const open = t("Open Settings");
    void vscode.window
      .showWarningMessage(t("“{0}” cannot be {1}; its default is used instead.", id, shown), open)
      .then((answer) => {
        if (answer === open)
          void vscode.commands.executeCommand("workbench.action.openSettings", id);
      });
  }
}

/** Context keys, written only when they change. */
export class ContextKeyWriter {
  private readonly written = new Map<ContextKey, unknown>();

  set<K extends ContextKey>(key: K, value: ContextKeys[K]): void {
    if (this.written.get(key) === value) return;
    this.written.set(key, value);
    void vscode.commands.executeCommand("setContext", key, value);
  }
}

/** @returns where this window's history belongs now. */
export function placeOfWindow(
  context: vscode.ExtensionContext,
  settings: Pick<LiveSettings, "get" | "dataFolder">,
): Place {
  const uri = vscode.workspace.workspaceFolders?.[0]?.uri;
  const isFile = uri?.scheme === "file";
  return choosePlace({
    ...(uri === undefined ? {} : { folder: uri.fsPath }),
    isFile,
    isTrusted: vscode.workspace.isTrusted,
    isWritable: isFile && canWrite(uri.fsPath),
    wantsFolder: settings.get("sessionBuddy.storage") === "workspace",
    given: settings.dataFolder,
    ownStorage: (context.storageUri ?? context.globalStorageUri).fsPath,
  });
}

/** @returns where this window shares baselines, absolute; undefined while nothing is shared. */
export function sharedFolderOf(settings: Pick<LiveSettings, "get">): string | undefined {
  const uri = vscode.workspace.workspaceFolders?.[0]?.uri;
  const folder = uri?.scheme === "file" ? uri.fsPath : undefined;
  return sharedFolder(settings.get("sessionBuddy.sharedBaselines"), folder);
}

/** @returns the folders of the workspace that are on this machine's disk, absolute. */
export function foldersOnDisk(): readonly string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.flatMap(({ uri }) => (uri.scheme === "file" ? [uri.fsPath] : []));
}

function canWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    // read-only file system or somebody else's folder
    return false;
  }
}

/** @returns a path as it is kept: relative inside a workspace folder; undefined outside. */
export function shortenPath(path: string): string | undefined {
  const uri = vscode.Uri.file(path);
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (folder === undefined) return undefined;
  const relative = vscode.workspace.asRelativePath(
    uri,
    (vscode.workspace.workspaceFolders?.length ?? 1) > 1,
  );
  return folder.uri.fsPath === uri.fsPath ? "." : relative;
}

/** @returns the words and times of the editor's language. */
export function editorLanguage(): { readonly words: Words; readonly when: When } {
  const { language } = vscode.env;
  const words = wordsFor(language, vscode.l10n.bundle ?? {});
  return { words, when: new When(language, words.t("just now")) };
}
