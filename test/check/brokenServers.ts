import { loadModel, portLabel, type BrokenContainer } from './brokenContainer';

const python = '#!/usr/bin/env python3\n';

/** Servers that fail in one way each. */
export const brokenServers: readonly Omit<BrokenContainer, 'use' | 'verdict'>[] = [
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
        '    def predict(self, body):\n        if not BUSY.acquire(blocking=False):\n            self.close_connection = True\n            return\n        time.sleep(0.2)\n        # Before it answers: who asks one thing after the other always finds it free.\n        BUSY.release()\n        self.count(body)\n\n    def count(self, body):',
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
  {
    rule: 'I2',
    what: 'it fails at every request for the same reason',
    changes: [['        if (self.headers.get', '        raise ValueError("no weights")\n        if (self.headers.get']],
  },
  {
    rule: 'G24',
    what: 'it writes beside its model at a request',
    model: 'file',
    changes: [
      [
        '        if (self.headers.get',
        '        open("/opt/ml/model/cache", "w").close()\n        if (self.headers.get',
      ],
    ],
  },
  {
    rule: 'I2',
    what: 'it leaves bodies unread, which come before the next request',
    changes: [['self.rfile.read(int(self.headers.get("Content-Length", 0)))', 'b"1,2,3,4"']],
  },
  {
    rule: 'I11',
    what: 'it ends where a caller leaves',
    changes: [
      [
        '        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))',
        '        length = int(self.headers.get("Content-Length", 0))\n        try:\n            body = self.rfile.read(length)\n        except ConnectionError:\n            body = b""\n        if len(body) < length:\n            os._exit(3)',
      ],
    ],
  },
  { rule: 'I2', what: 'it has another route', changes: [['!= "/invocations"', '!= "/predict"']] },
  {
    rule: 'I5',
    what: 'it ends with an error',
    changes: [[loadModel, `raise RuntimeError("no weights")\n${loadModel}`]],
  },
];
