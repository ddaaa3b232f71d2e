import type { SettingId, SettingTypes } from "./contributions";
import type { EmbeddingChoice } from "./recommend/embed/choice";
import { remoteRequest } from "./recommend/embed/remote";
import { defaultStrategy, strategies } from "./recommend/experiments/strategies";
import { defaultMinSimilarity, defaultPhaseWeight, type RecommendContext } from "./recommend/model";
import { readAddress, type ServerSetting } from "./remote/address";
import { backendChoices } from "./remote/backend";
import { defaultPhases } from "./tracker/phases";
import { argumentDetails } from "./tracker/recognition";

/** A row of the table below: how a raw value becomes a usable one. */
interface Rule<T> {
  readonly fallback: T;
  /** @returns the value, or undefined when it cannot be used. */
  readonly read: (raw: unknown) => T | undefined;
}

const flag = (fallback: boolean): Rule<boolean> => ({
  fallback,
  read: (raw) => (typeof raw === "boolean" ? raw : undefined),
});

const oneOf = <T extends string>(values: readonly T[], fallback: T): Rule<T> => ({
  fallback,
  read: (raw) => values.find((value) => value === raw),
});

const names = (fallback: readonly string[], least: number): Rule<readonly string[]> => ({
  fallback,
  read: (raw) => {
    if (!Array.isArray(raw) || !raw.every((one) => typeof one === "string")) return undefined;
    const kept = [...new Set(raw.map((one) => one.trim()).filter((one) => one !== ""))];
    return kept.length >= least ? kept.slice(0, 100) : undefined;
  },
});

const wholeNumber = (least: number, most: number, fallback: number): Rule<number> => ({
  fallback,
  read: (raw) =>
    typeof raw === "number" && Number.isInteger(raw) && raw >= least && raw <= most
      ? raw
      : undefined,
});

/** A path as the system takes it; no address, no `~` that only a shell knows, no control characters. */
const folder = (fallback: string): Rule<string> => ({
  fallback,
  read: (raw) => {
    if (typeof raw !== "string" || raw.length > 1000) return undefined;
    const path = raw.trim();
    return /^[a-z][a-z0-9+.-]+:\/\/|^~|\p{Cc}/iu.test(path) ? undefined : path;
  },
});

/** A web address of this machine. */
const localAddress = (fallback: string): Rule<string> => ({
  fallback,
  read: (raw) => {
    if (typeof raw !== "string") return undefined;
    try {
      return remoteRequest({ url: raw.trim(), model: "" }, []).url;
    } catch {
      return undefined; // what is wrong with it shows in the value
    }
  },
});

/** Another server: an address of this machine, or a program with its arguments. */
const server = (fallback: string): Rule<ServerSetting> => ({
  fallback,
  read: (raw) => {
    if (readAddress(raw) === undefined) return undefined;
    // The words of a program are taken as they stand.
    return typeof raw === "string" ? raw.trim() : (raw as readonly string[]);
  },
});

const shortText = (fallback: string): Rule<string> => ({
  fallback,
  read: (raw) => {
    const text = typeof raw === "string" ? raw.trim() : "";
    return text === "" || text.length > 200 ? undefined : text;
  },
});

/** A number from 0 to 1. */
const share = (fallback: number): Rule<number> => ({
  fallback,
  read: (raw) => (typeof raw === "number" && raw >= 0 && raw <= 1 ? raw : undefined),
});

/** The editor does not hold settings to their schema: files can say anything. */
export const settingRules: { readonly [S in SettingId]: Rule<SettingTypes[S]> } = {
  "sessionBuddy.enabled": flag(true),
  "sessionBuddy.arguments": oneOf(argumentDetails, "normalised"),
  "sessionBuddy.ignore": names([], 0),
  "sessionBuddy.phases": names(defaultPhases, 1),
  "sessionBuddy.storage": oneOf(["workspace", "extension"], "workspace"),
  "sessionBuddy.backend": oneOf(backendChoices, "direct"),
  "sessionBuddy.mcpServer": server("http://localhost:8678"),
  "sessionBuddy.maxRecommendations": wholeNumber(1, 20, 5),
  "sessionBuddy.minSimilarity": share(defaultMinSimilarity),
  "sessionBuddy.enablePhaseAware": flag(true),
  "sessionBuddy.phaseWeight": share(defaultPhaseWeight),
  "sessionBuddy.ranking": oneOf(
    strategies.map(({ id }) => id),
    defaultStrategy,
  ),
  "sessionBuddy.enableExploration": flag(true),
  "sessionBuddy.embedding": oneOf(["bundled", "words", "endpoint"], "bundled"),
  "sessionBuddy.embeddingEndpoint": localAddress("http://localhost:11434/api/embed"),
  "sessionBuddy.embeddingModel": shortText("nomic-embed-text"),
  "sessionBuddy.sharedBaselines": folder(""),
  "sessionBuddy.runImmediately": flag(false),
  "sessionBuddy.checkpoints.onClose": flag(false),
  "sessionBuddy.checkpoints.remindAfterMinutes": wholeNumber(0, 1440, 0),
  "sessionBuddy.quality.coverageFiles": names([], 0),
  "sessionBuddy.statusBar": flag(true),
  "sessionBuddy.notifyBelowBaseline": flag(false),
};

/** The settings at one time, every value usable. */
export type Settings = SettingTypes;

/**
 * Reads all settings. A value out of range is replaced by its default and reported, so that a typing
 * error in a file costs one setting, not the extension.
 */
export function readSettings(
  raw: (id: SettingId) => unknown,
  onInvalid: (id: SettingId, value: unknown) => void,
): Settings {
  const read = <S extends SettingId>(id: S): SettingTypes[S] => {
    const value = raw(id);
    if (value === undefined) return settingRules[id].fallback;
    const usable = settingRules[id].read(value);
    if (usable === undefined) onInvalid(id, value);
    return usable ?? settingRules[id].fallback;
  };
  return {
    "sessionBuddy.enabled": read("sessionBuddy.enabled"),
    "sessionBuddy.arguments": read("sessionBuddy.arguments"),
    "sessionBuddy.ignore": read("sessionBuddy.ignore"),
    "sessionBuddy.phases": read("sessionBuddy.phases"),
    "sessionBuddy.storage": read("sessionBuddy.storage"),
    "sessionBuddy.backend": read("sessionBuddy.backend"),
    "sessionBuddy.mcpServer": read("sessionBuddy.mcpServer"),
    "sessionBuddy.maxRecommendations": read("sessionBuddy.maxRecommendations"),
    "sessionBuddy.minSimilarity": read("sessionBuddy.minSimilarity"),
    "sessionBuddy.enablePhaseAware": read("sessionBuddy.enablePhaseAware"),
    "sessionBuddy.phaseWeight": read("sessionBuddy.phaseWeight"),
    "sessionBuddy.ranking": read("sessionBuddy.ranking"),
    "sessionBuddy.enableExploration": read("sessionBuddy.enableExploration"),
    "sessionBuddy.embedding": read("sessionBuddy.embedding"),
    "sessionBuddy.embeddingEndpoint": read("sessionBuddy.embeddingEndpoint"),
    "sessionBuddy.embeddingModel": read("sessionBuddy.embeddingModel"),
    "sessionBuddy.sharedBaselines": read("sessionBuddy.sharedBaselines"),
    "sessionBuddy.runImmediately": read("sessionBuddy.runImmediately"),
    "sessionBuddy.checkpoints.onClose": read("sessionBuddy.checkpoints.onClose"),
    "sessionBuddy.checkpoints.remindAfterMinutes": read(
      "sessionBuddy.checkpoints.remindAfterMinutes",
    ),
    "sessionBuddy.quality.coverageFiles": read("sessionBuddy.quality.coverageFiles"),
    "sessionBuddy.statusBar": read("sessionBuddy.statusBar"),
    "sessionBuddy.notifyBelowBaseline": read("sessionBuddy.notifyBelowBaseline"),
  };
}

/** @returns a test for `sessionBuddy.ignore`: exact names, or a beginning before a final `*`. */
export function ignoreRule(patterns: readonly string[]): (name: string) => boolean {
  const exact = new Set(patterns.filter((pattern) => !pattern.endsWith("*")));
  const beginnings = patterns.filter((p) => p.endsWith("*")).map((p) => p.slice(0, -1));
  return (name) => exact.has(name) || beginnings.some((start) => name.startsWith(start));
}

/** Whether settings let a window record. */
export function isRecordingOn(get: <S extends SettingId>(id: S) => SettingTypes[S]): boolean {
  return get("sessionBuddy.enabled") && get("sessionBuddy.backend") !== "none";
}

/** @returns what the settings ask of a ranking. */
export function rankingOf(
  get: <S extends SettingId>(id: S) => SettingTypes[S],
): Pick<RecommendContext, "limit" | "minSimilarity" | "phaseWeight" | "strategy" | "explore"> {
  return {
    limit: get("sessionBuddy.maxRecommendations"),
    minSimilarity: get("sessionBuddy.minSimilarity"),
    phaseWeight: get("sessionBuddy.enablePhaseAware") ? get("sessionBuddy.phaseWeight") : 0,
    strategy: get("sessionBuddy.ranking"),
    explore: get("sessionBuddy.enableExploration"),
  };
}

/** @returns what the settings choose to work out vectors of texts. */
export function embeddingOf(get: <S extends SettingId>(id: S) => SettingTypes[S]): EmbeddingChoice {
  const type = get("sessionBuddy.embedding");
  if (type !== "endpoint") return { type };
  const url = get("sessionBuddy.embeddingEndpoint");
  return { type, url, model: get("sessionBuddy.embeddingModel") };
}
