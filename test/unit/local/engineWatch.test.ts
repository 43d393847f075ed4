import assert from 'node:assert/strict';
import { watchEngine } from '../../../src/local/engineWatch';

/** Watch an engine that answers as it is told to, question by question, and goes on with the last answer. */
async function watched(answers: readonly boolean[], after: (asked: number, kill: AbortController) => boolean) {
  const notes: string[] = [];
  const kill = new AbortController();
  let [asked, givenUp] = [0, 0];
  await new Promise<void>((resolve) => {
    const done = () => {
      watch.close();
      resolve();
    };
    const engine = {
      title: 'The engine',
      answers: async () => {
        const answer = answers[Math.min(asked, answers.length - 1)] ?? true;
        asked += 1;
        if (after(asked, kill)) setImmediate(done);
        return answer;
      },
      giveUp: () => {
        givenUp += 1;
        done();
      },
    };
    // A timer that keeps the test alive, since the watch itself keeps nothing alive.
    const alive = setInterval(() => undefined, 1_000);
    const watch = watchEngine({ engine, note: (line) => notes.push(line), kill: kill.signal, interval: 1 });
    kill.signal.addEventListener('abort', () => clearInterval(alive));
    setTimeout(() => clearInterval(alive), 5_000).unref();
  });
  return { notes, asked, givenUp };
}

describe('the watch over an engine', () => {
  it('says nothing while it answers', async () => {
    assert.deepEqual(await watched([true], (asked) => asked === 5), { notes: [], asked: 5, givenUp: 0 });
  });

  it('tells once that it is silent, and that it is back', async () => {
    const { notes, givenUp } = await watched([true, false, false, false, true], (asked) => asked === 8);
    assert.equal(notes.length, 2);
    assert.match(notes[0] ?? '', /^The engine does not answer: .*stop the job twice/);
    assert.match(notes[1] ?? '', /answers again/);
    assert.equal(givenUp, 0);
  });

  it('gives it up after two minutes of silence, that is 12 questions', async () => {
    const { asked, givenUp } = await watched([false], () => false);
    assert.deepEqual([asked, givenUp], [12, 1]);
  });

  it('gives a silent one up when the job is killed, and not one that answers', async () => {
    const silent = await watched([false], (asked, kill) => {
      if (asked === 3) kill.abort();
      return false;
    });
    assert.deepEqual([silent.asked, silent.givenUp], [3, 1]);
    const lively = await watched([true], (asked, kill) => {
      if (asked === 3) kill.abort();
      return asked === 6;
    });
    assert.equal(lively.givenUp, 0);
  });
});
