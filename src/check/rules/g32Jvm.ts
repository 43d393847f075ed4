import { allUses, notFor, pass, unseen, warn, type ContainerRule } from '../containerRule';
import { stopsOf } from './g05Signals';

/** G32. */
export const jvm: ContainerRule = {
  id: 'G32',
  title: 'A JVM sees the processors of its instance',
  seen: 'options of each java that runs when SIGTERM is sent, and its JAVA_TOOL_OPTIONS',
  why: 'On the platform a JVM may count one processor, whatever the instance has, and start as many threads.',
  fix: 'Start java with -XX:-UseContainerSupport, or say how many there are with -XX:ActiveProcessorCount.',
  uses: allUses,
  judge: (seen) => {
    const found = stopsOf(seen).flatMap(({ jvm: one }) => one ?? []);
    const { JAVA_HOME: home, JAVA_VERSION: version } = seen.image?.environment ?? {};
    const hasJava = home !== undefined || version !== undefined;
    if (found.includes('untold')) return warn('A JVM runs without either option.');
    if (found.length > 0) return pass('Its JVM is told.');
    return hasJava ? unseen(seen.noRuns ?? 'No JVM ran when it was looked for.') : notFor('No JVM was seen.');
  },
};
