import type { Answers } from '../../src/scaffold/template';

/** What a template is built on in tests: Python with what pip needs, the same with the training toolkit's, with what a framework image does, or R. */
export type Base = 'packages' | 'toolkit' | 'framework' | 'r';

/** A template with answers that make another container of it. */
export interface TemplateCase {
  readonly template: string;
  readonly answers: Answers;
  /** By the question that asks for it; its images say their own when absent. */
  readonly base?: { readonly key: string; readonly image: Base };
  /** What plain processes need beside what every machine has. */
  readonly needs?: 'python' | 'r';
  /** `check` looks at it in the tests of each change. */
  readonly checked?: true;
}

const onPackages = { key: 'base-image', image: 'packages' } as const;
const toolkit = { needs: 'python', checked: true } as const;

/** Every template in its forms. */
export const templateCases: readonly TemplateCase[] = [
  { template: 'training-algorithm', answers: { images: 'one' }, base: onPackages },
  { template: 'training-algorithm', answers: { images: 'two' }, base: onPackages },
  { template: 'inference-handlers', answers: {}, base: onPackages },
  { template: 'multi-model', answers: {}, base: onPackages },
  { template: 'processing', answers: {}, base: onPackages },
  { template: 'ensemble', answers: {}, base: onPackages },
  { template: 'shell', answers: {}, base: onPackages },
  { template: 'inference-pipeline', answers: {} },
  { template: 'inference-server', answers: { server: 'fastapi', streaming: 'yes' }, base: onPackages, needs: 'python' },
  { template: 'inference-server', answers: { server: 'flask', streaming: 'yes' }, base: onPackages, needs: 'python' },
  { template: 'training-toolkit', answers: {}, base: { key: 'base-image', image: 'toolkit' }, ...toolkit },
  { template: 'script-mode', answers: {}, base: { key: 'image', image: 'framework' }, ...toolkit },
  { template: 'r', answers: {}, base: { key: 'base-image', image: 'r' }, needs: 'r', checked: true },
];

/** What tells it from others, for people. */
export function nameOf({ template, answers }: TemplateCase): string {
  return [template, ...Object.values(answers)].join(', ');
}
