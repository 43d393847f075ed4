import { loadModel, portLabel, type BrokenContainer } from './brokenContainer';
import { brokenServers } from './brokenServers';
import { brokenTrainings } from './brokenTrainings';

/** Containers that are wrong in one way each. */
export const brokenContainers: readonly BrokenContainer[] = [
  ...brokenTrainings.map((one) => ({ ...one, use: 'training' as const, verdict: 'fail' as const })),
  ...brokenServers.map((one) => ({ ...one, use: 'realtime' as const, verdict: 'fail' as const })),
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
    rule: 'T56',
    what: 'its script ignores SIGTERM',
    use: 'training',
    verdict: 'warning',
    program:
      "#!/bin/sh\ntrap '' TERM\nset -e\ncat /opt/ml/input/data/train/rows.csv > /tmp/rows\nfor n in 1 2 3 4 5; do\n  echo $n\n  sleep 1\ndone\nmv /tmp/rows /opt/ml/model/rows\n",
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
    rule: 'I28',
    what: 'it lists its models in another form',
    use: 'multi-model',
    verdict: 'fail',
    changes: [['{"models": [self.about(name) for name in MODELS]}', 'list(MODELS)']],
  },
  {
    rule: 'I29',
    what: 'it asks no single model',
    use: 'multi-model',
    verdict: 'fail',
    changes: [['"invoke"', '"predict"']],
  },
  {
    rule: 'B4',
    what: 'its parameters can not be',
    use: 'batch',
    verdict: 'fail',
    changes: [
      [
        'self.answer(200 if self.path == "/ping" else 404, "")',
        'self.answer(200, "" if self.path == "/ping" else \'{"BatchStrategy": "ALL"}\')',
      ],
    ],
  },
  {
    rule: 'G17',
    what: 'its error is lost',
    use: 'processing',
    verdict: 'fail',
    program: '#!/bin/sh\npython3 -c "raise ValueError(1)" || true\n',
  },
  { rule: 'P2', what: 'it fails', use: 'processing', verdict: 'fail', changes: [['echo counted', 'exit 3']] },
  {
    rule: 'P8',
    what: 'its message is no text',
    use: 'processing',
    verdict: 'fail',
    changes: [["'counted'", "'\\377\\376'"]],
  },
  {
    rule: 'A2',
    what: 'its algorithm requires what has a default',
    use: 'marketplace',
    verdict: 'fail',
    parameter: { IsRequired: true },
  },
];
