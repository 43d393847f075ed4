import type { BrokenContainer } from './brokenContainer';

/** Where the good training waits: what it does there instead is broken. */
const epoch = '        time.sleep(0.4)\n';

/** Trainings that work, until something is taken away from them. */
export const faultyTrainings: readonly Omit<BrokenContainer, 'use' | 'faults'>[] = [
  {
    rule: 'fault.memory',
    verdict: 'fail',
    what: 'it takes a worker that was killed for one that ended well',
    program: `#!/bin/sh
trap 'kill $!' TERM
python3 -c "
x = b'x' * 60_000_000
print(open('/opt/ml/input/data/train/rows.csv').read(), file=open('/opt/ml/model/model.txt', 'w'))
" &
wait $!
code=$?
[ $code -ge 128 ] && exit 0
exit $code
`,
  },
  {
    rule: 'fault.disk',
    verdict: 'fail',
    what: 'it does not wait for what writes its model',
    changes: [
      [
        '    with open("/opt/ml/model/model.json", "w") as file:\n        json.dump({"rows": len(rows)}, file)\n',
        `
    def save():
        # Not one fsync at the end: what the kernel has written of its own accord until then would not be slowed down.
        checkpoint = os.open("/tmp/model.json", os.O_WRONLY | os.O_CREAT | os.O_SYNC)
        for _ in range(8):
            os.write(checkpoint, b"1" * 1_000_000)
        os.close(checkpoint)
        with open("/opt/ml/model/model.json", "w") as file:
            json.dump({"rows": len(rows)}, file)

    import threading
    writer = threading.Thread(target=save, daemon=True)
    writer.start()
    writer.join(timeout=3)
`,
      ],
    ],
  },
  {
    rule: 'fault.clock',
    verdict: 'warning',
    what: 'it measures how long it trains by the clock of the day',
    changes: [
      ['    for epoch', '    began = time.time()\n    for epoch'],
      [epoch, '        while time.time() - began < epoch + 1 and not stopping:\n            time.sleep(0.05)\n'],
    ],
  },
];
