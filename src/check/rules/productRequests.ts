import { notFor, pass, type ContainerRule } from '../containerRule';
import type { StaticFinding } from '../observations';
import { findingText, worstOf } from '../symptoms';

const requests = '`*.algorithm.json` and `*.model-package.json`';

/** Rules on what is asked of AWS for a product: all are read from its definitions. */
export const productRules: readonly ContainerRule[] = [
  {
    ...requestRule(
      'A1',
      'algorithm',
      ({ code }) => !isToldElsewhere(code) && !['A2', 'A3', 'A5', 'T64'].includes(code),
    ),
    title: 'The request for its algorithm is whole',
    why: 'CreateAlgorithm wants a name, a training image, instance types and one to eight channels.',
    fix: 'Write what is missing, as the finding says.',
  },
  {
    ...requestRule('A2', 'algorithm'),
    title: 'Its hyperparameters are described without contradictions',
    why: 'A range must be of the type of its parameter, a default within it, and what is required has no default.',
    fix: 'Correct SupportedHyperParameters.',
  },
  {
    ...requestRule('A3', 'algorithm', ({ code }) => code === 'A3' || code === 'T64'),
    title: 'Its channels, metrics and validation fit each other',
    why: 'The validation trains with the channels, instance types and instance counts that the algorithm says it takes.',
    fix: 'Correct TrainingSpecification or the ValidationProfile.',
  },
  {
    ...requestRule('A6', 'model-package', ({ code }) => !isToldElsewhere(code)),
    title: 'The request for its model package says what it holds',
    why: 'A package is made of containers or of an algorithm, and is a version of a group or has a name of its own.',
    fix: 'Correct the definition, as the finding says.',
  },
];

/** What the rules on programs and images say of any definition. */
function isToldElsewhere(code: string): boolean {
  return /^G\d|^image\./.test(code);
}

type RequestRule = Pick<ContainerRule, 'id' | 'seen' | 'uses' | 'judge'>;

/** A rule that the findings of `validate` in the definitions of a kind answer. @param isAbout tells whether one is about it; by its code when absent */
function requestRule(
  id: string,
  kind: 'algorithm' | 'model-package',
  isAbout: (finding: StaticFinding) => boolean = ({ code }) => code === id,
): RequestRule {
  const suffix = `.${kind}.json`;
  return {
    id,
    seen: `findings of \`validate\` in ${requests}`,
    uses: ['marketplace'],
    judge: ({ findings, definitions = [] }) => {
      if (!definitions.some((name) => name.endsWith(suffix))) return notFor(`There is no *${suffix} for it.`);
      const found = findings.filter((one) => one.place.file.endsWith(suffix) && isAbout(one));
      return worstOf(found) ?? pass('Nothing speaks against it.', found.map(findingText));
    },
  };
}
