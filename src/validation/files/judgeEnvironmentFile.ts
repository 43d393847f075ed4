import type { FileJudge } from './fileJudge';

export const judgeEnvironmentFile: FileJudge = () => [];
