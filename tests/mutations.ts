import process from "node:process";

/** How many damaged copies of each format are read: 200, or as many as `NNR_MUTATIONS` says (10 000 in .ci/run). */
export const MUTATIONS: number = Number(process.env.NNR_MUTATIONS || 200);
