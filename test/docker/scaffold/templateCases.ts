import type { Answers } from '../../../src/scaffold/template';

/** A template with answers that make another container of it. */
export interface TemplateCase {
  readonly template: string;
  readonly answers: Answers;
  /** It does not ask for an image to build on: its images say their own. */
  readonly hasOwnBase?: true;
}

/** What is built of packages that the tests can bring along, each in its forms. */
export const templateCases: readonly TemplateCase[] = [
  { template: 'training-algorithm', answers: { images: 'one' } },
  { template: 'training-algorithm', answers: { images: 'two' } },
  { template: 'inference-handlers', answers: {} },
  { template: 'multi-model', answers: {} },
  { template: 'processing', answers: {} },
  { template: 'ensemble', answers: {} },
  { template: 'shell', answers: {} },
  { template: 'inference-pipeline', answers: {}, hasOwnBase: true },
  { template: 'inference-server', answers: { server: 'fastapi', streaming: 'yes' } },
  { template: 'inference-server', answers: { server: 'flask', streaming: 'yes' } },
];

/** What tells it from others, for people. */
export function nameOf({ template, answers }: TemplateCase): string {
  return [template, ...Object.values(answers)].join(', ');
}
