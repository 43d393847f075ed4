import type { BrokenContainer } from './brokenContainer';

/** What a program for another processor begins with. */
const armProgram = `\u007fELF\u0002\u0001\u0001${'\0'.repeat(9)}\u0002\0\u00b7\0\u0001${'\0'.repeat(60)}`;

/** Trainings that fail in one way each. */
export const brokenTrainings: readonly Omit<BrokenContainer, 'use' | 'verdict'>[] = [
  { rule: 'G1', what: 'its program may not be executed', mode: 0o644 },
  { rule: 'G2', what: 'its program has Windows line endings', changes: [[/\n/g, '\r\n']] },
  { rule: 'G3', what: 'its program is made for another processor', program: armProgram },
  {
    rule: 'G6',
    what: 'an init program takes the argument for the program',
    dockerfile: 'COPY tini /sbin/tini\nRUN mv /usr/local/bin/train /train\nENTRYPOINT ["/sbin/tini", "--"]',
    files: { tini: '#!/bin/sh\nshift\nexec "$@"\n' },
  },
  {
    rule: 'G8',
    what: 'its user may not write the model',
    dockerfile: 'USER nobody',
    changes: [[/try:\n {4}train\(\)[^]*$/, 'train()\n']],
  },
  {
    rule: 'G13',
    what: 'it takes quoted text only',
    text: 'fast',
    changes: [
      [
        'return str(json.loads(value))\n    except ValueError:\n        return value',
        'return str(json.loads(value))\n    except ValueError:\n        raise',
      ],
    ],
  },
  {
    rule: 'G13',
    what: 'it takes text without quotes only',
    text: 'fast',
    changes: [['return str(json.loads(value))', 'return value']],
  },
  {
    rule: 'G13',
    what: 'it takes numbers only where they are no text',
    changes: [
      ['{name: text(value) for name, value in json.load(file).items()}', 'json.load(file)'],
      ['int(values["epochs"])', 'values["epochs"]'],
    ],
  },
  {
    rule: 'G1',
    what: 'its program takes the word train for an option of its own',
    dockerfile: 'ENTRYPOINT ["/usr/local/bin/train"]',
    changes: [['def train():', 'import argparse\nargparse.ArgumentParser().parse_args()\n\n\ndef train():']],
  },
  { rule: 'G14', what: 'it looks for another channel', changes: [['data/train/rows', 'data/training/rows']] },
  {
    rule: 'G15',
    what: 'it wants the variables of a toolkit',
    changes: [['os.makedirs("/opt/ml/model"', 'os.makedirs(os.environ["SM_MODEL_DIR"]']],
  },
  {
    rule: 'G15',
    what: 'it wants a hyperparameter of a toolkit',
    changes: [['int(values["epochs"])', 'int(os.environ["SM_HP_EPOCHS"])']],
  },
  { rule: 'G16', what: 'it writes its model elsewhere', changes: [[/\/opt\/ml\/model/g, '/tmp/model']] },
  {
    rule: 'G17',
    what: 'it catches its error and ends with 0',
    changes: [
      ['mode not in ("fast", "slow")', 'True'],
      [
        /try:\n {4}train\(\)[^]*$/,
        'import traceback\ntry:\n    train()\nexcept Exception:\n    traceback.print_exc()\n',
      ],
    ],
  },
  {
    rule: 'G17',
    what: 'it says why it failed, and ends with 0',
    changes: [
      ['    print(f"failed: {error}", file=sys.stderr)\n', ''],
      ['sys.exit(1)', 'sys.exit(0)'],
    ],
  },
  {
    rule: 'G20',
    what: 'it wants keys in its environment',
    changes: [['mode not', 'os.environ["AWS_ACCESS_KEY_ID"] and mode not']],
  },
  {
    rule: 'G20',
    what: 'it wants AWS_DEFAULT_REGION',
    changes: [['mode not', 'os.environ["AWS_DEFAULT_REGION"] and mode not']],
  },
  {
    rule: 'G25',
    what: 'it wants more shared memory',
    changes: [
      [
        '    for epoch',
        '    with open("/dev/shm/all", "wb") as file:\n        file.write(bytes(100_000_000))\n    for epoch',
      ],
    ],
  },
  {
    rule: 'G27',
    what: 'it takes its rank from the host name',
    changes: [
      [
        '    for epoch',
        '    import socket\n    hosts = json.load(open("/opt/ml/input/config/resourceconfig.json"))["hosts"]\n    hosts.index(socket.gethostname())\n    for epoch',
      ],
    ],
  },
  {
    rule: 'G30',
    what: 'it mounts something',
    changes: [
      [
        '    for epoch',
        '    import ctypes\n    libc = ctypes.CDLL(None, use_errno=True)\n    if libc.mount(b"none", b"/mnt", b"tmpfs", 0, None):\n        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))\n    for epoch',
      ],
    ],
  },
  {
    rule: 'G23',
    what: 'it leaves a link in its model',
    changes: [[/$/, '\nos.symlink("model.json", "/opt/ml/model/latest.json")\n']],
  },
  {
    rule: 'G7',
    what: 'its data lies where the platform puts others',
    dockerfile: 'RUN mkdir -p /opt/ml/input/data/train && echo 1,2 > /opt/ml/input/data/train/base.csv',
    changes: [['train/rows.csv', 'train/base.csv']],
  },
  { rule: 'G14', what: 'it looks for another file in its channel', changes: [['train/rows.csv', 'train/train.csv']] },
  {
    rule: 'G15',
    what: 'it writes its model elsewhere without the variables of a toolkit',
    changes: [
      ['os.makedirs("/opt/ml/model"', 'folder = os.environ.get("SM_MODEL_DIR", "/tmp/model")\n    os.makedirs(folder'],
      ['"/opt/ml/model/model.json"', 'folder + "/model.json"'],
    ],
  },
  {
    rule: 'G27',
    what: 'only a host called algo-1 leaves a model',
    changes: [
      [
        '    os.makedirs("/opt/ml/model"',
        '    if os.uname().nodename != "algo-1":\n        return\n    os.makedirs("/opt/ml/model"',
      ],
    ],
  },
  {
    rule: 'T51',
    what: 'it fails',
    changes: [['    for epoch', '    raise RuntimeError("the loss is not a number")\n    for epoch']],
  },
];
