import type { FileJudge } from './fileJudge';

export const judgePython: FileJudge = () => [];
