import type { McpTool } from "../tool";
import { detectAnomalies } from "./anomalies";
import { getCollaborativeRecommendations } from "./collaborative";
import { getCommunityBaselines } from "./communityBaselines";
import { completeInvocation } from "./complete";
import { getCurrentSession } from "./currentSession";
import { getSkillDependencies } from "./dependencies";
import { getRealTimeMetrics } from "./realTimeMetrics";
import { generateReport } from "./generateReport";
import { recommendSkills } from "./recommend";
import { getSessionAnalytics } from "./sessionAnalytics";
import { trackInvocation } from "./track";
import { getSkillTrend } from "./trend";
import { getAllMetrics, getSessionSummary, getSummary } from "./usage";
import { getWorkflowMetrics } from "./workflowMetrics";
import { getWorkflowReport } from "./workflowReport";

/** Every tool, in the order clients show them. */
export const allTools: readonly McpTool[] = [
  recommendSkills,
  trackInvocation,
  completeInvocation,
  getCurrentSession,
  getRealTimeMetrics,
  detectAnomalies,
  getSkillTrend,
  getSkillDependencies,
  getWorkflowReport,
  generateReport,
  getWorkflowMetrics,
  getSessionAnalytics,
  getSessionSummary,
  getSummary,
  getAllMetrics,
  getCollaborativeRecommendations,
  getCommunityBaselines,
];
