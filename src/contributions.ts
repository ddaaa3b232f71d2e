import type { EmbeddingChoice } from "./recommend/embed/choice";
import type { StrategyId } from "./recommend/experiments/strategies";
import type { ServerSetting } from "./remote/address";
import type { BackendChoice } from "./remote/backend";

/**
 * Ids that package.json contributes, typed once. `test/unit/contributions.test.ts` compares both
 * ways: what is here is in the manifest, and what is in the manifest is here.
 */
export const commandIds = [
  "sessionBuddy.startTracking",
  "sessionBuddy.pauseTracking",
  "sessionBuddy.resumeTracking",
  "sessionBuddy.setPhase",
  "sessionBuddy.runAndTrack",
  "sessionBuddy.run",
  "sessionBuddy.recordResult",
  "sessionBuddy.describeProblem",
  "sessionBuddy.changeRanking",
  "sessionBuddy.startExperiment",
  "sessionBuddy.stopExperiment",
  "sessionBuddy.openReport",
  "sessionBuddy.exportReport",
  "sessionBuddy.copyReport",
  "sessionBuddy.checkpoint",
  "sessionBuddy.shareBaseline",
  "sessionBuddy.openDataFolder",
  "sessionBuddy.forget",
  "sessionBuddy.showQuickPick",
  "sessionBuddy.showLog",
  "sessionBuddy.openWalkthrough",
  "sessionBuddy.saveNow",
  "sessionBuddy.rerun",
  "sessionBuddy.insert",
  "sessionBuddy.openTerminal",
  "sessionBuddy.copyCommand",
  "sessionBuddy.markOutcome",
  "sessionBuddy.forgetInvocation",
  "sessionBuddy.notUseful",
  "sessionBuddy.pin",
  "sessionBuddy.unpin",
  "sessionBuddy.explain",
  "sessionBuddy.hideSkill",
  "sessionBuddy.showHiddenSkills",
  "sessionBuddy.renameSkill",
  "sessionBuddy.setSkillPhase",
  "sessionBuddy.openSkillInReport",
  "sessionBuddy.followAgents",
  "sessionBuddy.openAgentLog",
  "sessionBuddy.openAgentInReport",
  "sessionBuddy.connectAgent",
  "sessionBuddy.disconnectAgent",
  "sessionBuddy.writeMcpJson",
  "sessionBuddy.explainInsight",
  "sessionBuddy.openInsightInReport",
  "sessionBuddy.dismissInsight",
  "sessionBuddy.snoozeInsight",
  "sessionBuddy.showDismissedInsights",
  "sessionBuddy.makeTask",
] as const;
export type CommandId = (typeof commandIds)[number];

export const viewIds = [
  "sessionBuddy.session",
  "sessionBuddy.recommended",
  "sessionBuddy.skills",
  "sessionBuddy.agents",
  "sessionBuddy.insights",
] as const;
export type ViewId = (typeof viewIds)[number];

/** What language models can call in chats. */
export const toolNames = [
  "session_buddy_recommend",
  "session_buddy_record",
  "session_buddy_report",
] as const;
export type ToolName = (typeof toolNames)[number];

/** `@buddy` in chats, and what can stand behind it after a slash. */
export const participantId = "sessionBuddy.buddy";
export const chatCommands = ["recommend", "report", "explain"] as const;
export type ChatCommand = (typeof chatCommands)[number];

export const mcpProviderId = "sessionBuddy.mcp";

/** Settings with the type their value must have; the manifest holds defaults and limits. */
export interface SettingTypes {
  readonly "sessionBuddy.enabled": boolean;
  readonly "sessionBuddy.arguments": "none" | "normalised" | "full";
  readonly "sessionBuddy.ignore": readonly string[];
  readonly "sessionBuddy.phases": readonly string[];
  readonly "sessionBuddy.storage": "workspace" | "extension";
  readonly "sessionBuddy.backend": BackendChoice;
  readonly "sessionBuddy.mcpServer": ServerSetting;
  readonly "sessionBuddy.maxRecommendations": number;
  readonly "sessionBuddy.minSimilarity": number;
  readonly "sessionBuddy.enablePhaseAware": boolean;
  readonly "sessionBuddy.phaseWeight": number;
  readonly "sessionBuddy.ranking": StrategyId;
  readonly "sessionBuddy.enableExploration": boolean;
  readonly "sessionBuddy.embedding": EmbeddingChoice["type"];
  readonly "sessionBuddy.embeddingEndpoint": string;
  readonly "sessionBuddy.embeddingModel": string;
  readonly "sessionBuddy.sharedBaselines": string;
  readonly "sessionBuddy.runImmediately": boolean;
  readonly "sessionBuddy.checkpoints.onClose": boolean;
  /** 0 = never. */
  readonly "sessionBuddy.checkpoints.remindAfterMinutes": number;
  readonly "sessionBuddy.quality.coverageFiles": readonly string[];
  readonly "sessionBuddy.statusBar": boolean;
  readonly "sessionBuddy.notifyBelowBaseline": boolean;
}
export type SettingId = keyof SettingTypes;

/** Context keys with the values they can take. */
export interface ContextKeys {
  readonly "sessionBuddy.tracking": "on" | "paused" | "off";
  /** An agent is followed, or ran something here. */
  readonly "sessionBuddy.hasAgents": boolean;
}
export type ContextKey = keyof ContextKeys;

export const walkthroughId = "session-buddy.session-buddy#sessionBuddy.welcome";
