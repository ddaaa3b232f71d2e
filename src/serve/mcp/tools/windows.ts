import * as z from "zod/v4";

export const hourMs = 3_600_000;

/** How far back to look, hours: up to a year. */
export const windowHours = (usual: number) => z.number().positive().max(8784).default(usual);
