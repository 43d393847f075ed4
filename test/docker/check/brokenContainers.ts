import type { CheckUse, CheckVerdict } from '../../../src/jobs/containerCheck';

/** A container that is wrong in one way. */
export interface BrokenContainer {
  /** The one rule that a check names. */
  readonly rule: string;
  readonly what: string;
  readonly verdict: Extract<CheckVerdict, 'fail' | 'warning'>;
  readonly use: CheckUse;
  /** Instructions of its Dockerfile, the last ones. */
  readonly dockerfile?: string;
  /** Changes in the text of the good program: what is there, and what is written instead. */
  readonly changes?: readonly (readonly [from: string | RegExp, to: string])[];
  /** A program in place of the good one. */
  readonly program?: string;
  readonly mode?: number;
  /** Further files beside the Dockerfile. */
  readonly files?: Readonly<Record<string, string>>;
  /** A hyperparameter that is text: it is trained with once more, in the other encoding. */
  readonly text?: string;
  /** Regular expression of a metric. */
  readonly metric?: string;
  /** What the model is packed from, for a definition with a ModelDataUrl. */
  readonly model?: 'file' | 'link';
  /** Seconds that one run may take. */
  readonly patience?: number;
  /** It is waited for as long as the platform would. */
  readonly isSlow?: boolean;
}

const python = '#!/usr/bin/env python3\n';
const portLabel = 'LABEL com.amazonaws.sagemaker.capabilities.accept-bind-to-port=true';
const loadModel = 'server = ThreadingHTTPServer';
/** What a program for another processor begins with. */
const armProgram = `\u007fELF\u0002\u0001\u0001${'\0'.repeat(9)}\u0002\0\u00b7\0\u0001${'\0'.repeat(60)}`;

const trainings: readonly Omit<BrokenContainer, 'use' | 'verdict'>[] = [
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
  { rule: 'G14', what: 'it looks for another channel', changes: [['data/train/rows', 'data/training/rows']] },
  {
    rule: 'G15',
    what: 'it wants the variables of a toolkit',
    changes: [['os.makedirs("/opt/ml/model"', 'os.makedirs(os.environ["SM_MODEL_DIR"]']],
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
    rule: 'T51',
    what: 'it fails',
    changes: [['    for epoch', '    raise RuntimeError("the loss is not a number")\n    for epoch']],
  },
];

const servers: readonly Omit<BrokenContainer, 'use' | 'verdict'>[] = [
  {
    rule: 'G5',
    what: 'a shell in front keeps the signals',
    dockerfile: 'RUN mv /usr/local/bin/serve /usr/local/bin/server\nCOPY start /usr/local/bin/serve',
    files: { start: '#!/bin/sh\necho starting\nserver\necho ended\n' },
  },
  {
    rule: 'G7',
    what: 'its model lies where the platform puts another',
    dockerfile: 'COPY own.json /opt/ml/model/own.json',
    files: { own: '', 'own.json': '{}' },
    changes: [[loadModel, `open("/opt/ml/model/own.json").close()\n${loadModel}`]],
    model: 'file',
  },
  { rule: 'G9', what: 'it listens on its own host only', changes: [['"0.0.0.0"', '"127.0.0.1"']] },
  {
    rule: 'G10',
    what: 'its label promises another port',
    dockerfile: portLabel,
    changes: [[/int\(os.environ[^\n]*/, '8080']],
  },
  {
    rule: 'G11',
    what: 'it does one thing after the other',
    changes: [
      [/ThreadingHTTPServer/g, 'HTTPServer'],
      ['    def predict(self, body):', '    def predict(self, body):\n        __import__("time").sleep(2.6)'],
    ],
  },
  {
    rule: 'G12',
    patience: 6,
    what: 'it never listens',
    program: `${python}import signal\nsignal.signal(signal.SIGTERM, lambda *_: exit(0))\nwhile True:\n    signal.pause()\n`,
  },
  { rule: 'G17', what: 'it goes into the background', program: '#!/bin/sh\nsleep 60 &\nexit 0\n' },
  {
    rule: 'G19',
    what: 'it asks another host when it starts',
    dockerfile: 'ENV RES_OPTIONS="timeout:1 attempts:1"',
    changes: [[loadModel, `import socket\nsocket.getaddrinfo("models.example.com", 443)\n${loadModel}`]],
  },
  {
    rule: 'G21',
    what: 'it refuses large bodies',
    changes: [
      [
        '        self.predict(body)',
        '        if len(body) > 1_000_000:\n            return self.answer(413, "too large")\n        self.predict(body)',
      ],
    ],
  },
  { rule: 'G23', what: 'its model holds a link', model: 'link' },
  {
    rule: 'G24',
    what: 'it writes beside its model',
    changes: [[loadModel, `open("/opt/ml/model/cache", "w").close()\n${loadModel}`]],
    model: 'file',
  },
  {
    rule: 'I6',
    what: 'it turns away whom it has no time for',
    changes: [
      ['PORT = int', 'import time\nBUSY = threading.Lock()\nPORT = int'],
      [
        '    def predict(self, body):',
        '    def predict(self, body):\n        if not BUSY.acquire(blocking=False):\n            self.close_connection = True\n            return\n        try:\n            time.sleep(0.2)\n            self.count(body)\n        finally:\n            BUSY.release()\n\n    def count(self, body):',
      ],
    ],
  },
  {
    rule: 'I7',
    what: 'its answers never come',
    isSlow: true,
    changes: [['    def predict(self, body):', '    def predict(self, body):\n        __import__("time").sleep(300)']],
  },
  {
    rule: 'I9',
    what: 'it refuses long headers',
    changes: [
      [
        '        self.predict(body)',
        '        if any(len(value) > 200 for value in self.headers.values()):\n            return self.answer(431, "")\n        self.predict(body)',
      ],
    ],
  },
  {
    rule: 'I11',
    what: 'it ends at what it can not read',
    changes: [
      [
        '    def predict(self, body):',
        '    def predict(self, body):\n        try:\n            body.decode()\n        except ValueError:\n            os._exit(3)',
      ],
    ],
  },
  { rule: 'request.slow', what: 'it takes the first piece for all of it', changes: [['rfile.read(', 'rfile.read1(']] },
  { rule: 'I2', what: 'it has another route', changes: [['!= "/invocations"', '!= "/predict"']] },
  {
    rule: 'I5',
    what: 'it ends with an error',
    changes: [[loadModel, `raise RuntimeError("no weights")\n${loadModel}`]],
  },
];

/** Containers that are wrong in one way each. */
export const brokenContainers: readonly BrokenContainer[] = [
  ...trainings.map((one) => ({ ...one, use: 'training' as const, verdict: 'fail' as const })),
  ...servers.map((one) => ({ ...one, use: 'realtime' as const, verdict: 'fail' as const })),
  {
    rule: 'G18',
    what: 'its output is kept back',
    use: 'training',
    verdict: 'warning',
    dockerfile: 'ENV PYTHONUNBUFFERED=',
    changes: [
      [', flush=True', ''],
      ['sleep(0.4)', 'sleep(1)'],
    ],
  },
  {
    rule: 'T56',
    what: 'it does not hear that it should stop',
    use: 'training',
    verdict: 'warning',
    // Long enough to be asked to stop half-way, however slow the machine is.
    changes: [
      ['signal.signal(signal.SIGTERM, stop)', ''],
      ['sleep(0.4)', 'sleep(2.5)'],
    ],
  },
  {
    rule: 'T52',
    what: 'it fails without a word',
    use: 'training',
    verdict: 'warning',
    changes: [[/try:\n {4}train\(\)[^]*$/, 'try:\n    train()\nexcept Exception:\n    sys.exit(1)\n']],
  },
  {
    rule: 'T64',
    what: 'it prints no value of its metric',
    use: 'training',
    verdict: 'warning',
    metric: 'rows: ([0-9]+)',
  },
  {
    rule: 'G26',
    what: 'it holds a GPU driver',
    use: 'training',
    verdict: 'warning',
    dockerfile: 'RUN mkdir -p /usr/lib/x86_64-linux-gnu && touch /usr/lib/x86_64-linux-gnu/libcuda.so.550.54',
  },
  {
    rule: 'secret.value',
    what: 'it holds a token',
    use: 'training',
    verdict: 'warning',
    dockerfile: 'ENV HUB_TOKEN=hub-1234567890',
  },
  {
    rule: 'secret.value',
    what: 'a layer held keys, and the next one takes them away',
    use: 'training',
    verdict: 'warning',
    dockerfile: 'COPY keys /root/.netrc\nRUN rm /root/.netrc',
    files: { keys: '' },
  },
  {
    rule: 'G32',
    what: 'its JVM counts the processors by itself',
    use: 'realtime',
    verdict: 'warning',
    // What runs under this name looks like a JVM from outside.
    dockerfile:
      'RUN cp "$(readlink -f "$(command -v python3)")" /usr/local/bin/java && mv /usr/local/bin/serve /server\nCOPY start /usr/local/bin/serve',
    files: { start: '#!/bin/sh\nexec java /server\n' },
  },
  {
    rule: 'I21',
    what: 'it opens a port that is not its own',
    use: 'pipeline',
    verdict: 'warning',
    dockerfile: portLabel,
    changes: [[loadModel, `import socket\nmanagement = socket.create_server(("0.0.0.0", 8081))\n${loadModel}`]],
  },
  {
    rule: 'model.empty',
    what: 'it is healthy without its model',
    use: 'realtime',
    verdict: 'warning',
    model: 'file',
    changes: [
      [
        '    def predict(self, body):',
        '    def predict(self, body):\n        open("/opt/ml/model/weights.txt").close()',
      ],
    ],
  },
  {
    rule: 'I12',
    what: 'it does not hear that it should stop',
    use: 'realtime',
    verdict: 'warning',
    changes: [[/signal\.signal\(.*/, '']],
  },
  {
    rule: 'G29',
    what: 'it compares the whole Content-Type',
    use: 'realtime',
    verdict: 'warning',
    changes: [['.split(";")[0]', '']],
  },
  {
    rule: 'I10',
    what: 'its answers have no Content-Type',
    use: 'realtime',
    verdict: 'warning',
    changes: [['        self.send_header("Content-Type", "text/csv")\n', '']],
  },
  { rule: 'G10', what: 'it has no label', use: 'pipeline', verdict: 'fail' },
  {
    rule: 'I32',
    what: 'another user may not read it',
    use: 'serverless',
    verdict: 'fail',
    dockerfile: 'RUN chmod 700 /usr/local/bin/serve',
  },
  {
    rule: 'B4',
    what: 'its parameters are none',
    use: 'batch',
    verdict: 'fail',
    changes: [['self.answer(200 if self.path == "/ping" else 404, "")', 'self.answer(200, "fine")']],
  },
  {
    rule: 'G22',
    what: 'it does not pass on /models',
    use: 'multi-model',
    verdict: 'fail',
    changes: [['"/models"', '"/all"']],
  },
  {
    rule: 'I26',
    what: 'it has no label',
    use: 'multi-model',
    verdict: 'fail',
    dockerfile: 'LABEL com.amazonaws.sagemaker.capabilities.multi-models=false',
  },
  {
    rule: 'I27',
    what: 'it loads a model twice',
    use: 'multi-model',
    verdict: 'fail',
    changes: [['answer(409', 'answer(500']],
  },
  {
    rule: 'I28',
    what: 'it forgets to unload',
    use: 'multi-model',
    verdict: 'fail',
    changes: [['MODELS.pop(', 'MODELS.get(']],
  },
  {
    rule: 'I29',
    what: 'it asks no single model',
    use: 'multi-model',
    verdict: 'fail',
    changes: [['"invoke"', '"predict"']],
  },
  { rule: 'P2', what: 'it fails', use: 'processing', verdict: 'fail', changes: [['echo counted', 'exit 3']] },
  {
    rule: 'P8',
    what: 'its message is no text',
    use: 'processing',
    verdict: 'fail',
    changes: [["'counted'", "'\\377\\376'"]],
  },
];
