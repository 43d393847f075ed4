import { allUses, notFor, unseen, type ContainerRule } from '../containerRule';

/** G32. */
export const jvm: ContainerRule = {
  id: 'G32',
  title: 'A JVM sees the processors of its instance',
  seen: 'not here: it depends on the limits that the instance sets',
  why: 'On the platform a JVM may count one processor, whatever the instance has, and start as many threads.',
  fix: 'Start java with -XX:-UseContainerSupport.',
  uses: allUses,
  judge: ({ image }) =>
    image?.environment['JAVA_HOME'] === undefined && image?.environment['JAVA_VERSION'] === undefined
      ? notFor('The image says of no Java.')
      : unseen('What a JVM counts depends on the limits that an instance sets.'),
};
