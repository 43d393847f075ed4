import type { Benchmark } from './measure';

export const activation: Benchmark = { name: 'activation', title: 'x', run: () => Promise.resolve([]) };
