import { aiderHistory } from "../agents/aider/history";
import { claudeTranscript } from "../agents/claude/transcript";
import { codexRollout } from "../agents/codex/rollout";
import { copilotChatSession } from "../agents/copilot/chatSession";
import { copilotEvents } from "../agents/copilot/events";
import { geminiSession } from "../agents/gemini/session";
import { geminiSessionLog } from "../agents/gemini/sessionLog";
import { codexInbox, copilotInbox } from "../agents/hooks/inbox";
import type { DocumentFormat, LogFormat } from "../agents/model";
import type { FormatId } from "./places";

/** The readers; only the thread that reads needs them. */
export const formats: Readonly<Record<FormatId, LogFormat | DocumentFormat>> = {
  "aider-history": aiderHistory,
  "claude-transcript": claudeTranscript,
  "codex-hook-inbox": codexInbox,
  "codex-rollout": codexRollout,
  "copilot-chat-session": copilotChatSession,
  "copilot-events": copilotEvents,
  "copilot-hook-inbox": copilotInbox,
  "gemini-session": geminiSession,
  "gemini-session-log": geminiSessionLog,
};
