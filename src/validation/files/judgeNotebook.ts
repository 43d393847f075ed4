import type { FileJudge } from './fileJudge';

export const judgeNotebook: FileJudge = () => [];
